"""What people do to milestones."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.calendars import Precision, is_to_come
from backend.errors import DomainError, Invalid, Stale
from campaigns import access
from cases.actions.reviews import hold_open, record_reached_stage
from cases.models import LawReview, Milestone, MilestoneMove, MilestoneStatus
from cases.stages import Stage


class MilestoneNotOpen(DomainError):
    """The milestone was already reached, missed or dropped."""

    message = _("This milestone is already closed.")


class MilestoneIdTaken(DomainError):
    """The id sent with the form names another milestone."""

    message = _("This form was already used. Please open a new one.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMilestone:
    """One step that is planned."""

    id: UUID
    law_review: LawReview
    stage: Stage
    title: str
    planned_on: dt.date
    precision: Precision = Precision.DAY
    body: str = ""


def _require_keeper(review: LawReview, *, by: User) -> None:
    access.require(by, Permission.REVIEW_KEEP, country=review.country)


@transaction.atomic
def plan(new: NewMilestone, *, by: User) -> Milestone:
    """Add a planned step to a review.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        ReviewConcluded: nothing more is awaited of it.
        MilestoneIdTaken: the id is in use.
    """
    _require_keeper(new.law_review, by=by)
    hold_open(new.law_review)
    now = timezone.now()
    milestone, created = Milestone.objects.get_or_create(
        pk=new.id,
        defaults={
            "law_review": new.law_review,
            "stage": new.stage,
            "title": new.title,
            "planned_on": new.planned_on,
            "precision": new.precision,
            "body": new.body,
            "created_at": now,
            "updated_at": now,
        },
    )
    if not created:
        raise MilestoneIdTaken
    log.record(
        "milestone.planned", milestone, by=by, changes={"planned_on": new.planned_on.isoformat()}
    )
    return milestone


@dataclass(frozen=True, kw_only=True, slots=True)
class Reached:
    """When a milestone was reached, how exactly that is known, and who says so."""

    on: dt.date
    precision: Precision = Precision.DAY
    source_url: str = ""
    note: str = ""


@transaction.atomic
def mark_reached(milestone: Milestone, reached: Reached, *, by: User) -> Milestone:
    """Record that the law has come this far, as a dated fact of its review too.

    Of two people marking at once one wins; the other gets ``MilestoneNotOpen``.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        Invalid: the date lies in the future.
        ReviewConcluded: nothing more can be added to the review.
        MilestoneNotOpen: it is no longer planned.
    """
    _require_keeper(milestone.law_review, by=by)
    now = timezone.now()
    if is_to_come(reached.on, now=now):
        raise Invalid(field="on", message=_("This date lies in the future."))
    hold_open(milestone.law_review)
    _close(
        milestone,
        by=by,
        status=MilestoneStatus.REACHED,
        reached_on=reached.on,
        precision=reached.precision,
        source_url=reached.source_url,
        note=reached.note,
    )
    milestone.event = record_reached_stage(milestone, by=by, now=now)
    Milestone.objects.filter(pk=milestone.pk).update(event=milestone.event)
    log.record(
        "milestone.reached",
        milestone,
        by=by,
        changes={"reached_on": reached.on.isoformat(), "precision": reached.precision},
    )
    return milestone


@transaction.atomic
def mark_missed(milestone: Milestone, *, by: User, reason: str) -> Milestone:
    """Record that the step did not come when it should, and is not awaited any more.

    Also of a concluded review: what it left open may be closed.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        MilestoneNotOpen: it is no longer planned.
    """
    _require_keeper(milestone.law_review, by=by)
    _close(milestone, by=by, status=MilestoneStatus.MISSED, note=reason)
    log.record("milestone.missed", milestone, by=by)
    return milestone


@transaction.atomic
def drop(milestone: Milestone, *, by: User, reason: str) -> Milestone:
    """Take a step out of the plan, since the law goes another way; also of a concluded review.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        MilestoneNotOpen: it is no longer planned.
    """
    _require_keeper(milestone.law_review, by=by)
    _close(milestone, by=by, status=MilestoneStatus.DROPPED, note=reason)
    log.record("milestone.dropped", milestone, by=by)
    return milestone


def _close(milestone: Milestone, *, by: User, status: MilestoneStatus, **closing: Any) -> None:
    moved = Milestone.objects.filter(pk=milestone.pk, status=MilestoneStatus.PLANNED).update(
        status=status,
        marked_by=by,
        version=F("version") + 1,
        updated_at=timezone.now(),
        **closing,
    )
    if not moved:
        raise MilestoneNotOpen
    milestone.refresh_from_db(
        fields=["status", "marked_by", "version", "updated_at", *closing.keys()]
    )


@transaction.atomic
def reschedule(milestone: Milestone, *, by: User, to: dt.date, reason: str) -> Milestone:
    """Move the date that is awaited; the first plan stays, and the move is kept with its reason.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        Invalid: no reason, or the date is the same.
        ReviewConcluded: nothing more is awaited of the review.
        MilestoneNotOpen: it is no longer planned.
        Stale: somebody moved the date since it was read.
    """
    _require_keeper(milestone.law_review, by=by)
    if not reason.strip():
        raise Invalid(field="reason", message=_("Say why the date moves."))
    before, now = milestone.due_on, timezone.now()
    if to == before:
        raise Invalid(field="to", message=_("This is the date it has now."))
    hold_open(milestone.law_review)
    planned = Milestone.objects.filter(pk=milestone.pk, status=MilestoneStatus.PLANNED)
    moved = planned.filter(version=milestone.version).update(
        forecast_on=to, version=F("version") + 1, updated_at=now
    )
    if not moved:
        raise Stale if planned.exists() else MilestoneNotOpen
    MilestoneMove.objects.create(
        milestone=milestone,
        moved_from=before,
        moved_to=to,
        reason=reason,
        moved_by=by,
        moved_at=now,
    )
    milestone.refresh_from_db(fields=["forecast_on", "version", "updated_at"])
    log.record(
        "milestone.rescheduled",
        milestone,
        by=by,
        changes={"from": before.isoformat(), "to": to.isoformat()},
    )
    return milestone
