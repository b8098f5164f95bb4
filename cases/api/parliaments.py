"""Parliaments over HTTP: terms and sessions, and what lapsed when one was dissolved."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.filters import PlainFilter
from backend.api.searching import in_each_language
from backend.api.serializers import In
from backend.api.verbs import verb, write
from backend.api.views import ReadViewSet
from cases.actions import parliaments
from cases.models import Dissolution, ParliamentPeriod


class ParliamentPeriodOut(serializers.ModelSerializer[ParliamentPeriod]):
    names = fields.Texts()
    sources = fields.Sources()

    class Meta:
        model = ParliamentPeriod
        fields = ("id", "country", "kind", "name", "names", "starts_on", "ends_on", "sources")
        read_only_fields = fields


class ParliamentPeriodFilter(PlainFilter):
    class Meta:
        model = ParliamentPeriod
        fields: ClassVar = ["country", "kind"]


class ParliamentPeriodViewSet(ReadViewSet[ParliamentPeriod]):
    """Terms and sessions of parliaments: what is not passed by their end may lapse."""

    queryset = ParliamentPeriod._default_manager.none()
    serializer_class = ParliamentPeriodOut
    filterset_class = ParliamentPeriodFilter
    search_fields = ("name", *in_each_language("names"))
    ordering_fields = ("ends_on", "country")
    ordering = ("-ends_on",)

    def get_queryset(self) -> QuerySet[ParliamentPeriod]:
        return ParliamentPeriod._default_manager.all()


class DissolutionOut(serializers.ModelSerializer[Dissolution]):
    law_reviews = serializers.SerializerMethodField(
        help_text=_("Those that lapsed with it and the reader may see.")
    )

    class Meta:
        model = Dissolution
        fields = (
            "id", "country", "on", "source_url", "declared_at", "undone_at", "reason",
            "law_reviews",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_law_reviews(self, dissolution: Dissolution) -> list[str]:
        return sorted(str(lapse.event.law_review_id) for lapse in dissolution.lapses.all())


class DissolveIn(In):
    id = fields.new_id()
    country = fields.Country()
    on = fields.Day()
    source_url = fields.WebAddress(allow_blank=False)


class UndoIn(In):
    reason = fields.Text(max_length=fields.LONGEST_NOTE, allow_blank=False)


class DissolutionFilter(PlainFilter):
    class Meta:
        model = Dissolution
        fields: ClassVar = ["country"]


class DissolutionViewSet(ReadViewSet[Dissolution]):
    """Dissolutions: each a batch of reviews that lapsed, which can be undone as a whole."""

    queryset = Dissolution.objects.none()
    serializer_class = DissolutionOut
    filterset_class = DissolutionFilter
    ordering_fields = ("on", "country", "declared_at")
    ordering = ("-on",)

    def get_queryset(self) -> QuerySet[Dissolution]:
        return Dissolution.objects.visible_to(self.person)

    @write(takes=DissolveIn, answers=DissolutionOut, status=201)
    def create(self, _request: Request) -> Response:
        """Record a dissolution: each open review that lay before that parliament lapses."""
        new = parliaments.NewDissolution(**self.parse(DissolveIn))
        return self.answer_created(parliaments.dissolve(new, by=self.person))

    @verb("undo", takes=UndoIn, answers=DissolutionOut)
    def undo(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Take the whole batch back: each review stands where it stood before."""
        dissolution, given = self.get_object(), self.parse(UndoIn)
        return self.answer_changed(parliaments.undo(dissolution, by=self.person, **given))
