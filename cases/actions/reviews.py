"""What people do to law reviews."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.adding import add
from backend.audit import log
from backend.calendars import Precision, is_to_come
from backend.errors import DomainError, Invalid
from backend.versions import Unchanged, change, hold, touch
from campaigns import access
from campaigns.models import Ask
from cases.models import (
    Confidence,
    Instrument,
    LawReview,
    Milestone,
    ReviewStatus,
    StageEvent,
    StageTemplate,
)
from cases.queries import evidence
from cases.stages import Stage


class ReviewSlugTaken(DomainError):
    """Another review has this id or short name."""

    message = _("This short name is in use. Please choose another.")


class ReviewConcluded(DomainError):
    """It was concluded before."""

    message = _("This law review has been concluded.")


class EventIdTaken(DomainError):
    """The id sent with the form names another fact."""

    message = _("This form was already used. Please open a new one.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewReview:
    """What is said when a review is opened."""

    id: UUID
    slug: str
    title: str
    country: str
    track: str
    lead_body: str = ""
    about: str = ""
    is_public: bool = True
    instruments: Sequence[Instrument] = field(default=())
    asks: Sequence[Ask] = field(default=())


@transaction.atomic
def open_review(new: NewReview, *, by: User) -> LawReview:
    """Open a law review under its country's newest template for the track.

    Raises:
        PermissionDenied: ``by`` is not that country's officer.
        ReviewSlugTaken: the id or short name is in use.
    """
    access.require(by, Permission.REVIEW_KEEP, country=new.country)
    countries.validate(new.country)
    now = timezone.now()
    templates = StageTemplate.objects.published().filter(country=new.country, track=new.track)
    review = add(
        LawReview,
        pk=new.id,
        unless=Q(slug=new.slug),
        taken=ReviewSlugTaken,
        slug=new.slug,
        title=new.title,
        country=new.country,
        track=new.track,
        lead_body=new.lead_body,
        about=new.about,
        is_public=new.is_public,
        template=templates.order_by("-version").first(),
        officer=by,
        created_at=now,
        updated_at=now,
    )
    review.instruments.set(new.instruments)
    review.asks.set(new.asks)
    log.record("review.opened", review, by=by)
    return review


@transaction.atomic
def edit(  # noqa: PLR0913  # one for each thing that may change
    review: LawReview,
    *,
    by: User,
    version: int | None,
    title: str | Unchanged = Unchanged.FIELD,
    about: str | Unchanged = Unchanged.FIELD,
    lead_body: str | Unchanged = Unchanged.FIELD,
    is_public: bool | Unchanged = Unchanged.FIELD,
) -> LawReview:
    """Change a review's text.

    Raises:
        PermissionDenied: ``by`` is not its country's officer.
        Stale: it was changed since ``version``.
    """
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    changed = change(
        review, version=version, title=title, about=about, lead_body=lead_body, is_public=is_public
    )
    if changed:
        log.record("review.edited", review, by=by, changes={"fields": changed})
    return review


@dataclass(frozen=True, kw_only=True, slots=True)
class NewEvent:
    """One dated fact. ``on`` is the first day of the span that ``precision`` names."""

    stage: Stage
    on: dt.date
    id: UUID = field(default_factory=uuid4)
    precision: Precision = Precision.DAY
    summary: str = ""
    sources: Sequence[dict[str, str]] = field(default=())
    gazette: str = ""
    confidence: Confidence = Confidence.OFFICIAL
    dispute_note: str = ""
    disputes: StageEvent | None = None


@transaction.atomic
def record_event(review: LawReview, new: NewEvent, *, by: User) -> StageEvent:
    """Add a dated fact to a review; the stage follows from the facts.

    Older facts may come late: they are filed at their date and move the stage only
    if nothing newer stands.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        ReviewConcluded: nothing more can be added.
        Invalid: a future date, or a fact of another review disputed.
        EventIdTaken: the id is in use.
    """
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    if new.disputes and new.disputes.law_review_id != review.pk:
        raise Invalid(field="disputes", message=_("That entry belongs to another review."))
    now = timezone.now()
    if is_to_come(new.on, now=now):
        raise Invalid(field="on", message=_("This date lies in the future. Plan a milestone."))
    # Held before anything is looked up: of two equal forms the second finds the first's fact,
    # and of two facts at once the second sees the first's stage.
    hold_open(review)
    if StageEvent.objects.filter(pk=new.id).exists():
        raise EventIdTaken
    return _add(review, new, by=by, now=now)


def hold_open(review: LawReview) -> None:
    """Let nobody else change the review until the transaction ends, or refuse an ended one.

    Raises:
        ReviewConcluded: nothing more can be added or awaited.
    """
    hold(review)
    if not LawReview.objects.filter(pk=review.pk, status=ReviewStatus.OPEN).exists():
        raise ReviewConcluded


def _add(review: LawReview, new: NewEvent, *, by: User, now: dt.datetime) -> StageEvent:
    touch(review)
    before = with_stage(review).stage
    event = StageEvent.objects.create(
        pk=new.id,
        law_review=review,
        stage=new.stage,
        on=new.on,
        precision=new.precision,
        summary=new.summary,
        sources=list(new.sources),
        gazette=new.gazette,
        confidence=_believed(review, new),
        dispute_note=new.dispute_note,
        disputes=new.disputes,
        recorded_by=by,
        recorded_at=now,
    )
    _tell_of_stage(review, before=before, by=by, fact=event)
    return event


def _believed(review: LawReview, new: NewEvent) -> Confidence:
    needs = evidence.needs_of(review, new.stage)
    return evidence.believed(new.confidence, needs, sources=new.sources, gazette=new.gazette)


def with_stage(review: LawReview) -> LawReview:
    """Read a review anew, with the stage that follows from its facts now."""
    return LawReview.objects.with_stage().get(pk=review.pk)


def _tell_of_stage(review: LawReview, *, before: str | None, by: User, fact: StageEvent) -> None:
    after = with_stage(review).stage
    changes: dict[str, Any] = {
        "stage": fact.stage, "on": fact.on.isoformat(), "precision": fact.precision,
    }  # fmt: skip
    if after == before:
        log.record("review.fact_recorded", review, by=by, changes=changes)
        return
    changes |= {"from": before, "to": after}
    if after == Stage.REGRESSION:
        log.record("review.regressed", review, by=by, changes=changes)
    else:
        log.record("review.stage_changed", review, by=by, changes=changes)


def record_reached_stage(milestone: Milestone, *, by: User, now: dt.datetime) -> StageEvent:
    """File a reached milestone as a fact of its review; runs within the caller's transaction.

    It leaves no event of its own: followers hear of the milestone, once.
    """
    if milestone.reached_on is None:
        msg = "only a reached milestone is a fact"
        raise ValueError(msg)
    touch(milestone.law_review)
    source = {"title": "", "url": milestone.source_url, "mark": ""}
    sources = [source] if milestone.source_url else []
    needs = evidence.needs_of(milestone.law_review, Stage(milestone.stage))
    claimed = Confidence.OFFICIAL if sources else Confidence.REPORTED
    return StageEvent.objects.create(
        law_review=milestone.law_review,
        stage=milestone.stage,
        on=milestone.reached_on,
        precision=milestone.precision,
        summary=milestone.title,
        sources=sources,
        confidence=evidence.believed(claimed, needs, sources=sources),
        recorded_by=by,
        recorded_at=now,
    )


@transaction.atomic
def conclude(review: LawReview, *, by: User, conclusion: str) -> LawReview:
    """End a review; its facts stay.

    Raises:
        PermissionDenied: ``by`` is not its country's officer.
        ReviewConcluded: it ended before.
    """
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    moved = LawReview.objects.filter(pk=review.pk, status=ReviewStatus.OPEN).update(
        status=ReviewStatus.CONCLUDED,
        conclusion=conclusion,
        version=F("version") + 1,
        updated_at=timezone.now(),
    )
    if not moved:
        raise ReviewConcluded
    review.refresh_from_db(fields=["status", "conclusion", "version", "updated_at"])
    log.record("review.concluded", review, by=by)
    return review
