"""How the alerts are doing: one set of figures for the page, the watchers and the metrics."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Min, Q

from backend.audit.models import Dispatch, DispatchState, Round
from notifications.channels import switched_on
from notifications.channels.ways import ways
from notifications.clock import database_now
from notifications.models import Channel, Delivery, DeliveryState, Provider, Receipt

LATE_AFTER = dt.timedelta(minutes=5)
"""A message that is due for so long is late: more than one lost worker or bell explains."""
FRESH_FOR = 10
"""Seconds for which figures are kept: however many ask, the tables are counted this often."""
_KEPT_AS = "figures-of-alerts"
_UNDER_WAY = (DeliveryState.QUEUED, DeliveryState.LEASED, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """The messages of one channel."""

    channel: Channel
    counts: dict[str, int]
    """By state; a state nothing is in is missing."""
    delivered: int
    """Messages that were reported as arrived."""
    failed: int
    """Messages that were taken and reported as not arrived."""
    doubtful: int
    """Messages of which at least one sending ended without anybody knowing how."""
    oldest_due: float
    """Seconds for which the oldest message has been due and is not out; 0 where none is."""


@dataclass(frozen=True, slots=True)
class ProviderFigures:
    """One way out."""

    name: str
    failures: int
    shut_until: dt.datetime | None
    last_error: str
    last_failed_at: dt.datetime | None
    last_took_at: dt.datetime | None

    def is_shut_at(self, moment: dt.datetime) -> bool:
        return self.shut_until is not None and self.shut_until > moment


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """One regular task."""

    task: str
    ran_at: dt.datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it, at one moment."""

    at: dt.datetime
    channels: list[ChannelFigures]
    events_waiting: int
    oldest_event: float
    """Seconds since the oldest event that is not passed on yet; 0 where none waits."""
    events_failed: int
    providers: list[ProviderFigures]
    rounds: list[RoundFigures]

    @property
    def oldest_due(self) -> float:
        return max((one.oldest_due for one in self.channels), default=0.0)

    @property
    def is_late(self) -> bool:
        return max(self.oldest_due, self.oldest_event) > LATE_AFTER.total_seconds()

    def total(self, state: str) -> int:
        return sum(one.counts.get(state, 0) for one in self.channels)


def figures() -> Figures:
    """Return the figures of now, or of a few seconds ago."""
    kept: Figures | None = cache.get(_KEPT_AS)
    if kept is None:
        kept = counted(now=database_now())
        cache.set(_KEPT_AS, kept, FRESH_FOR)
    return kept


def counted(*, now: dt.datetime) -> Figures:
    """Count everything; a handful of queries however many messages there are."""
    waiting = Dispatch.objects.filter(state=DispatchState.PENDING)
    events = waiting.aggregate(number=Count("pk"), oldest=Min("event__happened_at"))
    return Figures(
        at=now,
        channels=_channels(now),
        events_waiting=events["number"],
        oldest_event=_age(events["oldest"], now=now),
        events_failed=Dispatch.objects.filter(state=DispatchState.FAILED).count(),
        providers=_providers(),
        rounds=_rounds(now),
    )


def _age(moment: dt.datetime | None, *, now: dt.datetime) -> float:
    return max((now - moment).total_seconds(), 0.0) if moment else 0.0


def _channels(now: dt.datetime) -> list[ChannelFigures]:
    due = Q(state__in=_UNDER_WAY, due_at__lte=now)
    rows: list[Any] = list(
        Delivery.objects.values("channel", "state").annotate(
            number=Count("pk"),
            delivered=Count("pk", filter=Q(receipt=Receipt.DELIVERED)),
            failed=Count("pk", filter=Q(receipt=Receipt.FAILED)),
            doubtful=Count("pk", filter=Q(doubtful__gt=0)),
            oldest=Min("due_at", filter=due),
        )
    )
    used = {row["channel"] for row in rows}
    return [
        _channel(channel, [row for row in rows if row["channel"] == channel], now=now)
        for channel in Channel
        if channel in used or channel in switched_on()
    ]


def _channel(
    channel: Channel, rows: Iterable[dict[str, Any]], *, now: dt.datetime
) -> ChannelFigures:
    rows = list(rows)
    return ChannelFigures(
        channel=channel,
        counts={row["state"]: row["number"] for row in rows},
        delivered=sum(row["delivered"] for row in rows),
        failed=sum(row["failed"] for row in rows),
        doubtful=sum(row["doubtful"] for row in rows),
        oldest_due=max((_age(row["oldest"], now=now) for row in rows), default=0.0),
    )


def _providers() -> list[ProviderFigures]:
    known = Provider.objects.in_bulk()
    names = [way.name for channel in switched_on() for way in ways(channel)]
    return [_provider(name, known.get(name) or Provider(name=name)) for name in names]


def _provider(name: str, row: Provider) -> ProviderFigures:
    return ProviderFigures(
        name=name,
        failures=row.failures,
        shut_until=row.shut_until,
        last_error=row.last_error,
        last_failed_at=row.last_failed_at,
        last_took_at=row.last_took_at,
    )


def _rounds(now: dt.datetime) -> list[RoundFigures]:
    known = Round.objects.in_bulk()
    return [
        _round(task, known.get(task), period=period, now=now) for task, period in periods().items()
    ]


def _round(task: str, row: Round | None, *, period: dt.timedelta, now: dt.datetime) -> RoundFigures:
    ran_at = row.ran_at if row else None
    is_late = ran_at is not None and ran_at < now - 2 * period
    return RoundFigures(task=task, ran_at=ran_at, is_late=is_late)


def periods() -> dict[str, dt.timedelta]:
    """Return how often each regular task runs: the schedule, by task."""
    return {
        entry["task"]: dt.timedelta(seconds=entry["schedule"])
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
    }
