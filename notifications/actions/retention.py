"""What is forgotten: messages that are done with, and notices that were dealt with long ago."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from notifications.models import Delivery, DeliveryState, Digest, Notification

CHUNK = 5_000
"""Rows deleted in one transaction: it holds its locks for a blink, and a stop loses only that."""
_DONE = (DeliveryState.ACCEPTED, DeliveryState.BUNDLED, DeliveryState.SUPPRESSED)


def forget_old(*, now: dt.datetime) -> int:
    """Delete one chunk of each thing that was kept long enough; return how many rows.

    A notice goes a year after it came if it was read or put away, its messages with it; one that
    nobody opened stays. What waits or was given up is never deleted before its notice is.
    """
    return sum(_forget(model, rows) for model, rows in _old(now))


def _old(now: dt.datetime) -> list[tuple[type[Model], QuerySet[Any]]]:
    messages_from = now - dt.timedelta(days=settings.MESSAGES_KEPT_DAYS)
    notices_from = now - dt.timedelta(days=settings.NOTICES_KEPT_DAYS)
    dealt_with = Q(read_at__isnull=False) | Q(archived_at__isnull=False)
    return [
        (Delivery, Delivery.objects.filter(state__in=_DONE, created_at__lt=messages_from)),
        (Digest, Digest.objects.filter(created_at__lt=notices_from)),
        (Notification, Notification.objects.filter(dealt_with, created_at__lt=notices_from)),
    ]


def _forget(model: type[Model], rows: QuerySet[Any]) -> int:
    chosen = list(rows.order_by("created_at").values_list("pk", flat=True)[:CHUNK])
    if chosen:
        model._default_manager.filter(pk__in=chosen).delete()
    return len(chosen)
