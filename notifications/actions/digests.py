"""Summaries: what was kept for a day or a week goes out as one message."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from backend.accounts.models import User
from notifications import timing
from notifications.actions.queueing import moment
from notifications.channels import switched_on
from notifications.insert import RandomUuid, insert_select
from notifications.models import AddressState, Cadence, Delivery, DeliveryState, Digest
from notifications.models.hours import DIGEST_HOUR, DIGEST_WEEKDAY

CHUNK = 10_000
"""People whose summaries are made in one transaction."""
PERIODS = (Cadence.DAILY, Cadence.WEEKLY)


def close_due(*, now: dt.datetime) -> int:
    """Make every digest whose hour has come; return how many.

    Each is known by the person's own date, so neither a repeat nor a change of the
    clock makes a second one. All people of one zone and habit are one set.
    """
    return sum(
        _close(people, period=period, date=date, now=now)
        for period in PERIODS
        for habit, date in _come_due(period, now=now)
        for people in _chunks(_waiting(period).filter(habit))
    )


def _waiting(period: str) -> QuerySet[Any]:
    """Return the people for whom something is kept, with their habits."""
    kept = Delivery.objects.filter(
        user=OuterRef("pk"), state=DeliveryState.HELD, period=period, channel__in=switched_on()
    )
    return User.objects.filter(Exists(kept)).annotate(
        hour=Coalesce("hours__digest_hour", Value(DIGEST_HOUR)),
        weekday=Coalesce("hours__digest_weekday", Value(DIGEST_WEEKDAY)),
    )


def _come_due(period: str, *, now: dt.datetime) -> list[tuple[Q, dt.date]]:
    """Return the habits whose hour has come, each with the date it is there."""
    habits = _waiting(period).order_by().values_list("time_zone", "hour", "weekday").distinct()
    due = []
    for zone, hour, weekday in habits:
        on = weekday if period == Cadence.WEEKLY else None
        date = timing.digest_day(now, zone=timing.zone_named(zone), hour=hour, weekday=on)
        if date is not None:
            due.append((Q(time_zone=zone, hour=hour, weekday=weekday), date))
    return due


def _chunks(people: QuerySet[User]) -> Iterator[QuerySet[User]]:
    after: UUID | None = None
    while True:
        ahead = people if after is None else people.filter(pk__gt=after)
        last = ahead.order_by("pk").values_list("pk", flat=True)[CHUNK - 1 : CHUNK].first()
        yield ahead if last is None else ahead.filter(pk__lte=last)
        if last is None:
            return
        after = last


@transaction.atomic
def _close(people: QuerySet[User], *, period: str, date: dt.date, now: dt.datetime) -> int:
    """Make the digests of some people, put into each what waits, and queue each.

    What comes to wait meanwhile is put in too, or waits for the next one: into a digest that
    is on its way nothing is put any more. Another worker's insert waits for this one to end,
    and then makes nothing.
    """
    made = 0
    # Which people, is settled before anything changes: what is put in is kept no longer.
    ids = list(people.values_list("pk", flat=True))
    for channel in switched_on():
        kept = Delivery.objects.filter(
            user=OuterRef("pk"), state=DeliveryState.HELD, period=period, channel=channel
        )
        made += insert_select(
            Digest,
            User.objects.filter(Exists(kept), pk__in=ids),
            id=RandomUuid(),
            user="pk",
            channel=Value(channel.value),
            period=Value(period),
            local_date=Value(date, output_field=Digest._meta.get_field("local_date")),
            created_at=moment(now),
        )
    on_its_way = Exists(Delivery.objects.filter(digest=OuterRef("pk")))
    mine = Digest.objects.filter(~on_its_way, user__in=ids, period=period, local_date=date)
    _fill(mine, period=period)
    _queue(mine, now=now)
    return made


def _fill(digests: QuerySet[Digest], *, period: str) -> None:
    """Put what waits into digests that are not on their way yet."""
    hers = digests.filter(user=OuterRef("user"), channel=OuterRef("channel"))
    kept = Delivery.objects.filter(Exists(hers), state=DeliveryState.HELD, period=period)
    kept.update(state=DeliveryState.BUNDLED, bundled_in=Subquery(hers.values("pk")[:1]))


def _queue(digests: QuerySet[Digest], *, now: dt.datetime) -> None:
    """Queue each digest for every address of its reader."""
    filled = digests.filter(Exists(Delivery.objects.filter(bundled_in=OuterRef("pk"))))
    reachable = filled.filter(
        user__addresses__state=AddressState.ACTIVE, user__addresses__channel=F("channel")
    )
    insert_select(
        Delivery,
        reachable,
        key=RandomUuid(),
        digest="pk",
        user="user",
        channel="channel",
        address="user__addresses",
        state=Value(DeliveryState.QUEUED.value),
        period=Value(""),
        due_at=moment(now),
        attempts=Value(0),
        doubtful=Value(0),
        last_error=Value(""),
        created_at=moment(now),
    )
