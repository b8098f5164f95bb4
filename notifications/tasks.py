"""Celery entry points: read the clock, make one call. A message carries no data, only a nudge."""

import datetime as dt

from celery import shared_task

from backend import bell
from backend.audit import log, rounds
from notifications.actions import (
    answering,
    confirming,
    delivering,
    digests,
    fanout,
    posting,
    retention,
    searching,
)
from notifications.clock import database_now
from notifications.queries.figures import periods

ROUND = dt.timedelta(seconds=60)
"""How long one task takes up new batches before it makes room for others."""
_LONGEST = int((ROUND + 2 * delivering.LEASE).total_seconds())
"""Beyond what a round's last batch can take: stopping a sending half-way makes it doubtful."""


@shared_task(name=log.DISPATCH_TASK)
def dispatch(*, event_id: int) -> None:
    """Tell those concerned of one event, then send what that queued.

    An event for very many is told in turns, so that one for few need not wait for it.
    """
    outcome = fanout.fan_out(event_id, now=database_now(), most_chunks=1)
    if outcome is fanout.Outcome.TO_BE_CONTINUED:
        log.wake(event_id)
    if outcome:
        _ring_for_what_is_due()
        if posting.is_due(now=database_now()):
            posting.wake()


@shared_task(name="notifications.deliver", soft_time_limit=_LONGEST, time_limit=_LONGEST)
def deliver() -> None:
    """Send due messages, batch by batch."""
    until = database_now() + ROUND
    while delivering.deliver_due(now=database_now()):
        if database_now() > until:
            ring()
            return


@shared_task(name="notifications.deliver_urgent", soft_time_limit=_LONGEST, time_limit=_LONGEST)
def deliver_urgent() -> None:
    """Send what is urgent, on a queue of its own: no other sending stands before it."""
    while delivering.deliver_urgent(now=database_now()):
        pass


@shared_task(name="notifications.sweep")
def sweep() -> None:
    """Find what lost wake-ups and dead workers left behind, and which regular task is overdue.

    The scheduler rings for it, and so does every worker; one at a time does it.
    """
    now = database_now()
    with rounds.alone("notifications.sweep", now=now) as is_ours:
        if is_ours:
            _sweep(now)


def _sweep(now: dt.datetime) -> None:
    others = {task: period for task, period in periods().items() if task != sweep.name}
    for task in rounds.overdue(others, now=now):
        bell.ring(task)
    delivering.requeue_lost(now=now)
    fanout.give_up_lost(now=now)
    for event_id in fanout.waiting(now=now):
        log.wake(event_id)
    _ring_for_what_is_due()
    if confirming.is_due():
        confirming.wake()
    if answering.is_due(now=now):
        bell.ring(escalate.name)
    if posting.is_due(now=now):
        posting.wake()


@shared_task(name="notifications.confirm_addresses", soft_time_limit=_LONGEST, time_limit=_LONGEST)
def confirm_addresses() -> None:
    """Send the links that take addresses into use."""
    confirming.send_due(now=database_now())


@shared_task(name="notifications.post_webhooks", soft_time_limit=_LONGEST, time_limit=_LONGEST)
def post_webhooks() -> None:
    """Post public news to the programs that are told of it."""
    until = database_now() + ROUND
    while posting.post_due(now=database_now()):
        if database_now() > until:
            posting.wake()
            return


@shared_task(name="notifications.close_digests")
def close_digests() -> None:
    """Make the digests whose hour has come, and send them."""
    if digests.close_due(now=database_now()):
        ring()


@shared_task(name="notifications.forget_old", soft_time_limit=_LONGEST, time_limit=_LONGEST)
def forget_old() -> None:
    """Delete what was kept long enough, chunk by chunk; tomorrow goes on where this one stops."""
    until = database_now() + ROUND
    while retention.forget_old(now=database_now()) and database_now() < until:
        pass


def _ring_for_what_is_due() -> None:
    now = database_now()
    if delivering.is_urgent_due(now=now):
        bell.ring(deliver_urgent.name)
    if delivering.is_due(now=now):
        ring()


@shared_task(name="notifications.escalate")
def escalate() -> None:
    """Tell further what nobody has answered."""
    if answering.escalate_due(now=database_now()):
        ring()


@shared_task(name="notifications.check_searches")
def check_searches() -> None:
    """Look at the searches that are kept, and tell what is new in them."""
    searching.check_due(now=database_now())


def ring() -> None:
    """Wake a worker that sends; the sweep does so too, if this is lost."""
    bell.ring(deliver.name)
