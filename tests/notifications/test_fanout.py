"""Passing an event on: once to each, in chunks, through errors and dead workers."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection

from backend.accounts.models import User
from backend.audit.models import Dispatch, DispatchState, Event
from notifications.actions import fanout
from notifications.actions.fanout import NotGivenUp
from notifications.clock import database_now
from notifications.models import Delivery, Notification
from tests.factories import AddressFactory, administrator, person
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, told
from tests.records import nothing_written, refused

Wrapper = Callable[..., Any]


@pytest.fixture
def event(scene: Scene) -> Event:
    return happened("milestone.reached", scene.milestone, reached_on="2026-11-22")


def followers(scene: Scene, number: int) -> list[User]:
    """Return people who follow the review, in the order they are served."""
    people = [person(f"follower{n}") for n in range(number)]
    for somebody in people:
        follows(somebody, scene.review)
        AddressFactory.create(user=somebody)
    return sorted(people, key=lambda somebody: somebody.pk)


def fan_out(event: Event, *, later: dt.timedelta = dt.timedelta()) -> bool:
    return bool(fanout.fan_out(event.pk, now=database_now() + later))


def dispatch_of(event: Event) -> Dispatch:
    return Dispatch.objects.get(pk=event.pk)


@contextmanager
def at_each(statement: str, act: Callable[[], Any], *, after: bool = False) -> Iterator[None]:
    """Let something happen in the database whenever ``statement`` is run."""

    def wrapper(execute: Wrapper, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        is_it = sql.startswith(statement)
        if is_it and not after:
            act()
        done = execute(sql, params, many, context)
        if is_it and after:
            act()
        return done

    with connection.execute_wrapper(wrapper):
        yield


def broken_database() -> AbstractContextManager[None]:
    def fail() -> None:
        raise OperationalError

    return at_each('INSERT INTO "notifications_notification"', fail)


class TestFanOut:
    def test_gives_everybody_one_notice_and_one_message(self, scene: Scene, event: Event) -> None:
        people = followers(scene, 3)

        assert fan_out(event)

        assert told() == {somebody.username for somebody in people}
        assert Delivery.objects.count() == 3
        assert dispatch_of(event).state == DispatchState.DONE

    def test_again_changes_nothing(self, scene: Scene, event: Event) -> None:
        followers(scene, 3)
        fan_out(event)

        with nothing_written():
            assert not fan_out(event)

    def test_of_an_event_passed_on_before_repeats_nothing(self, scene: Scene, event: Event) -> None:
        """As after a worker that died before it could say it was done."""
        followers(scene, 3)
        fan_out(event)
        Dispatch.objects.update(state=DispatchState.PENDING, cursor=None, done_at=None)

        assert fan_out(event)

        assert Notification.objects.count() == Delivery.objects.count() == 3

    def test_leaves_alone_what_another_worker_holds(self, scene: Scene, event: Event) -> None:
        followers(scene, 1)
        lease = database_now() + dt.timedelta(seconds=60)
        Dispatch.objects.update(lease_token=uuid4(), lease_until=lease)

        with nothing_written():
            assert not fan_out(event)

        assert fan_out(event, later=dt.timedelta(seconds=61))

    def test_takes_as_many_questions_for_many_as_for_one(
        self, scene: Scene, django_assert_num_queries: Any
    ) -> None:
        def one_more() -> Event:
            return happened("milestone.reached", scene.milestone, reached_on="2026-11-22")

        followers(scene, 1)
        first, second = one_more(), one_more()
        with at_each("", lambda: asked.append(1)):
            asked: list[int] = []
            fan_out(first)
        for n in range(20):
            follows(person(f"more{n}"), scene.review)

        with django_assert_num_queries(len(asked)):
            fan_out(second)


class TestChunks:
    @pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
    def test_leave_nobody_out_and_serve_nobody_twice(
        self, scene: Scene, event: Event, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        monkeypatch.setattr(fanout, "CHUNK", 2)
        people = followers(scene, number)

        fan_out(event)

        assert told() == {somebody.username for somebody in people}
        assert Notification.objects.count() == Delivery.objects.count() == number

    def test_are_bounded_by_who_is_last_so_that_a_new_follower_pushes_nobody_out(
        self, scene: Scene, event: Event, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Fails with ``[:CHUNK]`` for the chunk's people: the cursor passes over the last one."""
        monkeypatch.setattr(fanout, "CHUNK", 2)
        people = followers(scene, 3)
        first = User.objects.create(pk="00000000-0000-4000-8000-000000000001", username="first")
        newcomers = iter([first])

        def somebody_begins_to_follow() -> None:
            for newcomer in newcomers:
                follows(newcomer, scene.review)

        with at_each('INSERT INTO "notifications_notification"', somebody_begins_to_follow):
            fan_out(event)

        assert told() >= {somebody.username for somebody in people}

    def test_go_on_behind_the_last_person_served(
        self, scene: Scene, event: Event, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fanout, "CHUNK", 2)
        people = followers(scene, 5)
        Dispatch.objects.update(cursor=people[1].pk, attempts=1)

        assert fan_out(event)

        assert told() == {somebody.username for somebody in people[2:]}

    def test_renew_the_lease_from_now_and_not_from_the_start(
        self, scene: Scene, event: Event, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fanout, "CHUNK", 2)
        followers(scene, 3)
        leases: list[Any] = []
        began = database_now() - dt.timedelta(seconds=50)

        with at_each('INSERT INTO "notifications_delivery"', lambda: leases.append(lease())):
            fanout.fan_out(event.pk, now=began)

        assert leases[0] == began + fanout.LEASE
        assert leases[1] > began + fanout.LEASE

    def test_stop_without_a_trace_once_another_worker_took_over(
        self, scene: Scene, event: Event, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Fails if a chunk does not ask for its own lease: both workers go on."""
        monkeypatch.setattr(fanout, "CHUNK", 1)
        first, _second = followers(scene, 2)

        def take_over() -> None:
            Dispatch.objects.update(lease_token=uuid4())

        with at_each('UPDATE "audit_dispatch" SET "cursor"', take_over, after=True):
            assert not fan_out(event)

        assert told() == {first.username}
        assert dispatch_of(event).state == DispatchState.PENDING


def lease() -> Any:
    return Dispatch.objects.values_list("lease_until", flat=True).get()


class TestFailure:
    def test_is_counted_and_waits_before_it_is_tried_again(
        self, scene: Scene, event: Event
    ) -> None:
        followers(scene, 1)

        with broken_database(), pytest.raises(OperationalError):
            fan_out(event)

        dispatch = dispatch_of(event)
        assert (dispatch.state, dispatch.attempts) == (DispatchState.PENDING, 1)
        assert dispatch.last_error == "OperationalError"
        assert fanout.waiting(now=database_now()) == []
        assert fanout.waiting(now=database_now() + dt.timedelta(seconds=31)) == [event.pk]

    def test_waits_ever_longer(self, scene: Scene, event: Event) -> None:
        followers(scene, 1)
        waits = []

        for hour in range(3):
            now = database_now() + dt.timedelta(hours=hour)
            with broken_database(), pytest.raises(OperationalError):
                fanout.fan_out(event.pk, now=now)
            waits.append((lease() - now).total_seconds())

        assert waits == [30, 60, 120]

    def test_tells_nobody_half_way(self, scene: Scene, event: Event) -> None:
        followers(scene, 1)

        def fail() -> None:
            raise OperationalError

        with (
            at_each('INSERT INTO "notifications_delivery"', fail),
            pytest.raises(OperationalError),
        ):
            fan_out(event)

        assert told() == set()

    def test_after_the_last_attempt_is_left_to_an_administrator(
        self, scene: Scene, event: Event
    ) -> None:
        followers(scene, 1)
        Dispatch.objects.update(attempts=fanout.ATTEMPTS - 1)

        with broken_database(), pytest.raises(OperationalError):
            fan_out(event)

        assert dispatch_of(event).state == DispatchState.FAILED
        assert fanout.waiting(now=database_now() + dt.timedelta(days=1)) == []

    def test_of_a_worker_that_dies_each_time_is_left_to_her_too(self, event: Event) -> None:
        past = database_now() - dt.timedelta(seconds=1)
        Dispatch.objects.update(attempts=fanout.ATTEMPTS, lease_token=uuid4(), lease_until=past)

        assert fanout.give_up_lost(now=database_now()) == 1

        assert dispatch_of(event).state == DispatchState.FAILED


class TestTryAgain:
    def test_begins_a_new_round_of_attempts(self, scene: Scene, event: Event) -> None:
        (follower,) = followers(scene, 1)
        Dispatch.objects.update(state=DispatchState.FAILED, attempts=fanout.ATTEMPTS)

        fanout.try_again(dispatch_of(event), by=administrator())

        assert fanout.waiting(now=database_now()) == [event.pk]
        assert fan_out(event)
        assert told() == {follower.username}

    @pytest.mark.parametrize("state", [DispatchState.PENDING, DispatchState.DONE])
    def test_is_refused_for_what_was_not_given_up(self, event: Event, state: str) -> None:
        done_at = database_now() if state == DispatchState.DONE else None
        Dispatch.objects.update(state=state, done_at=done_at)
        by = administrator()

        with refused(NotGivenUp):
            fanout.try_again(dispatch_of(event), by=by)

    def test_is_refused_to_all_but_administrators(self, scene: Scene, event: Event) -> None:
        Dispatch.objects.update(state=DispatchState.FAILED)

        for somebody in (scene.hnin, scene.karin):
            with refused(PermissionDenied):
                fanout.try_again(dispatch_of(event), by=somebody)
