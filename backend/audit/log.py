"""Write an event; the only way anything is told that something happened."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from backend import bell
from backend.accounts.models import User
from backend.audit.models import Dispatch, Event

DISPATCH_TASK = "notifications.dispatch"


def record(
    kind: str,
    subject: models.Model,
    *,
    by: User | None,
    changes: dict[str, Any] | None = None,
    once: str | None = None,
) -> Event | None:
    """Write one event and, once the transaction commits, wake the dispatcher.

    Must run inside ``transaction.atomic``: the change and its record stand or
    fall together. ``by`` is ``None`` where the calendar acts. ``once`` names a
    fact that may be found again: its second finding writes nothing and gives
    ``None``. If the broker is down the sweep finds the event soon after.
    """
    if not transaction.get_connection().in_atomic_block:
        msg = "record() must share a transaction with the change it records"
        raise RuntimeError(msg)
    fields = {
        "kind": kind,
        "subject_type": subject._meta.label_lower,
        "subject_id": subject.pk,
        "actor_id": by.pk if by else None,
        "actor_label": by.get_username() if by else "",
        "changes": changes or {},
        "happened_at": timezone.now(),
    }
    if once is None:
        event = Event.objects.create(**fields)
    else:
        event, new = Event.objects.get_or_create(dedupe_key=once, defaults=fields)
        if not new:
            return None
    Dispatch.objects.create(event=event)

    def wake_dispatcher() -> None:
        wake(event.pk)

    transaction.on_commit(wake_dispatcher, robust=True)
    return event


def wake(event_id: int) -> None:
    """Tell a worker that an event waits to be passed on."""
    bell.ring(DISPATCH_TASK, event_id=event_id)
