"""Addresses at which nothing arrives, or nothing is wanted: used no more, shown to their owner."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from notifications.models import (
    Address,
    AddressState,
    Delivery,
    DeliveryState,
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


def arrived(key: str, *, now: dt.datetime) -> None:
    """Note that a message is known to have arrived; whatever a worker made of it, that counts."""
    mine = Delivery.objects.filter(key=key)
    mine.filter(accepted_at__isnull=True).update(accepted_at=now)
    in_doubt = Q(state=DeliveryState.UNKNOWN) | Q(state=DeliveryState.QUEUED, doubtful__gt=0)
    mine.filter(in_doubt).update(state=DeliveryState.ACCEPTED)
