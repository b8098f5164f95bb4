"""How a person shows that an address is hers, where no link can be sent to it."""

import datetime as dt
import secrets

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from backend import crypto
from backend.accounts.models import User
from backend.errors import DomainError, Invalid
from notifications.actions import bounces, preferences
from notifications.channels import CARRIERS, switched_on
from notifications.channels.base import Heard, Listens
from notifications.models import Address, AddressState, Channel

CODE_LIVES = dt.timedelta(minutes=30)
MOST_TRIES = 5
START_LIVES = dt.timedelta(hours=1)


class SwitchedOff(DomainError):
    """This house does not send on that channel."""

    message = _("This way is switched off in this house.")


class CodeNotValid(DomainError):
    """Mistyped too often, or asked for too long ago."""

    message = _("This number is not valid any more. Ask for a new one.")


def new_code(address: Address) -> str:
    """Return a number for an address to show that it is hers; the one before is void."""
    code = f"{secrets.randbelow(10**6):06}"
    Address.objects.filter(pk=address.pk).update(code=_kept(address, code), code_tries=0)
    return code


def _kept(address: Address, code: str) -> str:
    return crypto.keyed_hash(code, purpose=f"notifications.code.{address.pk}")


def confirm_code(address: Address, *, code: str, by: User, now: dt.datetime) -> Address:
    """Take an address into use, having typed the number that was sent there.

    Raises:
        Invalid: another number; five tries are allowed.
        CodeNotValid: too many tries, or asked for too long ago.
    """
    mine = Address.objects.visible_to(by).filter(pk=address.pk, asked_at__gt=now - CODE_LIVES)
    # Counted before it is compared, and not undone by the refusal: each try costs one.
    if (
        not mine.exclude(code="")
        .filter(code_tries__lt=MOST_TRIES)
        .update(code_tries=F("code_tries") + 1)
    ):
        raise CodeNotValid
    with transaction.atomic():
        held = mine.select_for_update().get()
        if not secrets.compare_digest(held.code, _kept(held, code.strip().replace(" ", ""))):
            raise Invalid(field="code", message=_("That is another number. Look once more."))
        preferences.take_into_use(held, now=now)
    return held


@transaction.atomic
def add_device(subscription: str, *, label: str, by: User, now: dt.datetime) -> Address:
    """Push to this browser from now on; to whomever it pushed before, it does no longer.

    Raises:
        SwitchedOff: the house has no key.
        Invalid: what the browser gave is no subscription.
    """
    if Channel.PUSH not in switched_on():
        raise SwitchedOff
    address = preferences.add_address(subscription, channel=Channel.PUSH, by=by, now=now)
    same = Address.objects.filter(channel=Channel.PUSH, fingerprint=address.fingerprint)
    same.exclude(pk=address.pk).update(state=AddressState.STOPPED)
    address.label = label[:80]
    address.save(update_fields=["label"])
    preferences.take_into_use(address, now=now)
    return address


def start_link(channel: Channel, *, by: User) -> str:
    """Return where she begins a chat with us that shows who she is; good for one hour, once.

    Raises:
        SwitchedOff: nobody can begin there.
    """
    carrier = CARRIERS[channel]
    if channel not in switched_on() or not isinstance(carrier, Listens):
        raise SwitchedOff
    token = secrets.token_urlsafe(24)
    cache.set(_memory(channel, token), str(by.pk), timeout=START_LIVES.total_seconds())
    return carrier.start_link(token)


def _memory(channel: Channel, token: str) -> str:
    return f"start:{crypto.keyed_hash(token, purpose=f'notifications.start.{channel}')}"


def hear(heard: Heard, *, channel: Channel, now: dt.datetime) -> None:
    """Act on what a carrier's server tells us: somebody begins, leaves, or got a message."""
    if heard.arrived:
        bounces.arrived(heard.arrived, is_delivered=heard.is_delivered, now=now)
    elif heard.failed:
        bounces.failed(heard.failed, reason=heard.reason, is_gone=heard.is_gone, now=now)
    elif heard.is_leaving:
        _leave(heard.address, channel=channel)
    elif heard.token:
        _begin(heard, channel=channel, now=now)


@transaction.atomic
def _begin(heard: Heard, *, channel: Channel, now: dt.datetime) -> None:
    memory = _memory(channel, heard.token)
    owner = User.objects.filter(pk=cache.get(memory), is_active=True).first()
    if owner is None or not cache.delete(memory):
        return  # no token of ours: somebody chats with a machine that does not answer
    address = preferences.add_address(heard.address, channel=channel, by=owner, now=now)
    preferences.take_into_use(address, now=now)


def _leave(plain: str, *, channel: Channel) -> None:
    kept = CARRIERS[channel].clean(plain)
    fingerprint = crypto.keyed_hash(kept, purpose="notifications.address")
    theirs = Address.objects.usable().filter(channel=channel, fingerprint=fingerprint)
    theirs.update(state=AddressState.STOPPED)
