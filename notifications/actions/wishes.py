"""What she still wants to hear when a message about it is about to go."""

from collections.abc import Iterable

from backend.accounts.models import User
from notifications.clock import database_now
from notifications.kinds import KINDS
from notifications.models import (
    ADDRESSED,
    Cadence,
    Channel,
    Notification,
    Preference,
    Subscription,
)


def still_hold(
    notices: Iterable[Notification], *, of: User, channel: Channel
) -> list[Notification]:
    """Leave out kinds she has switched off by now, and what she has muted.

    No mute keeps back what is mandatory or addressed to her.
    """
    chosen = Preference.objects.filter(user=of, channel=channel)
    cadences = dict(chosen.values_list("kind", "cadence"))
    every_kind = cadences.get("")
    rows = [one for one in notices if cadences.get(one.kind, every_kind) != Cadence.OFF]
    muted = _muted([one for one in rows if _can_be_muted(one)], of=of)
    return [one for one in rows if not (_can_be_muted(one) and _scopes_of(one) & muted)]


def _can_be_muted(notice: Notification) -> bool:
    kind = KINDS.get(notice.kind)
    return notice.reason != ADDRESSED and not (kind and kind.is_mandatory)


def _scopes_of(notice: Notification) -> set[str]:
    """Return the thread and what she followed when she was told."""
    return {notice.thread, notice.reason}


def _muted(notices: Iterable[Notification], *, of: User) -> set[str]:
    scopes = {scope for one in notices for scope in _scopes_of(one) if ":" in scope}
    keys = [(kind, key) for kind, _colon, key in (one.partition(":") for one in scopes)]
    if not keys:
        return set()
    muted = Subscription.objects.of_scopes(keys).filter(user=of).muted(now=database_now())
    return {f"{one.scope_type}:{one.scope_id}" for one in muted}
