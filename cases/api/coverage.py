"""Who is covered for what, over HTTP: today's facts, and what proposals would change."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.filters import FlagFilter, ResourceFilter
from backend.api.joins import JoinedFilter
from backend.api.serializers import In, VisibleRelated
from backend.api.verbs import verb, write
from backend.api.views import ReadViewSet
from campaigns.models import AskOption, Campaign
from cases.actions import coverage
from cases.api.fields import anybody_may_see
from cases.branches import Branch, CoverageKind, Level, WorkerGroup
from cases.models import Coverage, CoverageChange, CoverageFact, LawReview, Mark, Provision

CELL = (
    "id", "group", "branch", "kind", "level", "citation", "provision", "mark", "is_sure",
    "contribution", "qualifying_period", "note", "sources", "created_at", "updated_at", "version",
)  # fmt: skip
_SURE = _("Cited and verified; what is not is shown, and counted nowhere.")


class CellOut(serializers.ModelSerializer[Any]):
    """The base of answers about one cell."""

    is_sure = serializers.SerializerMethodField(help_text=_SURE)
    sources = fields.Sources()

    def get_is_sure(self, cell: Coverage) -> bool:
        return cell.is_sure


class CoverageOut(CellOut):
    class Meta:
        model = CoverageFact
        fields = (*CELL, "country", "is_claim")
        read_only_fields = fields

    def get_fields(self) -> dict[str, Any]:
        """Add ``from``, a word that no attribute of Python may be called."""
        more = {"from": _day("from_on"), "until": _day("until_on")}
        return {**super().get_fields(), **more}


class CoverageChangeOut(CellOut):
    class Meta:
        model = CoverageChange
        fields = (*CELL, "law_review", "option")
        read_only_fields = fields


def _day(source: str) -> serializers.DateField:
    return serializers.DateField(source=source, read_only=True, allow_null=True)


class CellIn(In):
    """The base of bodies about one cell."""

    id = fields.new_id()
    group = serializers.ChoiceField(choices=WorkerGroup.choices)
    branch = serializers.ChoiceField(choices=Branch.choices)
    kind = serializers.ChoiceField(choices=CoverageKind.choices, default=CoverageKind.LEGAL)
    level = serializers.ChoiceField(choices=Level.choices)
    citation = fields.Line(max_length=300, required=False)
    provision = VisibleRelated(anybody_may_see(Provision), required=False, allow_null=True)
    mark = serializers.ChoiceField(choices=Mark.choices, default=Mark.SEEN)
    contribution = fields.Line(required=False)
    qualifying_period = fields.Line(required=False)
    note = fields.Text(required=False, max_length=fields.LONGEST_NOTE)
    sources = fields.sources_in(required=False)


class RecordCoverageIn(CellIn):
    country = fields.Country()
    is_claim = serializers.BooleanField(default=False)

    def get_fields(self) -> dict[str, Any]:
        """Add ``from``, a word that no attribute of Python may be called."""
        more = {name: fields.Day(required=False, allow_null=True) for name in ("from", "until")}
        return {**super().get_fields(), **more}


class EndCoverageIn(In):
    on = fields.Day(help_text=_("The first day on which it no longer holds."))


class ProposeCoverageIn(CellIn):
    law_review = VisibleRelated(LawReview.objects.visible_to, required=False)
    option = VisibleRelated(AskOption.objects.visible_to, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Take one of the two."""
        if ("law_review" in attrs) == ("option" in attrs):
            raise ValidationError({"law_review": [_("Name a law review or an option.")]})
        return attrs


class CoverageFilter(ResourceFilter):
    provision = JoinedFilter("provision", anybody_may_see(Provision))
    on = django_filters.DateFilter(method="holding_on", label="Holds on that day.")
    cited = FlagFilter(method="that_is_cited", label="Has a citation.")

    class Meta:
        model = CoverageFact
        fields: ClassVar = ["country", "group", "branch", "kind", "level", "mark", "is_claim"]

    def holding_on(self, rows: QuerySet[CoverageFact], _name: str, day: Any) -> Any:
        return rows.filter(
            Q(from_on__isnull=True) | Q(from_on__lte=day),
            Q(until_on__isnull=True) | Q(until_on__gt=day),
        )

    def that_is_cited(self, rows: QuerySet[CoverageFact], _name: str, cited: Any) -> Any:
        return rows.exclude(citation="") if cited else rows.filter(citation="")


class CoverageViewSet(ReadViewSet[CoverageFact]):
    """How far each group of workers is covered in each branch, with where that is written."""

    queryset = CoverageFact.objects.none()
    serializer_class = CoverageOut
    filterset_class = CoverageFilter
    search_fields = ("citation", "note")
    ordering_fields = ("country", "group", "branch", "created_at", "updated_at")
    ordering = ("country", "group", "branch")

    def get_queryset(self) -> QuerySet[CoverageFact]:
        return CoverageFact.objects.visible_to(self.person)

    @write(takes=RecordCoverageIn, answers=CoverageOut, status=201)
    def create(self, _request: Request) -> Response:
        """Write down what holds; what another source says is another row."""
        given = self.parse(RecordCoverageIn)
        holds = coverage.Holds(
            country=given.pop("country"),
            from_on=given.pop("from", None),
            until_on=given.pop("until", None),
            is_claim=given.pop("is_claim"),
        )
        fact = coverage.record(coverage.NewCover(**given), holds, by=self.person)
        return self.answer_created(fact)

    @verb("end", takes=EndCoverageIn, answers=CoverageOut)
    def end(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Say that it no longer holds from a day on."""
        fact, given = self.get_object(), self.parse(EndCoverageIn)
        return self.answer_changed(coverage.end(fact, by=self.person, on=given["on"]))


class CoverageChangeFilter(ResourceFilter):
    law_review = JoinedFilter("law_review", LawReview.objects.visible_to)
    option = JoinedFilter("option", AskOption.objects.visible_to)
    campaign = JoinedFilter("option__ask__campaign", Campaign.objects.visible_to)
    country = django_filters.CharFilter(method="of_country", label="ISO 3166-1 alpha-2.")

    class Meta:
        model = CoverageChange
        fields: ClassVar = ["group", "branch", "kind", "level", "mark"]

    def of_country(self, rows: QuerySet[CoverageChange], _name: str, country: str) -> Any:
        return rows.filter(
            Q(law_review__country=country) | Q(option__ask__campaign__country=country)
        )


class CoverageChangeViewSet(ReadViewSet[CoverageChange]):
    """What a law review, or an option of an ask, would make of a cell."""

    queryset = CoverageChange.objects.none()
    serializer_class = CoverageChangeOut
    filterset_class = CoverageChangeFilter
    search_fields = ("citation", "note")
    ordering_fields = ("group", "branch", "created_at", "updated_at")
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[CoverageChange]:
        return CoverageChange.objects.visible_to(self.person)

    @write(takes=ProposeCoverageIn, answers=CoverageChangeOut, status=201)
    def create(self, _request: Request) -> Response:
        """Say what a proposal would change."""
        given = self.parse(ProposeCoverageIn)
        review, option = given.pop("law_review", None), given.pop("option", None)
        new = coverage.NewCover(**given)
        if review:
            change = coverage.propose_in_review(review, new, by=self.person)
        else:
            change = coverage.propose_in_option(option, new, by=self.person)
        return self.answer_created(change)
