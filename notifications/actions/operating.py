"""What an administrator does about alerts: sends again what was given up, and tries a way out."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.errors import DomainError
from campaigns import access
from notifications import texts
from notifications.actions import preferences, providers
from notifications.channels.base import Message, SendFailed
from notifications.models import Address, Channel, Delivery, DeliveryState

GIVEN_UP = (DeliveryState.DEAD, DeliveryState.UNKNOWN)


class NoAddressOfYours(DomainError):
    """A trial goes to whoever asks for it, and nowhere else."""

    message = _("You have no confirmed address of your own for this. Add one under “My alerts”.")


@dataclass(frozen=True, slots=True)
class Tried:
    """How a trial ended: who took it, or why nobody did."""

    provider: str
    reason: str = ""


@transaction.atomic
def send_again(ids: Iterable[int], *, by: User, now: dt.datetime) -> int:
    """Queue given-up messages once more, each under its old key; return how many.

    What is not given up any more is passed over.

    Raises:
        PermissionDenied: ``by`` is no administrator.
    """
    access.require(by, Permission.HOUSE_MANAGE)
    chosen = Delivery.objects.filter(pk__in=list(ids), state__in=GIVEN_UP)
    return chosen.update(
        state=DeliveryState.QUEUED, attempts=0, doubtful=0, due_at=now, accepted_at=None
    )


def try_out(channel: Channel, *, language: str, by: User) -> Tried:
    """Send a message without content to ``by`` herself and say how that ended.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        NoAddressOfYours: she has none in use on this channel.
    """
    access.require(by, Permission.HOUSE_MANAGE)
    address = Address.objects.usable().filter(user=by, channel=channel).first()
    if address is None:
        raise NoAddressOfYours
    way = providers.open_way(channel)
    if way is None:
        return Tried(provider="", reason="no provider is asked just now")
    try:
        providers.hand_over(trial(language), way, to=preferences.plain(address))
    except SendFailed as failure:
        return Tried(provider="", reason=failure.reason)
    return Tried(provider=way.name)


def trial(language: str) -> Message:
    """Write the message of a trial."""
    with translation.override(language):
        return Message(
            key=str(uuid4()),
            language=language,
            subject=gettext("A trial message from Saphan"),
            lines=[gettext("If you can read this, alerts can reach you on this channel.")],
            link=texts.link(reverse("notifications:settings")),
            button=gettext("Open my alerts"),
            why=gettext("You asked for this message on the page of operations."),
            settings_link=texts.link(reverse("notifications:settings")),
        )
