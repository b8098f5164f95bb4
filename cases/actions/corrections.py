"""Taking back what was wrong, and what followed from it."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.errors import DomainError
from backend.versions import touch
from campaigns import access
from cases.actions.reviews import with_stage
from cases.models import LawReview, Milestone, MilestoneStatus, StageEvent


class AlreadyRetracted(DomainError):
    """Somebody took it back before."""

    message = _("This entry was already taken back.")


@transaction.atomic
def retract(event: StageEvent, *, by: User, reason: str) -> StageEvent:
    """Take a wrong fact back by another row; both stay readable.

    Also of a concluded review: a record can be put right at any time. Where a reached
    milestone was filed as this fact, the milestone is planned again.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        AlreadyRetracted: somebody took it back before, or it is itself a taking back.
    """
    review, now = event.law_review, timezone.now()
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    touch(review)
    standing = StageEvent.objects.standing().filter(pk=event.pk)
    if not standing.exists():
        raise AlreadyRetracted
    before = with_stage(review).stage
    taking_back = StageEvent.objects.create(
        law_review=review,
        stage=event.stage,
        on=event.on,
        precision=event.precision,
        summary=reason,
        confidence=event.confidence,
        retracts=event,
        recorded_by=by,
        recorded_at=now,
    )
    milestone = Milestone.objects.filter(event=event).first()
    if milestone:
        _plan_again(milestone, by=by, now=now)
    else:
        _tell(review, event, before=before, by=by)
    return taking_back


def _plan_again(milestone: Milestone, *, by: User, now: dt.datetime) -> None:
    """Undo the reaching; as then, followers hear of the milestone and not of the fact."""
    said = {"reached_on": str(milestone.reached_on), "precision": milestone.precision}
    Milestone.objects.filter(pk=milestone.pk).update(
        status=MilestoneStatus.PLANNED,
        event=None,
        reached_on=None,
        marked_by=None,
        source_url="",
        note="",
        version=F("version") + 1,
        updated_at=now,
    )
    log.record("milestone.reopened", milestone, by=by, changes=said)


def _tell(review: LawReview, fact: StageEvent, *, before: str | None, by: User) -> None:
    now = with_stage(review)
    if now.stage and now.stage != before:
        changes = {
            "stage": now.stage,
            "on": str(now.stage_since),
            "precision": now.stage_precision,
            "from": before,
            "to": now.stage,
        }
        log.record("review.stage_changed", review, by=by, changes=changes)
    else:
        said = {"stage": fact.stage, "on": fact.on.isoformat(), "precision": fact.precision}
        log.record("review.fact_retracted", review, by=by, changes=said)
