"""What a person chooses to get, and where."""

import datetime as dt
from collections.abc import Mapping

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend import crypto
from backend.accounts.models import User
from backend.errors import DomainError, Invalid
from notifications.actions import bounces
from notifications.channels import CARRIERS
from notifications.channels.base import NotAnAddress
from notifications.kinds import KINDS
from notifications.models import (
    OF_SEVERAL,
    Address,
    AddressState,
    Cadence,
    Channel,
    Delivery,
    DeliveryState,
    Preference,
)

LINK_LIVES = dt.timedelta(days=3)
_CONFIRM = TimestampSigner(salt="notifications.confirm-address")
_UNSUBSCRIBE = Signer(salt="notifications.unsubscribe")


class LinkNotValid(DomainError):
    """The link was altered or is too old."""

    message = _("This link is not valid any more. Ask for a new one.")


@transaction.atomic
def choose(kind: str, *, channel: Channel, cadence: Cadence, by: User) -> tuple[Preference, bool]:
    """Set how often one kind, or with "" every kind, goes out; say whether that is a new choice.

    Raises:
        Invalid: there is no such kind.
    """
    if kind and kind not in KINDS:
        raise Invalid(field="kind", message=_("There is no such kind of alert."))
    return Preference.objects.update_or_create(
        user=by, kind=kind, channel=channel, defaults={"cadence": cadence}
    )


@transaction.atomic
def choose_all(chosen: Mapping[str, Cadence | None], *, channel: Channel, by: User) -> None:
    """Set how often each of several kinds goes out; ``None`` takes a choice back.

    Raises:
        Invalid: there is no such kind.
    """
    for kind, cadence in chosen.items():
        if cadence is None:
            Preference.objects.visible_to(by).filter(kind=kind, channel=channel).delete()
        else:
            choose(kind, channel=channel, cadence=cadence, by=by)


def add_address(value: str, *, channel: Channel, by: User, now: dt.datetime) -> Address:
    """Keep a new address, sealed; nothing goes there before it is confirmed.

    Adding the same one again gives the row that is there.

    Raises:
        Invalid: the channel has no such addresses.
    """
    try:
        plain = CARRIERS[channel].clean(value)
    except NotAnAddress as wrong:
        raise Invalid(field="address", message=_("There is no such address.")) from wrong
    new = Address(user=by, channel=channel, created_at=now)
    address, _created = Address.objects.get_or_create(
        user=by,
        channel=channel,
        fingerprint=crypto.keyed_hash(plain, purpose="notifications.address"),
        defaults={
            "pk": new.pk,
            "sealed": crypto.seal(plain, place=new.place),
            "created_at": now,
        },
    )
    return address


def remove_address(address: Address, *, by: User) -> None:
    """Forget an address; once is as good as twice."""
    Address.objects.visible_to(by).filter(pk=address.pk).delete()


def plain(address: Address) -> str:
    """Open a sealed address, just before something is sent there."""
    return crypto.open_sealed(bytes(address.sealed), place=address.place)


def confirmation_token(address: Address) -> str:
    """Return what the confirmation link carries."""
    return _CONFIRM.sign(str(address.pk))


@transaction.atomic
def confirm(token: str, *, by: User, now: dt.datetime) -> Address:
    """Take an address into use; it replaces the one used before on that channel.

    The link shows that mail arrives, signing in that it arrives with her: a mistyped
    address gets a stranger nowhere.

    Raises:
        LinkNotValid: altered, older than three days, somebody else's, or the address is gone.
    """
    try:
        address_id = _CONFIRM.unsign(token, max_age=LINK_LIVES)
    except BadSignature as broken:
        raise LinkNotValid from broken
    mine = Address.objects.visible_to(by).select_for_update()
    address = mine.filter(pk=address_id).first()
    if address is None:
        raise LinkNotValid
    take_into_use(address, now=now)
    return address


def take_into_use(address: Address, *, now: dt.datetime) -> None:
    """Send to an address from now on, its owner having shown that it is hers."""
    if address.channel not in OF_SEVERAL:
        _replace_by(address)
    address.state, address.verified_at = AddressState.ACTIVE, now
    address.is_letter_due, address.code = False, ""
    address.save(update_fields=["state", "verified_at", "is_letter_due", "code"])
    bounces.lift(address)


def _replace_by(address: Address) -> None:
    """Stop the address used so far; what waits to go there goes to the new one."""
    others = Address.objects.usable().filter(user=address.user_id, channel=address.channel)
    replaced = others.exclude(pk=address.pk)
    waiting = [DeliveryState.QUEUED, DeliveryState.HELD]
    moving = Delivery.objects.filter(address__in=replaced, state__in=waiting)
    # What went out there once already does not come a second time.
    there = Delivery.objects.filter(address=address)
    notices = there.filter(notification__isnull=False).values("notification")
    digests = there.filter(digest__isnull=False).values("digest")
    moving.exclude(notification__in=notices).exclude(digest__in=digests).update(address=address)
    replaced.update(state=AddressState.STOPPED)


def unsubscribe_token(user: User, *, channel: Channel) -> str:
    """Return what the one-click link of every message carries; it does not expire."""
    return _UNSUBSCRIBE.sign(f"{user.pk}:{channel.value}")


def read_unsubscribe_token(token: str) -> tuple[str, Channel]:
    """Return whose messages on which channel a link would stop.

    Raises:
        LinkNotValid: it was altered.
    """
    try:
        person, _colon, channel = _UNSUBSCRIBE.unsign(token).partition(":")
    except BadSignature as broken:
        raise LinkNotValid from broken
    return person, Channel(channel)


@transaction.atomic
def unsubscribe(token: str) -> None:
    """Stop all messages on one channel, without signing in; the inbox stays (RFC 8058).

    Raises:
        LinkNotValid: it was altered, or the person is gone.
    """
    person, channel = read_unsubscribe_token(token)
    user = User.objects.filter(pk=person).first()
    if user is None:
        raise LinkNotValid
    Preference.objects.filter(user=user, channel=channel).exclude(kind="").delete()
    choose("", channel=channel, cadence=Cadence.OFF, by=user)
