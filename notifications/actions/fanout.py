"""From one event to a notice for everybody who follows and may see it, and to messages.

Set-based and in chunks: each chunk is one transaction that ends by moving the cursor, so a
worker killed anywhere leaves nothing half-done, and whoever resumes repeats nothing.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import IntEnum
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit.models import Dispatch, DispatchState, Event
from backend.errors import DomainError
from campaigns import access
from notifications.actions import answering, audience, posting
from notifications.actions.audience import Told
from notifications.actions.following import follow_what_is_owned
from notifications.actions.queueing import add_deliveries
from notifications.clock import database_now
from notifications.kinds import KINDS
from notifications.subjects import SUBJECTS

CHUNK = 10_000
LEASE = dt.timedelta(seconds=60)
"""How long one chunk may take; each chunk that is done renews it."""
ATTEMPTS = 8


class Outcome(IntEnum):
    """What one call did for an event; falsy where it did nothing."""

    NOT_OURS = 0
    DONE = 1
    TO_BE_CONTINUED = 2


class NotGivenUp(DomainError):
    """Only what was given up can be tried again."""

    message = _("This was not given up: it is waiting or done.")


class LeaseLost(Exception):
    """Another worker took over; this one stops without a trace."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """One worker's hold on one event."""

    event: Event
    token: UUID
    now: dt.datetime


def fan_out(event_id: int, *, now: dt.datetime, most_chunks: int | None = None) -> Outcome:
    """Give everybody concerned her notice; say whether this call did it.

    After ``most_chunks`` the event is let go, to be continued where it stopped. Safe to repeat
    and to run twice at once. Failures are counted; after the last
    attempt an administrator finds the dispatch as failed.
    """
    token = uuid4()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    pending = Dispatch.objects.filter(free, pk=event_id, state=DispatchState.PENDING)
    taken = pending.update(lease_token=token, lease_until=now + LEASE, attempts=F("attempts") + 1)
    if not taken:
        return Outcome.NOT_OURS
    turn = _Turn(event=Event.objects.get(pk=event_id), token=token, now=now)
    try:
        return _tell_all(turn, most_chunks=most_chunks)
    except LeaseLost:
        return Outcome.NOT_OURS
    except Exception as failure:
        _put_back(turn, error=type(failure).__name__)
        raise


def _put_back(turn: _Turn, *, error: str) -> None:
    """Free the event for a later attempt, ever later, or give it up."""
    held = Dispatch.objects.filter(pk=turn.event.pk, lease_token=turn.token)
    attempts = held.values_list("attempts", flat=True).first() or 0
    if attempts >= ATTEMPTS:
        held.update(state=DispatchState.FAILED, last_error=error, lease_until=None)
    else:
        wait = dt.timedelta(seconds=15 * 2**attempts)
        held.update(last_error=error, lease_until=turn.now + wait)


def _tell_all(turn: _Turn, *, most_chunks: int | None) -> Outcome:
    event = turn.event
    of_its_type = SUBJECTS.get(event.subject_type)
    subject = of_its_type and of_its_type.rows().filter(pk=event.subject_id).first()
    if event.kind in KINDS and of_its_type and subject:
        follow_what_is_owned(event, subject, now=turn.now)
        told = audience.told_of(event, subject)
        chunks = 1
        while _next_chunk(turn, told):
            if chunks == most_chunks:
                return _let_go(turn)
            chunks += 1
        answering.plan(event, told.kind, now=turn.now)
        posting.queue(event, of_its_type, subject, now=turn.now)
    done = Dispatch.objects.filter(pk=event.pk, lease_token=turn.token)
    if not done.update(
        state=DispatchState.DONE,
        done_at=turn.now,
        lease_until=None,
        lease_token=None,
        last_error="",
    ):
        raise LeaseLost
    return Outcome.DONE


def _let_go(turn: _Turn) -> Outcome:
    """Leave the rest to whoever comes next; an attempt that came this far is none that failed."""
    held = Dispatch.objects.filter(pk=turn.event.pk, lease_token=turn.token)
    held.update(lease_until=None, lease_token=None, attempts=0)
    return Outcome.TO_BE_CONTINUED


def _next_chunk(turn: _Turn, told: Told) -> bool:
    """Serve the next people in order of id; say whether there may be more."""
    with transaction.atomic():
        held = Dispatch.objects.filter(pk=turn.event.pk, lease_token=turn.token)
        # The row stays locked to the end of the chunk: whoever takes over waits, then goes on.
        mine = held.select_for_update().first()
        if mine is None:
            raise LeaseLost
        ahead = told.around.filter(_span("user", mine.cursor, None)).order_by("user")
        last = ahead.values_list("user", flat=True)[CHUNK - 1 : CHUNK].first()
        # Bounded by who is last and not by a number: somebody who begins to follow between these
        # statements would otherwise push the last person out, and the cursor would pass over her.
        # Said of each table, or every chunk would read all that follow.
        near = replace(
            told,
            around=told.around.filter(_span("user", mine.cursor, last)),
            allowed=told.allowed.filter(_span("pk", mine.cursor, last)),
        )
        audience.add_notices(turn.event, near, now=turn.now)
        add_deliveries(turn.event, among=_span("user", mine.cursor, last), now=turn.now)
        held.update(cursor=last or mine.cursor, lease_until=database_now() + LEASE)
    return last is not None


def _span(who: str, after: UUID | None, last: UUID | None) -> Q:
    beyond = Q() if after is None else Q(**{f"{who}__gt": after})
    return beyond if last is None else beyond & Q(**{f"{who}__lte": last})


def waiting(*, now: dt.datetime, most: int = 1000) -> list[int]:
    """Return events whose wake-up was lost or whose worker died, oldest first."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    pending = Dispatch.objects.filter(free, state=DispatchState.PENDING)
    return list(pending.order_by("pk").values_list("pk", flat=True)[:most])


def give_up_lost(*, now: dt.datetime) -> int:
    """Give up events whose worker died at every attempt; return how many.

    An error is counted where it is caught; a worker that is killed each time counts nothing.
    """
    lost = Dispatch.objects.filter(
        state=DispatchState.PENDING, attempts__gte=ATTEMPTS, lease_until__lt=now
    )
    return lost.update(
        state=DispatchState.FAILED, last_error="the worker died, each time", lease_until=None
    )


@transaction.atomic
def try_again(dispatch: Dispatch, *, by: User) -> None:
    """Free an event that was given up, for a new round of attempts.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        NotGivenUp: it is waiting or done.
    """
    access.require(by, Permission.HOUSE_MANAGE)
    failed = Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.FAILED)
    freed = failed.update(
        state=DispatchState.PENDING, attempts=0, lease_until=None, lease_token=None
    )
    if not freed:
        raise NotGivenUp
