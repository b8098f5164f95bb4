"""What texts cost: who gets them, in how many pieces, and how much of the day's share is left."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import translation

from notifications import texts
from notifications.channels.sms import length
from notifications.kinds import NEUTRAL
from notifications.models import PAID_BY_THE_PIECE, Address, Delivery, DeliveryState

_DAY = dt.timedelta(days=1)
_A_NOTICE = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Share:
    """The people who read one language, and what one neutral text to each of them takes."""

    language: str
    people: int
    length: length.Length

    @property
    def pieces(self) -> int:
        return self.people * self.length.pieces


def forecast() -> list[Share]:
    """Return what one text to everybody who gets them takes, by language."""
    reached = Address.objects.usable().filter(channel__in=PAID_BY_THE_PIECE, user__is_active=True)
    by_language = reached.values_list("user__language").annotate(people=Count("pk")).order_by()
    return [Share(code, people, _neutral(code)) for code, people in sorted(by_language)]


def _neutral(language: str) -> length.Length:
    with translation.override(language):
        link = texts.link(reverse("notifications:open", args=[_A_NOTICE]))
        return length.of(f"{NEUTRAL}\n{link}")


def cost(pieces: int) -> str:
    """Say what so many pieces cost by ``SMS_PRICE``; "" where no price is known."""
    price, _space, currency = settings.SMS_PRICE.partition(" ")
    return f"{Decimal(price) * pieces} {currency}".strip() if price else ""


def pieces_of(text: str) -> int:
    """Return in how many pieces a text is sent and paid."""
    return length.of(text).pieces


def left_today(*, now: dt.datetime) -> int:
    """Return how many pieces may still go out in these 24 hours.

    One of which nobody knows may have to be paid for, too.
    """
    paid = Delivery.objects.filter(channel__in=PAID_BY_THE_PIECE)
    since = now - _DAY
    unknown = paid.filter(state=DeliveryState.UNKNOWN, due_at__gt=since, accepted_at=None)
    gone = _pieces(paid.filter(accepted_at__gt=since)) + _pieces(unknown)
    return max(int(settings.SMS_A_DAY) - gone, 0)


def _pieces(messages: QuerySet[Delivery]) -> int:
    number: int = messages.aggregate(number=Sum("pieces", default=0))["number"]
    return number


@dataclass(frozen=True, slots=True)
class Waiting:
    """The texts that are queued now."""

    people: int
    pieces: int
    """As far as one can say before they are written: each of a neutral sentence."""
    urgent: int
    """Of its messages, those that go out whatever is left."""


def waiting() -> Waiting:
    """Count the texts that wait to go out, by the language of their readers."""
    queued = Delivery.objects.filter(channel__in=PAID_BY_THE_PIECE, state=DeliveryState.QUEUED)
    counted = queued.aggregate(people=Count("pk"), urgent=Count("pk", filter=Q(is_urgent=True)))
    by_language = queued.values_list("user__language").annotate(number=Count("pk")).order_by()
    pieces = sum(number * _neutral(code).pieces for code, number in by_language)
    return Waiting(people=counted["people"], pieces=pieces, urgent=counted["urgent"])
