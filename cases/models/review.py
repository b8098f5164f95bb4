"""Law reviews: a government's work on a law, and the dated facts about it."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.roles import Permission
from backend.calendars import Precision
from campaigns import access
from campaigns.models import Ask
from cases.models.case import AdvocacyCase
from cases.models.law import Instrument
from cases.models.sight import in_sight
from cases.models.template import StageTemplate, TemplateStage, Track
from cases.stages import ENDED, Stage

DEFAULT_EXPECTED_DAYS = 365
"""Silence after which a review counts as stalled where its template says nothing (house rule)."""


class ReviewStatus(models.TextChoices):
    OPEN = "open", _("open")
    CONCLUDED = "concluded", _("concluded")


class LawReviewQuerySet(models.QuerySet["LawReview"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep public reviews and those of one's own country."""
        return self.filter(in_sight(user, Permission.REVIEW_READ))

    def with_stage(self) -> Self:
        """Derive ``stage``, ``stage_since``, ``last_evidence_on`` and ``expected_days``.

        The stage is the latest standing fact: not retracted, not merely unconfirmed,
        and not context. Regression is a fact like any other; nothing is overwritten.
        Derives as well when the keeper last looked, and when anything was last written down.
        """
        mine = StageEvent.objects.standing().filter(law_review=OuterRef("pk"))
        moving = mine.moving().newest_first()  # context is no evidence of where the law stands
        planned = TemplateStage.objects.filter(
            template=OuterRef("template"), stage=OuterRef("stage")
        ).order_by("position")
        checks = ReviewCheck._default_manager.filter(law_review=OuterRef("pk"))
        written = StageEvent.objects.filter(law_review=OuterRef("pk")).order_by("-recorded_at")
        return self.annotate(
            stage=Subquery(moving.values("stage")[:1]),
            stage_since=Subquery(moving.values("on")[:1]),
            stage_precision=Subquery(moving.values("precision")[:1]),
            last_evidence_on=Subquery(moving.values("on")[:1]),
            last_checked_at=Subquery(checks.order_by("-checked_at").values("checked_at")[:1]),
            last_recorded_at=Subquery(written.values("recorded_at")[:1]),
        ).annotate(expected_days=Subquery(planned.values("expected_days_max")[:1]))

    def with_links(self, user: access.Visitor) -> Self:
        """Load what is linked, of cases and asks only what ``user`` may see."""
        return self.prefetch_related(
            models.Prefetch("cases", AdvocacyCase.objects.visible_to(user)),
            models.Prefetch("asks", Ask.objects.visible_to(user)),
            models.Prefetch("alongside", LawReview.objects.visible_to(user)),
            "instruments",
        )


LawReviewManager = models.Manager.from_queryset(LawReviewQuerySet)


class LawReview(models.Model):
    """One government review of one or more laws, on its way to one kind of instrument."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(_("titles in other languages"), default=dict, blank=True)
    about = models.TextField(_("about"), blank=True)
    country = models.CharField(_("country"), max_length=2, validators=[countries.validate])
    track = models.CharField(_("track"), max_length=32, choices=Track)
    lead_body = models.CharField(_("lead body"), max_length=200, blank=True)
    template = models.ForeignKey(
        StageTemplate, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="kept_reviews",
        verbose_name=_("officer"),
    )
    status = models.CharField(
        _("status"), max_length=16, choices=ReviewStatus, default=ReviewStatus.OPEN
    )
    conclusion = models.TextField(_("how it ended"), blank=True)
    is_public = models.BooleanField(_("public"), default=True)
    instruments = models.ManyToManyField(Instrument, related_name="reviews", blank=True)
    asks = models.ManyToManyField(Ask, related_name="reviews", blank=True)
    cases = models.ManyToManyField(AdvocacyCase, related_name="reviews", blank=True)
    alongside = models.ManyToManyField(
        "self",
        blank=True,
        verbose_name=_("on other tracks at the same time"),
        help_text="Each track is a review with a road of its own; this joins them.",
    )
    sources = models.JSONField(_("sources"), default=list, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = LawReviewManager()

    # What ``with_stage`` adds.
    stage: str | None
    stage_since: dt.date | None
    stage_precision: str | None
    last_evidence_on: dt.date | None
    last_checked_at: dt.datetime | None
    last_recorded_at: dt.datetime | None
    expected_days: int | None

    class Meta:
        verbose_name = _("law review")
        verbose_name_plural = _("law reviews")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_lawreview_track_is_known", condition=Q(track__in=Track.values)
            ),
            models.CheckConstraint(
                name="cases_lawreview_status_is_known",
                condition=Q(status__in=ReviewStatus.values),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def audience(self) -> access.Audience:
        """Tell who may see this review: the other direction of ``visible_to``."""
        return access.Audience(
            access.holding(Permission.REVIEW_READ, home_country=self.country),
            everyone=self.is_public,
        )

    def stalls_on(self) -> dt.date | None:
        """Return the day after which silence means stalled; ``None`` where nothing is awaited."""
        if self.status != ReviewStatus.OPEN or self.stage in ENDED:
            return None
        if self.last_evidence_on is None:
            return None
        return self.last_evidence_on + dt.timedelta(self.expected_days or DEFAULT_EXPECTED_DAYS)

    def is_stalled(self, *, on: dt.date) -> bool:
        """Say whether nothing was heard for longer than this stage should take."""
        limit = self.stalls_on()
        return limit is not None and on > limit


class ReviewCheck(models.Model):
    """The keeper's word that she looked, and nothing had changed. No fact about the law."""

    id = models.BigAutoField(primary_key=True)
    law_review = models.ForeignKey(LawReview, models.CASCADE, related_name="checks")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        indexes: ClassVar = [
            models.Index(fields=["law_review", "-checked_at"], name="cases_reviewcheck_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.law_review_id} checked at {self.checked_at}"


class Confidence(models.TextChoices):
    OFFICIAL = "official", _("seen in an official or first-hand source")
    REPORTED = "reported", _("reported at second hand")
    INFERRED = "inferred", _("inferred from known facts")
    UNCONFIRMED = "unconfirmed", _("reported, unconfirmed")


class StageEventQuerySet(models.QuerySet["StageEvent"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep the facts about reviews ``user`` may see."""
        return self.filter(in_sight(user, Permission.REVIEW_READ, prefix="law_review__"))

    def standing(self) -> Self:
        """Keep what was not taken back."""
        return self.filter(retraction__isnull=True, retracts__isnull=True)

    def moving(self) -> Self:
        """Keep what says where the law stands."""
        return self.exclude(stage=Stage.CONTEXT).exclude(confidence=Confidence.UNCONFIRMED)

    def newest_first(self) -> Self:
        return self.order_by("-on", "-recorded_at", "-id")

    def with_dispute(self) -> Self:
        """Derive ``disputed``: a source was doubted when recorded, or contradicted later."""
        contradicted = StageEvent._default_manager.filter(disputes=OuterRef("pk"))
        return self.annotate(
            disputed=models.ExpressionWrapper(
                ~Q(dispute_note="") | Q(disputes__isnull=False) | Q(Exists(contradicted)),
                output_field=models.BooleanField(),
            )
        )


StageEventManager = models.Manager.from_queryset(StageEventQuerySet)


class StageEvent(models.Model):
    """One dated fact about a review. Append-only: a wrong one is retracted by another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    law_review = models.ForeignKey(LawReview, models.PROTECT, related_name="events")
    stage = models.CharField(_("stage"), max_length=32, choices=Stage)
    on = models.DateField(_("date"), help_text="First day of the span its precision names.")
    precision = models.CharField(
        _("known to the"), max_length=8, choices=Precision, default=Precision.DAY
    )
    summary = models.TextField(_("what happened"), blank=True)
    summaries = models.JSONField(_("in other languages"), default=dict, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    gazette = models.CharField(
        _("gazette reference"),
        max_length=300,
        blank=True,
        db_default="",
        help_text="Volume, part and date, e.g. “vol. 107, part 161, 1 September 1990”.",
    )
    confidence = models.CharField(
        _("confidence"), max_length=16, choices=Confidence, default=Confidence.OFFICIAL
    )
    dispute_note = models.TextField(_("what sources disagree on"), blank=True)
    disputes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="disputed_by"
    )
    retracts = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="retraction"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = StageEventManager()

    disputed: bool  # what ``with_dispute`` adds

    class Meta:
        verbose_name = _("dated fact")
        verbose_name_plural = _("dated facts")
        indexes: ClassVar = [
            models.Index(
                fields=["law_review", "-on", "-recorded_at"], name="cases_stageevent_latest"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_stageevent_stage_is_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="cases_stageevent_precision_is_known",
                condition=Q(precision__in=Precision.values),
            ),
            models.CheckConstraint(
                name="cases_stageevent_confidence_is_known",
                condition=Q(confidence__in=Confidence.values),
            ),
            models.CheckConstraint(
                name="cases_stageevent_does_not_retract_itself", condition=~Q(retracts=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.stage}"

    @property
    def is_step_back(self) -> bool:
        return self.stage == Stage.REGRESSION

    @property
    def is_told_by_its_summary(self) -> bool:
        """It moves no stage: what it was says more than what it is called."""
        return self.stage == Stage.CONTEXT and bool(self.summary)

    @property
    def is_first_hand(self) -> bool:
        return self.confidence == Confidence.OFFICIAL
