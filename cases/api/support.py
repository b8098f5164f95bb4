"""ILO support over HTTP, with what it helped."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.etag import expected_version
from backend.api.filters import ResourceFilter
from backend.api.joins import JoinedFilter
from backend.api.searching import in_each_language
from backend.api.serializers import In, VisibleRelated, VisibleRelatedList
from backend.api.verbs import verb, write
from backend.api.views import ReadViewSet
from campaigns.access import Visitor
from campaigns.models import Network
from cases.actions import effects, outcomes, support
from cases.api.fields import anybody_may_see
from cases.api.filters import OfReviewFilter, StageFilter
from cases.models import (
    AdvocacyCase,
    Effect,
    IloSupport,
    LawReview,
    Milestone,
    Programme,
    SupportKind,
    SupportOutcome,
    SupportStatus,
    WorkersWord,
)

_CURRENCY = RegexValidator(r"^[A-Z]{3}\Z", _("Write the currency as in ISO 4217, “USD”."))


def milestones_seen_by(person: Visitor) -> QuerySet[Milestone]:
    return Milestone.objects.visible_to(person).with_place()


class WordOut(serializers.ModelSerializer[WorkersWord]):
    class Meta:
        model = WorkersWord
        fields = ("effect", "words", "said_on")
        read_only_fields = fields


class OutcomeOut(serializers.ModelSerializer[SupportOutcome]):
    sources = fields.Sources()

    class Meta:
        model = SupportOutcome
        fields = ("biennium", "cpo_code", "indicator", "wording", "iati_id", "sources")
        read_only_fields = fields


class IloSupportOut(serializers.ModelSerializer[IloSupport]):
    titles = fields.Texts()
    law_reviews = fields.Ids(help_text=_("Those the reader may see."))
    milestones = fields.Ids(help_text=_("Those the reader may see."))
    cases = fields.Ids(help_text=_("Those the reader may see."))
    effects = WordOut(many=True, read_only=True)
    outcomes = OutcomeOut(many=True, read_only=True)
    sources = fields.Sources()

    class Meta:
        model = IloSupport
        fields = (
            "id", "programme", "kind", "title", "titles", "about", "country", "status",
            "starts_on", "starts_precision", "ends_on", "ends_precision", "cpo_code", "iati_id",
            "amount", "currency", "is_public", "law_reviews", "milestones", "cases", "effects",
            "outcomes", "sources", "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = fields


class AddSupportIn(In):
    id = fields.new_id()
    programme = VisibleRelated(anybody_may_see(Programme), required=False, allow_null=True)
    kind = serializers.ChoiceField(choices=SupportKind.choices)
    title = fields.Title()
    about = fields.Text(required=False)
    country = fields.Country()
    status = serializers.ChoiceField(choices=SupportStatus.choices, required=False)
    starts_on = fields.Day(required=False, allow_null=True)
    ends_on = fields.Day(required=False, allow_null=True)
    cpo_code = fields.Line(required=False, max_length=16)
    iati_id = fields.Line(required=False)
    amount = serializers.DecimalField(
        max_digits=14, decimal_places=2, min_value=0, required=False, allow_null=True
    )
    currency = fields.Line(required=False, max_length=3, validators=[_CURRENCY])
    is_public = serializers.BooleanField(required=False)
    law_reviews = VisibleRelatedList(LawReview.objects.visible_to, required=False)
    milestones = VisibleRelatedList(milestones_seen_by, required=False)
    cases = VisibleRelatedList(AdvocacyCase.objects.visible_to, required=False)


class EditSupportIn(In):
    title = fields.Title(required=False)
    about = fields.Text(required=False)
    ends_on = fields.Day(required=False, allow_null=True)
    is_public = serializers.BooleanField(required=False)


class LinkIn(In):
    law_review = VisibleRelated(LawReview.objects.visible_to, required=False, allow_null=True)
    milestone = VisibleRelated(milestones_seen_by, required=False, allow_null=True)
    case = VisibleRelated(AdvocacyCase.objects.visible_to, required=False, allow_null=True)


class SetStatusIn(In):
    to = serializers.ChoiceField(choices=SupportStatus.choices)

    def validate_to(self, to: str) -> SupportStatus:
        return SupportStatus(to)


class SayEffectIn(In):
    id = fields.new_id()
    effect = serializers.ChoiceField(choices=Effect.choices)
    words = fields.Text(required=False, max_length=fields.LONGEST_NOTE)
    said_on = fields.Day()
    network = VisibleRelated(Network.objects.visible_to, required=False, allow_null=True)

    def validate_effect(self, effect: str) -> Effect:
        return Effect(effect)


class NoteOutcomeIn(In):
    biennium = fields.Line(max_length=7, help_text=_("The two years, “2026-27”."))
    cpo_code = fields.Line(max_length=16)
    indicator = fields.Line(required=False, max_length=16)
    wording = fields.Line(required=False, max_length=300)
    iati_id = fields.Line(required=False)
    sources = fields.sources_in(required=False)


class IloSupportFilter(ResourceFilter, OfReviewFilter):
    review: ClassVar = "law_reviews"

    law_review = JoinedFilter("law_reviews", LawReview.objects.visible_to)
    milestone = JoinedFilter("milestones", Milestone.objects.visible_to)
    case = JoinedFilter("cases", AdvocacyCase.objects.visible_to)
    stage = StageFilter(method="at_stage", label="Of a law review it helps.")

    class Meta:
        model = IloSupport
        fields: ClassVar = ["programme", "kind", "status", "country", "is_public"]


class IloSupportViewSet(ReadViewSet[IloSupport]):
    """Pieces of ILO support, linked to the reviews, milestones and cases they helped."""

    queryset = IloSupport.objects.none()
    serializer_class = IloSupportOut
    filterset_class = IloSupportFilter
    search_fields = (
        "title", *in_each_language("titles"), "about", "programme__name", "cpo_code", "iati_id",
    )  # fmt: skip
    ordering_fields = ("title", "starts_on", "ends_on", "created_at", "updated_at")
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[IloSupport]:
        return IloSupport.objects.visible_to(self.person).with_links(self.person)

    @write(takes=AddSupportIn, answers=IloSupportOut, status=201)
    def create(self, _request: Request) -> Response:
        """Record a piece of support, and what it helps as far as that is known."""
        new = support.NewSupport(**self.parse(AddSupportIn))
        return self.answer_created(support.add(new, by=self.person))

    @write(takes=EditSupportIn, answers=IloSupportOut)
    def partial_update(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Change what is written about support."""
        piece, version = self.get_object(), expected_version(request)
        given = self.parse(EditSupportIn)
        changed = support.edit(piece, by=self.person, version=version, **given)
        return self.answer_changed(changed)

    @verb("link", takes=LinkIn, answers=IloSupportOut)
    def link(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Say what a piece of support helped: a law review, a milestone, a case."""
        piece, given = self.get_object(), self.parse(LinkIn)
        return self.answer_changed(support.link(piece, support.Link(**given), by=self.person))

    @verb("set-status", takes=SetStatusIn, answers=IloSupportOut)
    def set_status(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Move support along: planned, active, then ended or cancelled for good."""
        piece, given = self.get_object(), self.parse(SetStatusIn)
        return self.answer_changed(support.set_status(piece, by=self.person, **given))

    @verb("say-effect", takes=SayEffectIn, answers=IloSupportOut)
    def say_effect(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Say for one's network whether this changed something; nobody can change that word."""
        piece, given = self.get_object(), self.parse(SayEffectIn)
        effects.say(piece, effects.NewWord(**given), by=self.person)
        return self.answer_changed(piece)

    @verb("note-outcome", takes=NoteOutcomeIn, answers=IloSupportOut)
    def note_outcome(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Write down the outcome and indicator it counts under in a biennium."""
        piece, given = self.get_object(), self.parse(NoteOutcomeIn)
        outcomes.note(piece, outcomes.NewOutcome(**given), by=self.person)
        return self.answer_changed(piece)
