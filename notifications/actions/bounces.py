"""Addresses at which nothing arrives, or nothing is wanted: used no more, shown to their owner."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from notifications.models import (
    Address,
    AddressState,
    Delivery,
    DeliveryState,
    Receipt,
    Suppression,
    SuppressionReason,
)

BOUNCED, COMPLAINED = SuppressionReason.BOUNCED, SuppressionReason.COMPLAINED


@transaction.atomic
def suppress(
    address: Address, *, now: dt.datetime, reason: SuppressionReason = SuppressionReason.BOUNCED
) -> None:
    """Send nothing there any more, for whomever; a complaint outweighs a bounce."""
    note(address.channel, address.fingerprint, now=now, reason=reason)


@transaction.atomic
def note(channel: str, fingerprint: str, *, now: dt.datetime, reason: SuppressionReason) -> None:
    """Keep that an address gets nothing, whether or not it is somebody's now."""
    known, made = Suppression.objects.get_or_create(
        channel=channel,
        fingerprint=fingerprint,
        defaults={"reason": reason, "created_at": now},
    )
    if not made and reason == COMPLAINED:
        Suppression.objects.filter(pk=known.pk).update(reason=reason)
    theirs = Address.objects.filter(channel=channel, fingerprint=fingerprint)
    theirs.exclude(state=AddressState.STOPPED).update(
        state=AddressState.BOUNCED, is_letter_due=False
    )


def lift(address: Address) -> None:
    """Use an address again that turned out to work: its owner has just shown it."""
    Suppression.objects.filter(
        channel=address.channel, fingerprint=address.fingerprint, reason=BOUNCED
    ).delete()


def is_unwanted(address: Address) -> bool:
    """Say whether somebody there called our mail unwanted."""
    return Suppression.objects.filter(
        channel=address.channel, fingerprint=address.fingerprint, reason=COMPLAINED
    ).exists()


@transaction.atomic
def arrived(key: str, *, is_delivered: bool = False, now: dt.datetime) -> None:
    """Note that a message is known to have arrived; whatever a worker made of it, that counts.

    Reports come late, twice and in any order: what is on her device cannot become undelivered.
    """
    mine = _message(key)
    mine.filter(accepted_at__isnull=True).update(accepted_at=now)
    failed = Q(state=DeliveryState.DEAD, receipt=Receipt.FAILED)
    waits = Q(state__in=[DeliveryState.QUEUED, DeliveryState.LEASED], doubtful__gt=0)
    in_doubt = Q(state=DeliveryState.UNKNOWN) | waits
    # Whoever has just taken it, to send it once more, finds that it is not hers any more.
    mine.filter(in_doubt | failed if is_delivered else in_doubt).update(
        state=DeliveryState.ACCEPTED, lease_token=None, lease_until=None
    )
    if is_delivered:
        fresh = mine.exclude(receipt=Receipt.DELIVERED)
        fresh.update(receipt=Receipt.DELIVERED, receipt_at=now, last_error="")


@transaction.atomic
def failed(key: str, *, reason: str, is_gone: bool, now: dt.datetime) -> None:
    """Note that a message was taken and did not arrive: it is given up, for all to see.

    What waits to go out again for a doubt does so, unless its address is gone for good.
    """
    mine = _message(key).exclude(receipt=Receipt.DELIVERED)
    mine.exclude(state=DeliveryState.QUEUED).update(
        receipt=Receipt.FAILED, receipt_at=now, last_error=reason[:200]
    )
    ended = [DeliveryState.ACCEPTED, DeliveryState.UNKNOWN]
    mine.filter(state__in=ended).update(state=DeliveryState.DEAD)
    one = mine.select_related("address").first()
    if is_gone and one and one.address:
        suppress(one.address, now=now)


def _message(key: str) -> QuerySet[Delivery]:
    """Return the message of a key, as rows; none where it is no key of ours."""
    try:
        return Delivery.objects.filter(key=UUID(key))
    except ValueError:
        return Delivery.objects.none()
