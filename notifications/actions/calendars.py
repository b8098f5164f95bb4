"""The secret address of a person's calendar: made, renewed, ended."""

import datetime as dt
import secrets

from django.db import transaction

from backend import crypto
from backend.accounts import leaving
from backend.accounts.models import User
from notifications.models import Calendar


def token_of(user: User) -> str:
    """Return the secret in the address of her calendar; "" where she has none."""
    mine = Calendar.objects.visible_to(user).first()
    return crypto.open_sealed(bytes(mine.sealed), place=mine.place) if mine else ""


@transaction.atomic
def renew(*, by: User, now: dt.datetime) -> None:
    """Give her calendar a new address, its first one if need be; the old one ends at once."""
    token = secrets.token_urlsafe(32)
    new = Calendar(user=by)
    Calendar.objects.update_or_create(
        user=by,
        defaults={
            "sealed": crypto.seal(token, place=new.place),
            "fingerprint": _fingerprint(token),
            "created_at": now,
        },
    )


@transaction.atomic
def end(*, by: User) -> None:
    """Close her calendar; once is as good as twice."""
    Calendar.objects.visible_to(by).delete()


@leaving.ends_with_access
def end_with_access(user: User) -> None:
    """Close the calendar of somebody who was shut out: its address opens without signing in."""
    end(by=user)


def owner_of(token: str) -> User | None:
    """Return whose calendar an address is, if she may still sign in."""
    found = Calendar.objects.filter(fingerprint=_fingerprint(token), user__is_active=True)
    calendar = found.select_related("user").first()
    return calendar.user if calendar else None


def _fingerprint(token: str) -> str:
    return crypto.keyed_hash(token, purpose="notifications.calendar")
