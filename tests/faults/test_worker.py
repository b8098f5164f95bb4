"""What is lost when something dies: nothing; and what is doubled: one mail, under the same id."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from backend import bell
from backend.accounts.models import User
from backend.audit.log import DISPATCH_TASK
from backend.audit.models import Dispatch, DispatchState, Event
from cases.models import LawReview
from notifications.models import Delivery, DeliveryState, Notification
from tests.factories import (
    AddressFactory,
    LawReviewFactory,
    MilestoneFactory,
    SubscriptionFactory,
    UserFactory,
    officer,
)
from tests.faults.services import (
    HoldingServer,
    OwnRedis,
    hanging_up,
    holding_server,
    on_its_own_connection,
    ringing_at,
    until,
    worker,
)
from tests.interface import post
from tests.notifications.stage import happened

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mail() -> Iterator[HoldingServer]:
    with holding_server() as server:
        yield server


@pytest.fixture
def broker() -> str:
    """Return the address of the suite's Redis, emptied."""
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    return str(settings.REDIS_URL)


@pytest.fixture
def review() -> LawReview:
    return LawReviewFactory.create(is_public=True)


def followers(review: LawReview, *, number: int) -> list[User]:
    """Return people who follow ``review`` and get mail."""
    people = UserFactory.create_batch(number)
    for person in people:
        SubscriptionFactory.create(user=person, scope_type="review", scope_id=str(review.pk))
        AddressFactory.create(user=person)
    return people


def reached(review: LawReview) -> Event:
    milestone = MilestoneFactory.create(law_review=review)
    return happened("milestone.reached", milestone, reached_on="2026-11-22")


def all_sent(number: int) -> bool:
    return Delivery.objects.filter(state=DeliveryState.ACCEPTED).count() == number


class TestOneEventDispatchedAHundredTimes:
    def test_gives_each_follower_one_notice_and_one_mail(
        self, broker: str, mail: HoldingServer, review: LawReview, tmp_path: Path
    ) -> None:
        """Seen failing with the claim on the event and the unique keys both off."""
        people, event = followers(review, number=5), reached(review)
        mail.answering.set()
        for _ in range(100):
            bell.ring(DISPATCH_TASK, event_id=event.pk)

        with worker(broker=broker, mail_port=mail.port, log=tmp_path / "worker.log"):
            until(lambda: all_sent(5), what="every mail is out")
            queue = redis.Redis.from_url(broker)
            until(lambda: not queue.llen("dispatch"), what="every ring was heard")

        assert Notification.objects.count() == len(people)
        assert Counter(mail.ids).most_common(1)[0][1] == 1


class TestAWorkerKilledWhileItSends:
    def test_loses_nothing_and_doubles_no_notice_and_at_most_the_one_mail(
        self, broker: str, mail: HoldingServer, review: LawReview, tmp_path: Path
    ) -> None:
        """One mail is at the server and unmarked, the others are claimed and not begun.

        Seen failing with ``requeue_lost`` doing nothing: the three stay where they were.
        """
        followers(review, number=3)
        event = reached(review)
        bell.ring(DISPATCH_TASK, event_id=event.pk)
        with worker(broker=broker, mail_port=mail.port, log=tmp_path / "first.log") as first:
            until(lambda: mail.ids, what="the first mail is at the server")
            first.kill()
        states = Counter(Delivery.objects.values_list("state", flat=True))
        assert states == {DeliveryState.SENDING: 1, DeliveryState.LEASED: 2}

        mail.answering.set()
        # What five minutes would do.
        Delivery.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
        with worker(broker=broker, mail_port=mail.port, log=tmp_path / "second.log"):
            bell.ring("notifications.sweep")
            until(lambda: all_sent(3), what="every mail is out")

        assert Notification.objects.count() == 3
        assert sorted(Counter(mail.ids).values()) == [1, 1, 2]
        assert sorted(Delivery.objects.values_list("doubtful", flat=True)) == [0, 0, 1]


class TestAWorkerKilledBeforeItTellsAnybody:
    def test_leaves_the_event_to_the_sweep(
        self, broker: str, mail: HoldingServer, review: LawReview, tmp_path: Path
    ) -> None:
        """The dead worker's hold on the event runs out; seen failing if holds never end."""
        followers(review, number=2)
        event = reached(review)
        Dispatch.objects.filter(pk=event.pk).update(
            lease_until=timezone.now() - dt.timedelta(seconds=1),
            lease_token=event.uid,
            attempts=1,
        )
        redis.Redis.from_url(broker).flushdb()
        mail.answering.set()

        with worker(broker=broker, mail_port=mail.port, log=tmp_path / "worker.log"):
            bell.ring("notifications.sweep")
            until(lambda: all_sent(2), what="every mail is out")

        assert Notification.objects.count() == 2
        assert Dispatch.objects.get(pk=event.pk).state == DispatchState.DONE


def somebody_waits_for_a_row() -> bool:
    with connection.cursor() as cursor:
        # Within a transaction the view would show the same moment again and again.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            " AND datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


class TestABrokerThatHangsUp:
    def test_is_rung_once_and_not_again_while_the_request_waits(self) -> None:
        """Seen failing with the default of retrying for some seconds: three calls."""
        with hanging_up() as calls, ringing_at(f"redis://127.0.0.1:{calls.port}/0"):
            bell.ring(DISPATCH_TASK, event_id=1)

            assert calls.taken == 1


class TestRedisStoppedDuringARequest:
    def test_costs_the_request_nothing_and_the_alert_comes_when_it_is_back(
        self, rings_at: OwnRedis, mail: HoldingServer, review: LawReview, tmp_path: Path
    ) -> None:
        """The request is held where it waits for a row; Redis dies, then it goes on.

        Seen failing if the bell lets the broker's error through: the request answers 500.
        """
        people = followers(review, number=2)
        milestone = MilestoneFactory.create(law_review=review)
        keeper = officer(review.country)
        path, body = f"milestones/{milestone.pk}/mark-reached/", {"on": "2026-11-20"}
        mail.answering.set()
        with worker(broker=rings_at.url, mail_port=mail.port, log=tmp_path / "worker.log"):
            with ThreadPoolExecutor(1) as another, transaction.atomic():
                LawReview.objects.select_for_update().get()
                request = another.submit(on_its_own_connection, partial(post, keeper, path, **body))
                until(somebody_waits_for_a_row, what="the request waits for the row")
                rings_at.stop()
            answer = request.result()

            assert answer.status_code == 200, answer.content
            assert not Notification.objects.exists()

            rings_at.start()
            bell.ring("notifications.sweep")
            until(lambda: all_sent(2), what="every mail is out")

        assert set(Notification.objects.values_list("user", flat=True)) == {p.pk for p in people}
