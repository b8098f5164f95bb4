"""What the calendar brings: milestones that come due, dates that pass, reviews that fall silent."""

import datetime as dt

from django.db import transaction

from backend.audit import log
from backend.calendars import Precision
from cases.actions import nearing
from cases.models import LawReview, Milestone, ReviewStatus
from cases.queries.portfolio import needs_word
from cases.queries.standing import Standing
from cases.stages import Stage

DUE_SOON_DAYS = 14
CLOSING_DAYS = 3


def check(*, on: dt.date) -> int:
    """Write an event for each date that matters today; return how many were new.

    Each is written once per milestone and date, so checking again adds nothing, and a
    date that moves is told anew.
    """
    told = _due_soon(on) + _closing(on) + _overdue(on) + _stalled(on) + _looks(on)
    return told + nearing.check(on=on)


def _due_soon(on: dt.date) -> int:
    soon = Milestone.objects.with_place().due_within(DUE_SOON_DAYS, on=on)
    return sum(_tell("milestone.due_soon", milestone) for milestone in soon.iterator())


def _closing(on: dt.date) -> int:
    """Tell of hearings and consultations in their last days, once more and louder."""
    near = Milestone.objects.with_place().due_within(CLOSING_DAYS, on=on)
    heard = near.filter(stage=Stage.CONSULTATION, precision=Precision.DAY)
    return sum(_tell("consultation.closing", milestone) for milestone in heard.iterator())


def _overdue(on: dt.date) -> int:
    late = Milestone.objects.with_place().overdue(on=on)
    return sum(_tell("milestone.overdue", milestone) for milestone in late.iterator())


@transaction.atomic
def _tell(kind: str, milestone: Milestone) -> bool:
    due = milestone.due_on.isoformat()
    changes = {"due_on": due, "precision": milestone.precision}
    once = f"{kind}:{milestone.pk}:{due}"
    return log.record(kind, milestone, by=None, changes=changes, once=once) is not None


def _stalled(on: dt.date) -> int:
    reviews = LawReview.objects.with_stage().filter(status=ReviewStatus.OPEN)
    return sum(_tell_stalled(r) for r in reviews.iterator() if r.is_stalled(on=on))


@transaction.atomic
def _tell_stalled(review: LawReview) -> bool:
    since = review.last_evidence_on.isoformat() if review.last_evidence_on else ""
    once = f"review.stalled:{review.pk}:{since}"
    changes = {"on": since, "precision": review.stage_precision}
    return log.record("review.stalled", review, by=None, changes=changes, once=once) is not None


def _looks(on: dt.date) -> int:
    """Ask the officer of each review nobody looked at for a while, once a month."""
    kept = LawReview.objects.with_stage().filter(status=ReviewStatus.OPEN, officer__isnull=False)
    found = (Standing(review, on) for review in kept.iterator() if review.last_evidence_on)
    return sum(_ask_for_a_look(one) for one in found if needs_word(one))


@transaction.atomic
def _ask_for_a_look(standing: Standing) -> bool:
    review = standing.review
    since = review.last_evidence_on.isoformat() if review.last_evidence_on else ""
    changes = {"on": since, "precision": review.stage_precision}
    once = f"review.look_due:{review.pk}:{standing.on:%Y-%m}"
    told = log.record("review.look_due", review, by=None, changes=changes, once=once)
    return told is not None
