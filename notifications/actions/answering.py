"""Did somebody see it? What wants an answer and gets none is told further, step by step."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit import log
from backend.audit.models import Event
from backend.errors import DomainError
from notifications.actions import inbox, queueing
from notifications.kinds import KINDS, Kind
from notifications.models import (
    Cadence,
    DeliveryState,
    Escalation,
    EscalationState,
    Notification,
    Preference,
    Step,
)
from notifications.subjects import SUBJECTS

WAITS = {Step.OTHER_CHANNELS: dt.timedelta(minutes=15), Step.LEADS: dt.timedelta(hours=1)}
"""How long nobody has answered when each step is taken."""
UNANSWERED = "alert.unanswered"


class NoAnswerWanted(DomainError):
    """Most alerts are to be read and no more."""

    message = _("This alert needs no answer.")


def plan(event: Event, kind: Kind, *, now: dt.datetime) -> None:
    """Note when an event that wants an answer is told further; twice is as good as once."""
    if kind.wants_answer:
        Escalation.objects.bulk_create(
            [
                Escalation(event_id=event.pk, step=step, due_at=now + wait)
                for step, wait in WAITS.items()
                # Those who lead are told once that nobody answers.
                if not (step == Step.LEADS and event.kind == UNANSWERED)
            ],
            ignore_conflicts=True,
        )


@transaction.atomic
def acknowledge(notice: Notification, *, by: User, now: dt.datetime) -> Notification:
    """Say that she saw it; from then on nobody else is bothered with it. Once is enough.

    Raises:
        NoAnswerWanted: its kind is only to be read.
    """
    if not wants_answer(notice):
        raise NoAnswerWanted
    inbox.mark_read(notice, by=by, now=now)
    mine = Notification.objects.visible_to(by).filter(pk=notice.pk, acked_at__isnull=True)
    if mine.update(acked_at=now):
        events = [notice.event_id, *_asked_again_of(notice.event)]
        waiting = Escalation.objects.filter(event__in=events, state=EscalationState.WAITING)
        waiting.update(state=EscalationState.STOPPED)
    notice.refresh_from_db(fields=["acked_at"])
    return notice


def wants_answer(notice: Notification) -> bool:
    """Say whether somebody has to say that she saw it."""
    kind = KINDS.get(notice.kind)
    return kind is not None and kind.wants_answer


def _asked_again_of(event: Event) -> list[int]:
    """Return the event whose silence ``event`` tells of, and what tells of the silence of it."""
    uid = event.changes.get("event") if event.kind == UNANSWERED else str(event.uid)
    either = Q(uid=uid) | Q(dedupe_key=_once(uid))
    return list(Event.objects.filter(either).values_list("pk", flat=True))


def _once(uid: object) -> str:
    return f"{UNANSWERED}:{uid}"


def is_due(*, now: dt.datetime) -> bool:
    """Say whether an alert waits to be told further."""
    return bool(_due(now=now).exists())


def escalate_due(*, now: dt.datetime) -> int:
    """Take every step that is due; return how many were taken.

    Each step is claimed and done in one transaction, so a worker that dies leaves it due.
    """
    steps = _due(now=now).order_by("due_at", "id").values_list("pk", flat=True)
    return sum(_take(pk, now=now) for pk in list(steps))


def _due(*, now: dt.datetime) -> Any:
    return Escalation.objects.filter(state=EscalationState.WAITING, due_at__lte=now)


@transaction.atomic
def _take(pk: int, *, now: dt.datetime) -> bool:
    waiting = Escalation.objects.filter(pk=pk, state=EscalationState.WAITING)
    if not waiting.update(state=EscalationState.TAKEN):
        return False
    escalation = Escalation.objects.select_related("event").get(pk=pk)
    event = escalation.event
    subject = SUBJECTS[event.subject_type].rows().filter(pk=event.subject_id).first()
    if is_answered(event) or subject is None or not KINDS[event.kind].holds(event, subject):
        Escalation.objects.filter(pk=pk).update(state=EscalationState.STOPPED)
        return False
    if escalation.step == Step.OTHER_CHANNELS:
        _try_other_channels(event, now=now)
    else:
        told = {"event": str(event.uid), "kind": event.kind}
        log.record(UNANSWERED, subject, by=None, changes=told, once=_once(event.uid))
    return True


def is_answered(event: Event) -> bool:
    """Say whether anybody said that she saw it, or heard that nobody did and saw that."""
    events = [event.pk, *_asked_again_of(event)]
    return Notification.objects.filter(event__in=events, acked_at__isnull=False).exists()


def _try_other_channels(event: Event, *, now: dt.datetime) -> None:
    """Send to every address of those told where it did not go yet, unless she switched it off."""
    notices = queueing.reachable(Notification.objects.filter(event=event.pk))
    mine = Preference.objects.filter(user=OuterRef("user"), channel=OuterRef("by"))
    chosen = mine.filter(kind=event.kind)
    off = mine.filter(cadence=Cadence.OFF)
    refused = Exists(off.filter(kind=event.kind)) | (~Exists(chosen) & Exists(off.filter(kind="")))
    queueing.queue(
        notices.exclude(refused),
        state=Value(DeliveryState.QUEUED.value),
        period=Value(""),
        due_at=queueing.due_at(event, KINDS[event.kind], among=Q(), now=now),
        created_at=queueing.moment(now),
    )
