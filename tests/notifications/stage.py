"""What the tests of alerts share: passing events on, sending what is due, reading what came."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core import mail
from django.db import models, transaction

from backend.accounts.models import User
from backend.audit import log
from backend.audit.models import Event
from notifications.actions import delivering, fanout
from notifications.clock import database_now
from notifications.models import Cadence, Channel, Delivery, Notification, Preference
from tests.factories import SubscriptionFactory

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def happened(kind: str, subject: models.Model, *, by: User | None = None, **changes: Any) -> Event:
    """Write an event the way an action does."""
    with transaction.atomic():
        event = log.record(kind, subject, by=by, changes=changes)
    assert event is not None
    return event


def pass_on() -> None:
    """Do what workers do with every event that waits."""
    for event_id in fanout.waiting(now=database_now()):
        fanout.fan_out(event_id, now=database_now())


def send_all() -> None:
    """Do what workers do with every message that is due."""
    while delivering.deliver_due(now=database_now()):
        pass


def follows(user: User, thing: models.Model | str, **more: Any) -> None:
    """Let ``user`` follow a thing, or a country by its code."""
    if isinstance(thing, str):
        SubscriptionFactory.create(user=user, scope_type="country", scope_id=thing, **more)
        return
    scope = _SCOPE_OF[thing._meta.label_lower]
    SubscriptionFactory.create(user=user, scope_type=scope, scope_id=str(thing.pk), **more)


_SCOPE_OF = {
    "cases.advocacycase": "case",
    "campaigns.campaign": "campaign",
    "cases.lawreview": "review",
    "campaigns.network": "network",
}


def wants(user: User, cadence: Cadence, *, kind: str = "") -> None:
    """Let ``user`` choose how often a kind, or every kind, comes by mail."""
    Preference.objects.update_or_create(
        user=user, kind=kind, channel=Channel.EMAIL, defaults={"cadence": cadence}
    )


def told(kind: str | None = None) -> set[str]:
    """Return the user names of those who got a notice."""
    notices = Notification.objects.filter(kind=kind) if kind else Notification.objects.all()
    return set(notices.values_list("user__username", flat=True))


def states() -> list[str]:
    """Return the state of every message, in the order they were queued."""
    return list(Delivery.objects.order_by("id").values_list("state", flat=True))


def the_mail() -> Any:
    """Return the only mail that went out."""
    (sent,) = mail.outbox
    return sent


def whole(message: Any) -> str:
    """Return all that a stranger on the line could read of a mail."""
    return str(message.message().as_string()) + _decoded(message.message().walk())


def _decoded(parts: Iterable[Any]) -> str:
    return "\n".join(
        part.get_payload(decode=True).decode() for part in parts if not part.is_multipart()
    )
