"""Milestones: the planned steps of a review, and every move of their dates."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission
from backend.calendars import Precision
from campaigns import access
from cases.models.review import LawReview, ReviewStatus, StageEvent
from cases.models.sight import in_sight
from cases.stages import Stage


class MilestoneStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    REACHED = "reached", _("reached")
    MISSED = "missed", _("missed")
    DROPPED = "dropped", _("dropped")


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep the milestones of reviews ``user`` may see."""
        return self.filter(in_sight(user, Permission.REVIEW_READ, prefix="law_review__"))

    def with_place(self) -> Self:
        """Load the review with the row: access checks and texts need it."""
        return self.select_related("law_review")

    def with_moves(self) -> Self:
        """Count how often the date moved, as ``moves``, and load each move."""
        return self.annotate(moves=Count("revisions")).prefetch_related("revisions")

    def planned(self) -> Self:
        return self.filter(status=MilestoneStatus.PLANNED)

    def awaited(self) -> Self:
        """Keep what is planned, of reviews that still go on."""
        return self.planned().filter(law_review__status=ReviewStatus.OPEN)

    def with_due_date(self) -> Self:
        """Derive ``due``: the date awaited now."""
        return self.annotate(due=Coalesce("forecast_on", "planned_on"))

    def overdue(self, *, on: dt.date) -> Self:
        """Keep what did not come in time; a month or year is late once it is over."""
        late = Q(due__lt=on.replace(month=1, day=1)) | (
            Q(due__lt=on.replace(day=1)) & ~Q(precision=Precision.YEAR)
        )
        late |= Q(due__lt=on, precision=Precision.DAY)
        return self.awaited().with_due_date().filter(late)

    def due_within(self, days: int, *, on: dt.date) -> Self:
        return self.awaited().with_due_date().filter(due__range=(on, on + dt.timedelta(days)))


MilestoneManager = models.Manager.from_queryset(MilestoneQuerySet)


class Milestone(models.Model):
    """One planned step of one review.

    ``planned_on`` is the first plan and never moves; a new date becomes
    ``forecast_on`` and leaves a revision with its reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    law_review = models.ForeignKey(LawReview, models.CASCADE, related_name="milestones")
    stage = models.CharField(_("stage"), max_length=32, choices=Stage)
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(_("titles in other languages"), default=dict, blank=True)
    body = models.CharField(_("responsible body"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=16, choices=MilestoneStatus, default=MilestoneStatus.PLANNED
    )
    planned_on = models.DateField(_("first planned for"))
    forecast_on = models.DateField(_("now expected on"), null=True, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    precision = models.CharField(
        _("known to the"), max_length=8, choices=Precision, default=Precision.DAY
    )
    source_url = models.URLField(_("source"), blank=True)
    note = models.TextField(_("note"), blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    event = models.OneToOneField(
        StageEvent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="milestone",
        verbose_name=_("dated fact that its reaching became"),
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = MilestoneManager()

    moves: int  # what ``with_moves`` adds
    due: dt.date  # what ``with_due_date`` adds

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        indexes: ClassVar = [
            models.Index(
                Coalesce("forecast_on", "planned_on"),
                name="cases_milestone_due",
                condition=Q(status="planned"),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_milestone_status_is_known",
                condition=Q(status__in=MilestoneStatus.values),
            ),
            models.CheckConstraint(
                name="cases_milestone_stage_is_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="cases_milestone_precision_is_known",
                condition=Q(precision__in=Precision.values),
            ),
            models.CheckConstraint(
                name="cases_milestone_reached_has_its_date",
                condition=Q(status="reached", reached_on__isnull=False)
                | (~Q(status="reached") & Q(reached_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="cases_milestone_not_reached_is_no_fact",
                condition=Q(status="reached") | Q(event__isnull=True),
            ),
            models.CheckConstraint(
                name="cases_milestone_closed_says_by_whom",
                condition=Q(status="planned", marked_by__isnull=True)
                | (~Q(status="planned") & Q(marked_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def audience(self) -> access.Audience:
        """Tell who may see this milestone: those who may see its review."""
        return self.law_review.audience()

    @property
    def due_on(self) -> dt.date:
        return self.forecast_on or self.planned_on

    @property
    def slip_days(self) -> int:
        """Days between the first plan and what came, or is expected now; negative is early."""
        return ((self.reached_on or self.due_on) - self.planned_on).days


class MilestoneMove(models.Model):
    """One move of a milestone's date, with its reason. Append-only."""

    id = models.BigAutoField(primary_key=True)
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="revisions")
    moved_from = models.DateField(_("from"))
    moved_to = models.DateField(_("to"))
    reason = models.TextField(_("reason"))
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    moved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("move of a date")
        verbose_name_plural = _("moves of dates")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_milestonemove_moves_the_date",
                condition=~Q(moved_from=models.F("moved_to")),
            ),
            models.CheckConstraint(
                name="cases_milestonemove_gives_a_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moved_from} → {self.moved_to}"
