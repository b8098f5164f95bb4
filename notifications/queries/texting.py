"""What texts cost: who gets them, in how many pieces, and how much of the day's share is left."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import translation

from notifications import texts
from notifications.channels.sms import length
from notifications.kinds import NEUTRAL
from notifications.models import PAID_BY_THE_PIECE, Address, Delivery

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


def cost(shares: Iterable[Share]) -> str:
    """Say what that costs by ``SMS_PRICE``; "" where no price is known."""
    price, _space, currency = settings.SMS_PRICE.partition(" ")
    if not price:
        return ""
    return f"{Decimal(price) * sum(one.pieces for one in shares)} {currency}".strip()


def left_today(*, now: dt.datetime) -> int:
    """Return how many texts may still go out in these 24 hours."""
    sent = Delivery.objects.filter(channel__in=PAID_BY_THE_PIECE)
    gone = sent.filter(accepted_at__gt=now - _DAY).count()
    return max(int(settings.SMS_A_DAY) - gone, 0)
