"""The morning's summaries of very many people, five notices in each, over size."""

import os
import time
from uuid import UUID

from django.utils import timezone

from backend.audit.models import Dispatch, Event
from bench import crowd
from notifications.actions import digests, fanout
from notifications.models import Delivery, DeliveryState, Digest
from tests import factories

SIZES = [int(size) for size in os.environ.get("SIZES", "1000,10000,100000").split(",")]
EACH = 5


def main() -> None:
    """Print how long the digests of each size take."""
    milestone = factories.MilestoneFactory.create()
    print(f"{'people':>9} {'items':>9} {'seconds':>8} {'items/s':>9}  again")
    for size in SIZES:
        crowd.run(crowd.PEOPLE.format(size=size))
        crowd.run("UPDATE accounts_user SET time_zone = 'Asia/Bangkok'")
        crowd.run(crowd.FOLLOW.format(review=milestone.law_review_id))
        crowd.run(crowd.ADDRESSES.format(channel="email"))
        for _item in range(EACH):
            _happen(milestone.pk)
        _close(size)
        crowd.run("TRUNCATE notifications_subscription, notifications_address CASCADE")
        crowd.run("TRUNCATE notifications_notification, notifications_digest CASCADE")
        crowd.run("DELETE FROM accounts_user WHERE username LIKE 'person-%'")


def _happen(milestone: UUID) -> None:
    event = Event.objects.create(
        kind="milestone.planned",
        subject_type="cases.milestone",
        subject_id=milestone,
        changes={"planned_on": "2026-03-08"},
        happened_at=timezone.now(),
    )
    Dispatch.objects.create(event=event)
    assert fanout.fan_out(event.pk, now=timezone.now())


def _close(size: int) -> None:
    held = Delivery.objects.filter(state=DeliveryState.HELD)
    items = held.count()
    assert items == EACH * size, items
    crowd.settle()
    noon_in_bangkok = timezone.now().replace(hour=5)
    took = []
    for _turn in range(2):
        begin = time.perf_counter()
        digests.close_due(now=noon_in_bangkok)
        took.append(time.perf_counter() - begin)
    assert Digest.objects.count() == size
    assert not held.exists()
    print(
        f"{size:>9,} {items:>9,} {took[0]:>8.2f} {items / took[0]:>9,.0f}  {took[1]:.2f} s",
        flush=True,
    )
