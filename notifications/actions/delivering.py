"""From a queued message to a carrier, with no transaction open while it is on its way.

    queued → leased → sending → accepted
                 ↘ suppressed    ↘ queued again, later · dead

A row that stays *sending* after its lease was sent or was not: nobody knows. Mail then goes
out once more under the same Message-ID, and never a third time.
"""

import datetime as dt
import logging
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Case, F, QuerySet, Value, When

from backend.accounts.models import User
from backend.accounts.roles import Permission
from campaigns import access
from notifications.actions import bounces, doubts, letters, pacing, paying, providers
from notifications.actions.doubts import WAITS
from notifications.actions.fanout import NotGivenUp
from notifications.actions.letters import Letter
from notifications.channels.base import (
    NobodyKnows,
    NoSuchAddress,
    NotTaking,
    Refused,
    TryLater,
)
from notifications.channels.ways import Way
from notifications.clock import database_now
from notifications.models import Delivery, DeliveryState, Receipt

BATCH = 20
FEW = 5
"""Of what is urgent, so little at a time that several workers share it."""
_FIRST = ("-is_urgent", "due_at", "id")
LEASE = dt.timedelta(seconds=120)
"""Longer than one sending can take at the carrier's time-out; each one begins with a full lease."""
LONGEST_REFERENCE = 200
_TAKEN = Case(
    When(receipt=Receipt.FAILED, then=Value(DeliveryState.DEAD.value)),
    default=Value(DeliveryState.ACCEPTED.value),
)
"""What a message is that the carrier took, unless it reported meanwhile that it did not arrive."""

logger = logging.getLogger(__name__)


def deliver_due(*, now: dt.datetime) -> int:
    """Send one batch of due messages, the urgent ones first; return how many were taken."""
    return _deliver_batch(_due(now), most=BATCH, now=now)


def deliver_urgent(*, now: dt.datetime) -> int:
    """Send a few due messages that are urgent; return how many were taken."""
    return _deliver_batch(_due(now).filter(is_urgent=True), most=FEW, now=now)


def _due(now: dt.datetime) -> QuerySet[Delivery]:
    """Return what waits to be sent; on a channel that is shut it waits on, untouched."""
    due = Delivery.objects.filter(state=DeliveryState.QUEUED, due_at__lte=now)
    closed = providers.closed_channels(now=now)
    return due.exclude(channel__in=closed) if closed else due


def _deliver_batch(due: QuerySet[Delivery], *, most: int, now: dt.datetime) -> int:
    token = uuid4()
    taken = _claim(due, token, most=most, now=now)
    for delivery in taken:
        _deliver(delivery, token=token)
    return len(taken)


def _claim(due: QuerySet[Delivery], token: UUID, *, most: int, now: dt.datetime) -> list[Delivery]:
    """Take the next due rows; rows another worker is taking are skipped."""
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        rows = due.select_for_update(skip_locked=skip).order_by(*_FIRST)
        ids = list(rows.values_list("pk", flat=True)[:most])
        due.filter(pk__in=ids).update(
            state=DeliveryState.LEASED, lease_token=token, lease_until=now + LEASE
        )
    mine = Delivery.objects.filter(pk__in=ids, lease_token=token)
    return list(mine.select_related("user", "notification__event", "digest").order_by(*_FIRST))


def _deliver(delivery: Delivery, *, token: UUID) -> None:
    try:
        later = pacing.put_off_until(delivery, now=database_now())
        if later is not None:
            _put_off(delivery, token, until=later)
            return
        pacing.carry(delivery)
        letter = letters.written(delivery)
    except Exception as failure:  # noqa: BLE001  # one bad row must not hold up the rest
        why = TryLater(_complaint(delivery, failure))
        _retry(delivery, token, was=DeliveryState.LEASED, failure=why)
        return
    if letter is None:
        _finish(delivery, token, was=DeliveryState.LEASED, becomes=DeliveryState.SUPPRESSED)
    else:
        _hand_in(delivery, letter, token=token)


def _hand_in(delivery: Delivery, letter: Letter, *, token: UUID) -> None:
    """Send what is written, unless its provider is shut or the day's texts are paid for."""
    way = providers.way_of(delivery)
    if way is None:
        # Shut since it was claimed. Nobody is asked, so it is no attempt.
        _finish(delivery, token, was=DeliveryState.LEASED, becomes=DeliveryState.QUEUED)
    elif paying.is_beyond_the_share(delivery, letter.message):
        _wait_for_its_share(delivery, token)
    elif _begin(delivery, letter, way, token=token):
        _send(delivery, letter, way, token=token)


def _put_off(delivery: Delivery, token: UUID, *, until: dt.datetime) -> None:
    """Let a message wait for a better hour; that is no attempt."""
    queued = DeliveryState.QUEUED
    _finish(delivery, token, was=DeliveryState.LEASED, becomes=queued, due_at=until)


def _wait_for_its_share(delivery: Delivery, token: UUID) -> None:
    _finish(
        delivery,
        token,
        was=DeliveryState.LEASED,
        becomes=DeliveryState.QUEUED,
        due_at=database_now() + paying.LATER,
        last_error="the day's share of texts is used up",
    )


def _begin(delivery: Delivery, letter: Letter, way: Way, *, token: UUID) -> bool:
    """Note that from here on nobody can be sure; say whether the row is still ours."""
    now = database_now()
    mine = Delivery.objects.filter(pk=delivery.pk, lease_token=token, lease_until__gt=now)
    begun = mine.filter(state=DeliveryState.LEASED).update(
        state=DeliveryState.SENDING,
        provider=way.name,
        attempts=delivery.attempts + 1,
        pieces=delivery.pieces + paying.pieces_of(delivery, letter.message),
        receipt="",
        receipt_at=None,
        lease_until=now + LEASE,
    )
    return bool(begun)


def _send(delivery: Delivery, letter: Letter, way: Way, *, token: UUID) -> None:
    sending = DeliveryState.SENDING
    try:
        reference = providers.hand_over(letter.message, way, to=letter.to)
    except (NoSuchAddress, Refused) as failure:
        _finish(delivery, token, was=sending, becomes=DeliveryState.DEAD, last_error=failure.reason)
        if isinstance(failure, NoSuchAddress):
            bounces.suppress(letter.address, now=database_now())
    except TryLater as failure:
        has_another = isinstance(failure, NotTaking) and providers.has_another(delivery, asked=way)
        _retry(delivery, token, was=sending, failure=failure, at_once=has_another)
    except Exception as failure:  # noqa: BLE001  # as above; how far it came is not known
        known = failure.reason if isinstance(failure, NobodyKnows) else ""
        _doubt(delivery, token, reason=known or _complaint(delivery, failure))
    else:
        _finish(
            delivery,
            token,
            was=sending,
            becomes=_TAKEN,
            accepted_at=database_now(),
            reference=reference[:LONGEST_REFERENCE],
        )


def _complaint(delivery: Delivery, failure: Exception) -> str:
    """Log a bug and return its name; its words may hold an address, so they go nowhere."""
    logger.error("message %s could not be sent: %s", delivery.pk, type(failure).__name__)
    return type(failure).__name__


def _finish(
    delivery: Delivery,
    token: UUID,
    *,
    was: DeliveryState,
    becomes: DeliveryState | Case,
    **outcome: dt.datetime | str | int,
) -> None:
    """Write what became of it, unless the row was taken over meanwhile."""
    held = Delivery.objects.filter(pk=delivery.pk, lease_token=token, state=was)
    held.update(state=becomes, lease_token=None, lease_until=None, **outcome)


def _retry(
    delivery: Delivery,
    token: UUID,
    *,
    was: DeliveryState,
    failure: TryLater,
    at_once: bool = False,
) -> None:
    """Put off what was certainly not sent, ever longer; give it up after the last wait."""
    attempts = delivery.attempts + 1
    if attempts > len(WAITS):
        dead = DeliveryState.DEAD
        _finish(delivery, token, was=was, becomes=dead, last_error=failure.reason)
        return
    wait = max(WAITS[attempts - 1], failure.after or dt.timedelta())
    if at_once:
        wait = dt.timedelta()
    _finish(
        delivery,
        token,
        was=was,
        becomes=DeliveryState.QUEUED,
        attempts=attempts,
        due_at=database_now() + wait,
        last_error=failure.reason,
    )


def _doubt(delivery: Delivery, token: UUID, *, reason: str) -> None:
    """Count a sending of which nobody knows the end; what a repeat would do decides on one."""
    if Delivery.objects.filter(pk=delivery.pk, accepted_at__isnull=False).exists():
        # The carrier's own word of it came in before the line gave way.
        _finish(delivery, token, was=DeliveryState.SENDING, becomes=DeliveryState.ACCEPTED)
        return
    again = doubts.is_to_be_repeated(delivery)
    _finish(
        delivery,
        token,
        was=DeliveryState.SENDING,
        becomes=DeliveryState.QUEUED if again else DeliveryState.UNKNOWN,
        doubtful=delivery.doubtful + 1,
        due_at=database_now() + doubts.wait(delivery),
        last_error=reason,
    )


def requeue_lost(*, now: dt.datetime) -> int:
    """Free what dead workers held; return how many rows that was.

    Taken but never begun: certainly not sent. Begun: nobody knows, so it counts as doubtful,
    unless the carrier reported meanwhile that it arrived.
    """
    expired = Delivery.objects.filter(lease_until__lt=now)
    free = {"lease_token": None, "lease_until": None}
    begun = expired.filter(state=DeliveryState.SENDING)
    arrived = begun.filter(accepted_at__isnull=False).update(state=DeliveryState.ACCEPTED, **free)
    again = begun.filter(doubts.to_be_repeated()).update(
        state=DeliveryState.QUEUED, doubtful=F("doubtful") + 1, **free
    )
    held = begun.update(
        state=DeliveryState.UNKNOWN,
        doubtful=F("doubtful") + 1,
        last_error="the worker died while sending",
        **free,
    )
    untouched = expired.filter(state=DeliveryState.LEASED).update(
        state=DeliveryState.QUEUED, **free
    )
    return arrived + again + held + untouched


def is_due(*, now: dt.datetime) -> bool:
    """Say whether a message waits to be sent."""
    return _due(now).exists()


def is_urgent_due(*, now: dt.datetime) -> bool:
    """Say whether an urgent message waits to be sent."""
    return _due(now).filter(is_urgent=True).exists()


@transaction.atomic
def send_again(delivery: Delivery, *, by: User, now: dt.datetime) -> None:
    """Queue a message once more that was given up or that nobody knows of, under its old key.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        NotGivenUp: it is waiting, sent or suppressed.
    """
    access.require(by, Permission.HOUSE_MANAGE)
    ended = [DeliveryState.DEAD, DeliveryState.UNKNOWN]
    stopped = Delivery.objects.filter(pk=delivery.pk, state__in=ended)
    queued = stopped.update(
        state=DeliveryState.QUEUED, attempts=0, doubtful=0, due_at=now, accepted_at=None
    )
    if not queued:
        raise NotGivenUp
