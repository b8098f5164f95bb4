"""Regular tasks: when each last ran, who may run alone, and which are overdue.

The scheduler only rings. Each task notes in the database that it ran, so that where the scheduler
is silent any worker finds what is overdue and rings instead.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now

from backend.audit.models import Round

LEASE = dt.timedelta(seconds=60)
"""How long a dead worker keeps others out, where the database does not notice that it died."""
RING_AGAIN = dt.timedelta(minutes=5)


def note(task: str) -> None:
    """Write down that ``task`` begins, by the database's clock."""
    Round.objects.update_or_create(task=task, defaults={"ran_at": Now(), "rung_at": None})


def overdue(periods: Mapping[str, dt.timedelta], *, now: dt.datetime) -> list[str]:
    """Return the tasks that have not run for half as long again as their period, to be rung for.

    Each is returned to one caller, and again only after a while.
    """
    # One that was never seen has a while to run by itself.
    unseen = [Round(task=task, rung_at=now) for task in periods]
    Round.objects.bulk_create(unseen, ignore_conflicts=True)
    return [task for task, period in periods.items() if _take(task, period=period, now=now)]


def _take(task: str, *, period: dt.timedelta, now: dt.datetime) -> bool:
    late = Q(ran_at__isnull=True) | Q(ran_at__lt=now - 1.5 * period)
    waiting = Q(rung_at__isnull=True) | Q(rung_at__lt=now - min(period, RING_AGAIN))
    return bool(Round.objects.filter(late, waiting, task=task).update(rung_at=now))


@contextmanager
def alone(task: str, *, now: dt.datetime) -> Iterator[bool]:
    """Say whether the caller is the only one at ``task`` for as long as the block lasts.

    PostgreSQL lets the lock go when its holder dies; elsewhere a lease runs out.
    """
    take, let_go = _BY_LOCK if connection.vendor == "postgresql" else _BY_LEASE
    is_ours = take(task, now)
    try:
        yield is_ours
    finally:
        if is_ours:
            let_go(task)


def _lock(task: str, _now: dt.datetime) -> bool:
    return _ask("SELECT pg_try_advisory_lock(hashtext(%s))", task)


def _unlock(task: str) -> None:
    _ask("SELECT pg_advisory_unlock(hashtext(%s))", task)


def _ask(sql: str, task: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [task])
        return bool(cursor.fetchone()[0])


def _lease(task: str, now: dt.datetime) -> bool:
    Round.objects.bulk_create([Round(task=task)], ignore_conflicts=True)
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    return bool(Round.objects.filter(free, task=task).update(lease_until=now + LEASE))


def _end_lease(task: str) -> None:
    Round.objects.filter(task=task).update(lease_until=None)


_BY_LOCK = (_lock, _unlock)
_BY_LEASE = (_lease, _end_lease)
