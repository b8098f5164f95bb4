"""What mail services report of a mail that left."""

import datetime as dt
from typing import Any

from backend import crypto
from notifications.actions import bounces
from notifications.channels import CARRIERS
from notifications.channels.base import NotAnAddress
from notifications.models import Channel

_NEVER = frozenset({"invalid", "bounced"})
_ARRIVED = frozenset({"sent", "delivered"})


def hear(event: Any, *, now: dt.datetime) -> None:
    """Act on one report, in anymail's words; hearing it twice changes nothing."""
    key = str((event.metadata or {}).get("key") or "")
    if event.event_type in _ARRIVED and key:
        bounces.arrived(key, is_delivered=event.event_type == "delivered", now=now)
    elif reason := _reason(event):
        try:
            plain = CARRIERS[Channel.EMAIL].clean(event.recipient or "")
        except NotAnAddress:
            return  # nobody of ours
        if key and reason == bounces.BOUNCED:
            bounces.failed(key, reason=str(event.reject_reason), is_gone=False, now=now)
        fingerprint = crypto.keyed_hash(plain, purpose="notifications.address")
        bounces.note(Channel.EMAIL, fingerprint, now=now, reason=reason)


def _reason(event: Any) -> Any:
    """Say why nothing goes there any more; a full mailbox or a blocked mail is no reason."""
    if event.event_type == "complained":
        return bounces.COMPLAINED
    ended = event.event_type in {"bounced", "rejected"} and event.reject_reason in _NEVER
    return bounces.BOUNCED if ended else None
