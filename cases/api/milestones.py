"""Milestones over HTTP: planned steps of reviews, and every move of their dates."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.filters import FlagFilter, ResourceFilter
from backend.api.joins import JoinedFilter
from backend.api.searching import in_each_language
from backend.api.serializers import In, VisibleRelated
from backend.api.verbs import verb, write
from backend.api.views import ReadViewSet
from cases.actions import milestones
from cases.api.fields import StagedOut, StageIn
from cases.api.filters import OfReviewFilter, StageFilter
from cases.models import IloSupport, LawReview, Milestone, MilestoneMove
from cases.models.milestone import MilestoneQuerySet

LONGEST_ADDRESS = 200


class MoveOut(serializers.ModelSerializer[MilestoneMove]):
    to = serializers.DateField(source="moved_to", read_only=True)

    class Meta:
        model = MilestoneMove
        fields = ("to", "reason", "moved_at")
        read_only_fields = fields

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # No class body can name a field like a word of the language.
        start = serializers.DateField(source="moved_from", read_only=True)
        return {"from": start, **super().get_fields()}


class MilestoneOut(StagedOut):
    country = serializers.CharField(source="law_review.country", read_only=True)
    titles = fields.Texts()
    due_on = serializers.DateField(read_only=True)
    slip_days = serializers.IntegerField(read_only=True)
    moves = serializers.SerializerMethodField()
    revisions = serializers.SerializerMethodField()

    class Meta:
        model = Milestone
        fields = (
            "id", "law_review", "country", "stage", "stage_code", "stage_name", "title", "titles",
            "body", "status", "planned_on", "forecast_on", "reached_on", "due_on", "precision",
            "slip_days", "moves", "revisions", "source_url", "note", "created_at", "updated_at",
            "version",
        )  # fmt: skip
        read_only_fields = fields

    def get_moves(self, milestone: Milestone) -> int:
        """Count how often the date moved."""
        return len(milestone.revisions.all())

    @extend_schema_field(MoveOut(many=True))
    def get_revisions(self, milestone: Milestone) -> Any:
        """Return each move of the date, in the order they were made."""
        moves = sorted(milestone.revisions.all(), key=lambda move: move.pk)
        return MoveOut(moves, many=True).data


class PlanIn(In):
    id = fields.new_id()
    law_review = VisibleRelated(LawReview.objects.visible_to)
    stage = StageIn()
    title = fields.Title()
    planned_on = fields.Day(help_text=_("Any day of the span that the precision names."))
    precision = fields.Known()
    body = fields.Line(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {**attrs, "planned_on": fields.start_of_span(attrs, "planned_on")}


class MarkReachedIn(In):
    on = fields.Day(help_text=_("Any day of the span that the precision names."))
    precision = fields.Known()
    source_url = fields.WebAddress(required=False, max_length=LONGEST_ADDRESS)
    note = fields.Text(required=False, max_length=fields.LONGEST_NOTE)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {**attrs, "on": fields.start_of_span(attrs, "on")}


class ReasonIn(In):
    reason = fields.Text(max_length=fields.LONGEST_NOTE, allow_blank=False)


class RescheduleIn(ReasonIn):
    to = fields.Day()


class MilestoneFilter(ResourceFilter, OfReviewFilter):
    review: ClassVar = "law_review"

    stage = StageFilter()
    country = django_filters.CharFilter(field_name="law_review__country")
    due_before = django_filters.DateFilter(field_name="due", lookup_expr="lte")
    due_after = django_filters.DateFilter(field_name="due", lookup_expr="gte")
    reached_before = django_filters.DateFilter(field_name="reached_on", lookup_expr="lte")
    reached_after = django_filters.DateFilter(field_name="reached_on", lookup_expr="gte")
    overdue = FlagFilter(method="of_overdue")
    ilo_support = JoinedFilter("support", IloSupport.objects.visible_to)

    class Meta:
        model = Milestone
        fields: ClassVar = ["law_review", "status"]

    def of_overdue(
        self,
        rows: MilestoneQuerySet,
        _name: str,
        overdue: bool,  # noqa: FBT001
    ) -> QuerySet[Milestone]:
        late = rows.overdue(on=timezone.now().date())
        return late if overdue else rows.exclude(pk__in=late.values("pk"))


class MilestoneViewSet(ReadViewSet[Milestone]):
    """Planned steps of law reviews. The first plan stays; a new date leaves a revision."""

    queryset = Milestone.objects.none()
    serializer_class = MilestoneOut
    filterset_class = MilestoneFilter
    search_fields = ("title", *in_each_language("titles"), "body", "law_review__title")
    ordering_fields = ("planned_on", "due", "title", "created_at", "updated_at")
    ordering = ("planned_on",)

    def get_queryset(self) -> QuerySet[Milestone]:
        seen = Milestone.objects.visible_to(self.person).with_place().with_due_date()
        return seen.prefetch_related("revisions")

    @write(takes=PlanIn, answers=MilestoneOut, status=201)
    def create(self, _request: Request) -> Response:
        """Add a planned step to a review."""
        new = milestones.NewMilestone(**self.parse(PlanIn))
        return self.answer_created(milestones.plan(new, by=self.person))

    @verb("mark-reached", takes=MarkReachedIn, answers=MilestoneOut)
    def mark_reached(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Record that the law has come this far, as a dated fact of its review too."""
        milestone, given = self.get_object(), self.parse(MarkReachedIn)
        reached = milestones.Reached(**given)
        return self.answer_changed(milestones.mark_reached(milestone, reached, by=self.person))

    @verb("reschedule", takes=RescheduleIn, answers=MilestoneOut)
    def reschedule(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Move the date that is awaited, and say why."""
        milestone, given = self.get_object(), self.parse(RescheduleIn)
        return self.answer_changed(milestones.reschedule(milestone, by=self.person, **given))

    @verb("mark-missed", takes=ReasonIn, answers=MilestoneOut)
    def mark_missed(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Record that the step did not come when it should."""
        milestone, given = self.get_object(), self.parse(ReasonIn)
        return self.answer_changed(milestones.mark_missed(milestone, by=self.person, **given))

    @verb("drop", takes=ReasonIn, answers=MilestoneOut)
    def drop(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Take a step out of the plan, since the law goes another way."""
        milestone, given = self.get_object(), self.parse(ReasonIn)
        return self.answer_changed(milestones.drop(milestone, by=self.person, **given))
