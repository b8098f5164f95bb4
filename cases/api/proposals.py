"""Proposed updates over HTTP: what organisers heard, and the officer's answers."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.filters import MomentFilter, PlainFilter
from backend.api.serializers import In, VisibleRelated
from backend.api.verbs import verb, write
from backend.api.views import ReadViewSet
from campaigns.models import Network
from cases.actions import proposals
from cases.api.fields import StagedOut, StageIn
from cases.models import LawReview, Proposal


class ProposalOut(StagedOut):
    country = serializers.CharField(source="law_review.country", read_only=True)

    class Meta:
        model = Proposal
        fields = (
            "id", "law_review", "country", "stage", "stage_code", "stage_name", "on", "precision",
            "summary", "source_title", "source_url", "network", "proposed_by", "proposed_at",
            "state", "answer", "event", "decided_at",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs: ClassVar = {
            "proposed_by": {"allow_null": True, "help_text": _("Null, unless it is oneself.")},
            "event": {"help_text": _("The dated fact that an accepted proposal became.")},
        }

    def to_representation(self, instance: Proposal) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if instance.proposed_by_id != self.context["request"].user.pk:
            shown["proposed_by"] = None
        return shown


class ProposeIn(In):
    id = fields.new_id()
    law_review = VisibleRelated(LawReview.objects.visible_to)
    stage = StageIn()
    on = fields.Day(help_text=_("Any day of the span that the precision names."))
    precision = fields.Known()
    summary = fields.Text(max_length=fields.LONGEST_NOTE, allow_blank=False)
    source_url = fields.WebAddress(allow_blank=False)
    source_title = fields.Line(required=False, max_length=300)
    network = VisibleRelated(
        Network.objects.visible_to,
        required=False,
        help_text=_("For which one proposes it; needed only by who works for several."),
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {**attrs, "on": fields.start_of_span(attrs, "on")}


class DeclineIn(In):
    answer = fields.Text(max_length=fields.LONGEST_NOTE, allow_blank=False)


class ProposalFilter(PlainFilter):
    proposed_after = MomentFilter(field_name="proposed_at", lookup_expr="gte")
    proposed_before = MomentFilter(field_name="proposed_at", lookup_expr="lte")

    class Meta:
        model = Proposal
        fields: ClassVar = ["law_review", "state"]


class ProposalViewSet(ReadViewSet[Proposal]):
    """Dated facts that organisers propose; read by who proposed them and by the officer."""

    queryset = Proposal.objects.none()
    serializer_class = ProposalOut
    filterset_class = ProposalFilter
    search_fields = ("summary", "source_title")
    ordering_fields = ("proposed_at", "on")
    ordering = ("-proposed_at",)

    def get_queryset(self) -> QuerySet[Proposal]:
        return Proposal.objects.visible_to(self.person).select_related("law_review")

    @write(takes=ProposeIn, answers=ProposalOut, status=201)
    def create(self, _request: Request) -> Response:
        """Tell the officer of a dated fact. Sent twice with the same id, it is proposed once."""
        given = self.parse(ProposeIn)
        review = given.pop("law_review")
        new = proposals.NewProposal(**given)
        return self.answer_created(proposals.propose(review, new, by=self.person))

    @verb("accept", answers=ProposalOut)
    def accept(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Make a proposal a dated fact of its review."""
        proposal = self.get_object()
        self.parse(In)
        proposals.accept(proposal, by=self.person)
        return self.answer_changed(proposal)

    @verb("decline", takes=DeclineIn, answers=ProposalOut)
    def decline(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Answer a proposal with no, and why."""
        proposal, given = self.get_object(), self.parse(DeclineIn)
        proposals.decline(proposal, by=self.person, **given)
        return self.answer_changed(proposal)
