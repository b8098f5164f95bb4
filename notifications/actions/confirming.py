"""The mail that asks whether an address is hers: queued with the address, sent by a worker."""

import datetime as dt
import logging
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backend import bell
from backend.accounts.models import User
from backend.errors import DomainError
from notifications import texts
from notifications.actions import bounces, preferences, proving
from notifications.channels import CARRIERS
from notifications.channels.base import (
    Message,
    NoSuchAddress,
    Proof,
    Refused,
    SendFailed,
    TryLater,
)
from notifications.models import PAID_BY_THE_PIECE, Address, AddressState, Channel

TASK = "notifications.confirm_addresses"
BATCH = 20
PAUSE = dt.timedelta(minutes=1)
MOST_A_DAY = 5
"""Addresses one person can have mail sent to unasked, lest somebody make us pester strangers; and
messages that we pay for, to however few."""
_DAY = dt.timedelta(days=1)
TRIES_FOR = dt.timedelta(hours=1)

logger = logging.getLogger(__name__)


class TooManyLetters(DomainError):
    """She asked a moment ago, or for many addresses today."""

    message = _("A mail is on its way. Wait a little before you ask for another one.")


class Unwanted(DomainError):
    """Nothing goes where it was reported as unwanted, not even a question."""

    message = _("Mail of ours was reported there as unwanted. Choose another address.")


@transaction.atomic
def ask(value: str, *, channel: Channel, by: User, now: dt.datetime) -> Address:
    """Keep an address and have a link sent there that takes it into use.

    An address in use stays as it is.

    Raises:
        Invalid: the channel has no such addresses.
        TooManyLetters: too soon, or too many addresses in one day.
        Unwanted: somebody there called our mail unwanted.
    """
    address = preferences.add_address(value, channel=channel, by=by, now=now)
    if address.state == AddressState.ACTIVE:
        return address
    if bounces.is_unwanted(address):
        raise Unwanted
    asked = Address.objects.visible_to(by).filter(asked_at__gt=now - _DAY)
    too_soon = address.asked_at is not None and address.asked_at > now - PAUSE
    if too_soon or asked.exclude(pk=address.pk).count() >= MOST_A_DAY:
        raise TooManyLetters
    if channel in PAID_BY_THE_PIECE and _paid_for(by) > MOST_A_DAY:
        raise TooManyLetters
    address.asked_at, address.is_letter_due = now, True
    address.save(update_fields=["asked_at", "is_letter_due"])
    transaction.on_commit(wake, robust=True)
    return address


def _paid_for(by: User) -> int:
    """Return how many messages somebody made us pay for without a day's rest, this one included."""
    memory = f"paid-letters:{by.pk}"
    number: int = cache.get(memory, 0) + 1
    cache.set(memory, number, timeout=_DAY.total_seconds())
    return number


def wake() -> None:
    """Tell a worker that somebody waits for her link; the sweep finds it too."""
    bell.ring(TASK)


def is_due() -> bool:
    """Say whether such a mail waits to be sent."""
    return Address.objects.awaiting_letter().exists()


def send_due(*, now: dt.datetime) -> int:
    """Send the links that people wait for; return how many were taken up.

    A link whose worker dies is not sent again by itself: she asks for another.
    """
    waiting = Address.objects.awaiting_letter().select_related("user").order_by("asked_at")[:BATCH]
    taken = 0
    for address in waiting:
        if _take(address):
            taken += 1
            _send(address, now=now)
    return taken


def _take(address: Address) -> bool:
    waiting = Address.objects.awaiting_letter().filter(pk=address.pk)
    return bool(waiting.update(is_letter_due=False))


def _send(address: Address, *, now: dt.datetime) -> None:
    carrier = CARRIERS[Channel(address.channel)]
    by_code = carrier.proof is Proof.CODE
    letter = _number(address) if by_code else _letter(address.user, address)
    try:
        carrier.send(letter, to=preferences.plain(address))
    except (NoSuchAddress, Refused):
        waiting = Address.objects.exclude(state=AddressState.ACTIVE)
        waiting.filter(pk=address.pk).update(state=AddressState.BOUNCED)
    except TryLater:
        fresh = Address.objects.filter(pk=address.pk, asked_at__gt=now - TRIES_FOR)
        fresh.update(is_letter_due=True)
    except SendFailed as failure:
        logger.warning("nobody knows whether a link arrived: %s", failure.reason)


def _letter(user: User, address: Address) -> Message:
    token = preferences.confirmation_token(address)
    with translation.override(user.language):
        return Message(
            key=str(uuid4()),
            language=user.language,
            subject=gettext("Is this your address?"),
            lines=[gettext("Somebody wants to get alerts from Saphan at this address.")],
            link=texts.link(reverse("notifications:confirm", args=[token])),
            button=gettext("Yes, send them here"),
            why=gettext("If that was not you, do nothing: no further mail will come."),
        )


def _number(address: Address) -> Message:
    """Write the text with the number to type in; it says nothing else, and leads nowhere."""
    number = proving.new_code(address)
    with translation.override(address.user.language):
        said = gettext("Saphan: your number is %(number)s.") % {"number": number}
    return Message(
        key=str(uuid4()),
        language=address.user.language,
        subject=said,
        lines=[said],
        link="",
        button="",
        why="",
        neutral=said,
    )
