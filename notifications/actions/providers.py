"""Which way out takes a message, and how each one does.

A provider that takes nothing, whoever it is for, is shut after ten failures in a row: for a minute,
then for ever longer, and the first message after that is the test. Messages wait meanwhile and
lose no attempt. What one provider definitely did not take, the next one is asked for; of what
it may have sent no other ever hears: that would be a second message.
"""

import datetime as dt
from typing import cast

from django.db.models import F, Q

from notifications.channels import CARRIERS
from notifications.channels.base import (
    LooksUp,
    Message,
    NobodyKnows,
    NotTaking,
    Repeat,
    SendFailed,
)
from notifications.channels.ways import Way, ways
from notifications.clock import database_now
from notifications.models import Channel, Delivery, Provider

FAILURES = 10
"""After so many in a row a provider is shut."""
SHUT_FOR = dt.timedelta(minutes=1)
LONGEST = dt.timedelta(minutes=15)
_NOTED_EVERY = dt.timedelta(seconds=10)
"""A message that is taken costs the provider's row a write at most this often."""


def closed_channels(*, now: dt.datetime) -> list[Channel]:
    """Return the channels on which nothing can go out now: their messages wait where they are."""
    shut = _shut(now)
    if not shut:
        return []
    return [one for one in CARRIERS if shut.issuperset(way.name for way in ways(one))]


def open_way(channel: Channel) -> Way | None:
    """Return the first way out that is open; ``None`` where all are shut."""
    shut = _shut(database_now())
    return next((way for way in ways(channel) if way.name not in shut), None)


def way_of(delivery: Delivery) -> Way | None:
    """Return whom to ask for this message now: after a definite no the next one, if there is one.

    What may have gone out already is asked for again only where it was.
    """
    offered, shut = ways(Channel(delivery.channel)), _shut(database_now())
    names = [way.name for way in offered]
    asked = names.index(delivery.provider) if delivery.provider in names else -1
    if delivery.doubtful:
        offered = offered[max(asked, 0) :][:1]
    else:
        offered = offered[asked + 1 :] + offered[: asked + 1]
    return next((way for way in offered if way.name not in shut), None)


def has_another(delivery: Delivery, *, asked: Way) -> bool:
    """Say whether somebody is left to be asked at once, before the round begins anew."""
    offered, shut = ways(Channel(delivery.channel)), _shut(database_now())
    return not delivery.doubtful and any(
        way.name not in shut for way in offered[offered.index(asked) + 1 :]
    )


def _shut(now: dt.datetime) -> set[str]:
    return set(Provider.objects.filter(shut_until__gt=now).values_list("name", flat=True))


def hand_over(message: Message, way: Way, *, to: str) -> str:
    """Send a message by one way out and note how that one does; return what it calls it.

    What may have arrived already is looked up first, where that can be asked.

    Raises:
        SendFailed: as the carrier says.
    """
    try:
        reference = _known(message, way) or way.carrier.send(message, to=to)
    except (NotTaking, NobodyKnows) as failure:
        _note_failure(way.name, reason=failure.reason, now=database_now())
        raise
    except SendFailed:
        _note_taken(way.name, now=database_now())  # it answers; the trouble is the address
        raise
    _note_taken(way.name, now=database_now())
    return reference


def _known(message: Message, way: Way) -> str | None:
    if not message.is_repeat or way.carrier.repeat is not Repeat.LOOK_UP:
        return None
    return cast("LooksUp", way.carrier).look_up(message.key)


def _note_taken(name: str, *, now: dt.datetime) -> None:
    mine = Provider.objects.filter(name=name)
    provider = mine.first()
    took = provider and provider.last_took_at
    if provider and not provider.failures and took and took > now - _NOTED_EVERY:
        return
    fine = {"failures": 0, "shut_until": None, "last_took_at": now}
    Provider.objects.update_or_create(name=name, defaults=fine)


def _note_failure(name: str, *, reason: str, now: dt.datetime) -> None:
    Provider.objects.get_or_create(name=name)
    mine = Provider.objects.filter(name=name)
    mine.update(failures=F("failures") + 1, last_error=reason, last_failed_at=now)
    failures = mine.values_list("failures", flat=True).get()
    if failures >= FAILURES:
        # Those that were on their way when it was shut do not lengthen the wait.
        open_now = mine.filter(Q(shut_until__isnull=True) | Q(shut_until__lte=now))
        open_now.update(shut_until=now + _wait(failures))


def _wait(failures: int) -> dt.timedelta:
    doublings: int = 2 ** min(failures - FAILURES, 4)
    return min(SHUT_FOR * doublings, LONGEST)
