"""Workers killed at random while events come in: what was lost, what was doubled.

A few dozen kills in each run of the tests; ``make faults`` makes a thousand and tells what it
counts. The provider does not take some messages and breaks the line after some others.
"""

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import redis
from django.conf import settings

from backend import bell
from backend.accounts.models import User
from backend.audit.log import DISPATCH_TASK
from backend.audit.models import Dispatch, DispatchState
from cases.models import LawReview
from notifications.clock import database_now
from notifications.models import Delivery, Notification, Provider
from tests.factories import (
    AddressFactory,
    LawReviewFactory,
    MilestoneFactory,
    PreferenceFactory,
    SubscriptionFactory,
    UserFactory,
)
from tests.faults.services import Worker
from tests.faults.stub import Stub, stub
from tests.notifications.stage import happened

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

CHANCE = random.Random()  # noqa: S311  # no secret hangs on it
KILLS = int(os.environ.get("FAULT_KILLS", "25"))
FOLLOWERS = 15
WORKERS = 2
MOST_WAITING = 200
FEW_UNTOLD = 3
EVERY = 0.2
"""Seconds from one kill to the next."""
WHOLE_WORKER = 100 if KILLS > 100 else 20
"""Of so many kills one ends a worker with all its processes; the others, one process."""
PATIENCE = 240.0
DONE = {"accepted", "unknown", "dead", "suppressed"}


@dataclass
class Siege:
    """Workers under fire."""

    stub: Stub
    broker: str
    folder: Path
    workers: list[Worker] = field(default_factory=list)
    kills: int = 0

    def start(self) -> None:
        faults = {"FAULT_LEASE": "3", "ALERT_PAUSE_MINUTES": "0", **self.stub.settings}
        log = self.folder / f"{self.kills}.log"
        self.workers.append(
            Worker(broker=self.broker, mail_port=self.stub.smtp_port, log=log, faults=faults)
        )

    def end(self) -> None:
        """Leave no worker behind."""
        for one in self.workers:
            one.kill()

    def kill(self) -> None:
        """Kill one process of a worker, and now and then the whole worker."""
        one = CHANCE.choice(self.workers)
        if self.kills % WHOLE_WORKER == WHOLE_WORKER - 1:
            self.kills += 1
            self.workers.remove(one)
            one.kill()
            self.start()
            return
        with suppress(ProcessLookupError, FileNotFoundError, IndexError):
            os.kill(CHANCE.choice(one.children()), signal.SIGKILL)
            self.kills += 1


@pytest.fixture
def siege(tmp_path: Path) -> Iterator[Siege]:
    broker = str(settings.REDIS_URL)
    redis.Redis.from_url(broker).flushdb()
    with ExitStack() as after, stub(tmp_path / "provider") as one:
        one.behave("mixed")
        under_fire = Siege(stub=one, broker=broker, folder=tmp_path)
        after.callback(under_fire.end)
        for _ in range(WORKERS):
            under_fire.start()
        yield under_fire


def crowd(review: LawReview) -> list[User]:
    """Return people who get a text and a mail of everything."""
    people = UserFactory.create_batch(FOLLOWERS)
    for place, person in enumerate(people):
        SubscriptionFactory.create(user=person, scope_type="review", scope_id=str(review.pk))
        AddressFactory.create(user=person)
        AddressFactory.create(user=person, channel="sms", plain=f"+668123{place:05}")
        for channel in ("sms", "email"):
            PreferenceFactory.create(user=person, channel=channel, cadence="now")
    return people


def waiting() -> int:
    return Delivery.objects.exclude(state__in=DONE).count()


def untold() -> int:
    return Dispatch.objects.exclude(state=DispatchState.DONE).count()


def all_done() -> bool:
    """Ring like the scheduler, and let the short waits between attempts pass."""
    Delivery.objects.filter(state="queued").update(due_at=database_now())
    # What an administrator would do: an event whose workers died eight times is tried again.
    Dispatch.objects.filter(state=DispatchState.FAILED).update(
        state=DispatchState.PENDING, attempts=0, lease_until=None, lease_token=None
    )
    bell.ring("notifications.sweep")
    time.sleep(0.5)
    return not untold() and not waiting()


def besiege(siege: Siege) -> None:
    """Let things happen, and workers die, until enough have died."""
    milestone = MilestoneFactory.create(law_review=LawReviewFactory.create(is_public=True))
    crowd(milestone.law_review)
    while siege.kills < KILLS:
        if waiting() < MOST_WAITING and untold() < FEW_UNTOLD:
            event = happened("milestone.reached", milestone, reached_on="2026-11-22")
            bell.ring(DISPATCH_TASK, event_id=event.pk)
        bell.ring("notifications.sweep")
        time.sleep(EVERY * CHANCE.uniform(0.5, 1.5))
        siege.kill()
        if siege.kills % 100 == 0:
            events = Dispatch.objects.count()
            say(f"{siege.kills} kills, {events} events, {waiting()} messages under way")


class TestWorkersKilledAtRandom:
    def test_lose_no_notice_double_none_and_leave_every_doubt_to_be_seen(
        self, siege: Siege
    ) -> None:
        """To see it fail: ``FAULT_OFF=notifications.actions.delivering:requeue_lost``."""
        besiege(siege)
        siege.stub.behave("ok")
        deadline = time.monotonic() + PATIENCE
        while not all_done():
            assert time.monotonic() < deadline, what_waits()

        # More than were made here: nobody schedules, so the workers ring for the calendar as well.
        events = Dispatch.objects.count()
        found = count(siege.stub, events=events)
        say(f"{siege.kills} kills: {found}")
        assert found["notices lost"] == 0
        assert found["notices doubled"] == 0
        assert found["messages lost"] == 0
        assert found["texts doubled, key known"] == 0
        assert found["mails doubled"] <= found["mails doubtful"]


def what_waits() -> str:
    """Say what is not done with, for whoever has to find out why."""
    messages = Counter(Delivery.objects.values_list("channel", "state", "last_error"))
    told = Counter(Dispatch.objects.values_list("state", "last_error"))
    shut = list(Provider.objects.values_list("name", "failures", "shut_until"))
    return f"{messages}, {told}, {shut}"


def count(provider: Stub, *, events: int) -> Counter[str]:
    """Hold what the database says against the provider's log."""
    pairs = Counter(Notification.objects.values_list("event", "user"))
    texts, mails = provider.log(), provider.log(via="smtp")
    sent = texts | mails
    accepted = Delivery.objects.filter(state="accepted").values_list("key", flat=True)
    of_mail = Delivery.objects.filter(channel="email", doubtful__gt=0)
    return Counter(
        {
            "events": events,
            "notices": sum(pairs.values()),
            "notices lost": events * FOLLOWERS - len(pairs),
            "notices doubled": sum(pairs.values()) - len(pairs),
            "messages": Delivery.objects.count(),
            "messages lost": sum(str(key) not in sent for key in accepted),
            "texts doubled, key known": sum(texts.values()) - len(texts),
            "texts asked for again": sum(provider.log(what="known").values()),
            "mails doubled": sum(mails.values()) - len(mails),
            "mails doubtful": of_mail.count(),
            "left unknown, to be seen": Delivery.objects.filter(state="unknown").count(),
            "given up": Delivery.objects.filter(state="dead").count(),
        }
    )


def say(line: str) -> None:
    if KILLS > 25:
        sys.stderr.write(f"{line}\n")
