"""Messages that were given up, and those of which nobody knows whether they arrived."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from notifications.models import Channel, Delivery, DeliveryState

MOST_SHOWN = 100
MOST_REASONS = 20
STATES = (DeliveryState.DEAD, DeliveryState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to."""

    channel: str = ""
    state: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why messages of one channel were given up, and how many."""

    channel: Channel
    text: str
    number: int


def given_up(wanted: Wanted) -> QuerySet[Delivery]:
    """Return what was given up, the newest first. Of its notice nothing is read: it may tell."""
    rows = Delivery.objects.filter(state__in=STATES)
    if wanted.channel:
        rows = rows.filter(channel=wanted.channel)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.reason:
        rows = rows.filter(last_error=wanted.reason)
    return rows.select_related("user").order_by("-id")


def reasons() -> list[Reason]:
    """Return why messages were given up, the commonest reason first."""
    rows = (
        Delivery.objects.filter(state__in=STATES)
        .values_list("channel", "last_error")
        .annotate(number=Count("pk"))
        .order_by("-number", "channel", "last_error")[:MOST_REASONS]
    )
    return [Reason(Channel(channel), text, number) for channel, text, number in rows]
