"""What became of a notice on its way out, in sentences that tell nothing of what it was about."""

import datetime as dt
from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from notifications.models import Delivery, DeliveryState, Notification, Receipt

Saying = Callable[[Delivery, str], str]


def moment(when: dt.datetime | None) -> str:
    """Write a moment by the reader's clock."""
    return date_format(when.astimezone(get_current_timezone()), "DATETIME_FORMAT") if when else ""


def _queued(delivery: Delivery, channel: str) -> str:
    said = {"channel": channel, "moment": moment(delivery.due_at)}
    if delivery.attempts:
        return _("By %(channel)s: it could not be sent yet; again at %(moment)s.") % said
    return _("By %(channel)s: it goes out at %(moment)s.") % said


def _accepted(delivery: Delivery, channel: str) -> str:
    said = {"channel": channel, "moment": moment(delivery.accepted_at)}
    if delivery.receipt == Receipt.DELIVERED:
        return _("By %(channel)s: sent at %(moment)s, and reported as arrived.") % said
    return _("By %(channel)s: sent at %(moment)s.") % said


def _bundled(delivery: Delivery, channel: str) -> str:
    if delivery.carried_by_id:
        return _("By %(channel)s: together with another message on the same thing.") % {
            "channel": channel
        }
    return _("By %(channel)s: within a summary.") % {"channel": channel}


def _dead(delivery: Delivery, channel: str) -> str:
    if delivery.receipt == Receipt.FAILED:
        return _("By %(channel)s: sent, and reported as not arrived.") % {"channel": channel}
    return _("By %(channel)s: given up, the carrier did not take it.") % {"channel": channel}


_SAID: dict[str, Saying] = {
    DeliveryState.QUEUED: _queued,
    DeliveryState.ACCEPTED: _accepted,
    DeliveryState.BUNDLED: _bundled,
    DeliveryState.HELD: lambda _d, channel: (
        _("By %(channel)s: it waits for the next summary.") % {"channel": channel}
    ),
    DeliveryState.SUPPRESSED: lambda _d, channel: (
        _("By %(channel)s: not sent: switched off, muted, out of date or not open to her.")
        % {"channel": channel}
    ),
    DeliveryState.DEAD: _dead,
}


def fate_of(delivery: Delivery) -> str:
    """Say what became of one message."""
    channel = str(delivery.get_channel_display())
    say = _SAID.get(delivery.state)
    return (
        say(delivery, channel) if say else _("By %(channel)s: on its way.") % {"channel": channel}
    )


def fates_of(notice: Notification) -> list[str]:
    """Say what became of every message about a notice."""
    messages = Delivery.objects.filter(notification=notice).order_by("id")
    return [fate_of(message) for message in messages]
