"""Not now: quiet hours and a pause between two messages on one thread, asked just before one goes.

Both were reckoned when the message was queued, or could not be: she may have changed her hours
or travelled since, a second attempt falls at night, another message on the thread has just gone.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from notifications import timing
from notifications.kinds import KINDS
from notifications.models import Delivery, DeliveryState, Hours, Notification

LOOKS_BACK = dt.timedelta(days=7)
"""How old a notice can be whose message went out just now; spares the long table a search."""


def put_off_until(delivery: Delivery, *, now: dt.datetime) -> dt.datetime | None:
    """Return when a message may go out, where that is not now."""
    awake = _awake_at(delivery, now=now)
    later = max(awake, _pause_ends(delivery, now=now))
    return later if later > now else None


def _awake_at(delivery: Delivery, *, now: dt.datetime) -> dt.datetime:
    hours = Hours.objects.with_quiet().filter(user=delivery.user_id).first()
    if hours is None or (_is_urgent(delivery) and hours.urgent_breaks_quiet):
        return now
    return timing.opens_at(now, zone=delivery.user.zone, quiet=hours.quiet)


def _is_urgent(delivery: Delivery) -> bool:
    kind = KINDS.get(delivery.notification.kind) if delivery.notification else None
    return kind is not None and kind.is_urgent


def _pause_ends(delivery: Delivery, *, now: dt.datetime) -> dt.datetime:
    """Return when the pause after the last message on its thread to this address is over."""
    pause = dt.timedelta(minutes=settings.ALERT_PAUSE_MINUTES)
    notice = delivery.notification
    if not pause or notice is None or not notice.thread or _is_urgent(delivery):
        return now
    lately = Delivery.objects.filter(
        notification__user=delivery.user_id,
        notification__thread=notice.thread,
        notification__created_at__gt=now - LOOKS_BACK,
        address=delivery.address_id,
        accepted_at__gt=now - pause,
    )
    last = lately.order_by("-accepted_at").values_list("accepted_at", flat=True).first()
    return last + pause if last else now


@transaction.atomic
def carry(delivery: Delivery) -> int:
    """Let a message say as well what waits on its thread for the same address.

    Only what certainly never left is taken along. Returns how many messages that were.
    """
    notice = delivery.notification
    mine = Delivery.objects.select_for_update().filter(
        pk=delivery.pk, state=DeliveryState.LEASED, lease_token=delivery.lease_token
    )
    if not settings.ALERT_PAUSE_MINUTES or notice is None or not notice.thread or not mine:
        return 0
    mine_too = Q(state=DeliveryState.LEASED, lease_token=delivery.lease_token)
    waiting = Delivery.objects.filter(
        Q(state=DeliveryState.QUEUED) | mine_too,
        notification__in=Notification.objects.filter(user=delivery.user_id, thread=notice.thread),
        address=delivery.address_id,
        doubtful=0,
    )
    return waiting.exclude(pk=delivery.pk).update(
        state=DeliveryState.BUNDLED, carried_by=delivery, lease_token=None, lease_until=None
    )
