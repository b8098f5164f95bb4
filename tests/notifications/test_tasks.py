"""What workers run: look, do, and ring for what follows."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from celery.canvas import Signature
from django.utils import timezone

from backend.audit.models import Dispatch, DispatchState
from cases.tasks import check_calendar
from notifications import tasks
from notifications.actions import confirming, fanout
from notifications.clock import database_now
from notifications.models import Channel, Delivery, Digest, Notification
from tests.factories import AddressFactory, DeliveryFactory, MilestoneFactory
from tests.notifications.carrier import FakeCarrier
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, states
from tests.records import kinds_of_events

Rings = list[tuple[str | None, dict[str, int]]]


@pytest.fixture
def rings(monkeypatch: pytest.MonkeyPatch) -> Rings:
    """Keep what would go to the broker."""
    kept: Rings = []

    def apply_async(self: Signature[Any], **_options: Any) -> None:
        kept.append((self.task, self.kwargs))

    monkeypatch.setattr(Signature, "apply_async", apply_async)
    return kept


def waiting_event(scene: Scene) -> int:
    AddressFactory.create(user=scene.malee)
    follows(scene.malee, scene.review)
    return happened("milestone.reached", scene.milestone, reached_on="2026-11-22").pk


class TestDispatch:
    def test_fans_out_and_rings_for_what_that_queued(self, scene: Scene, rings: Rings) -> None:
        event_id = waiting_event(scene)

        tasks.dispatch(event_id=event_id)

        assert Notification.objects.count() == 1
        assert rings == [("notifications.deliver", {})]

    def test_of_what_was_passed_on_rings_for_nothing(self, scene: Scene, rings: Rings) -> None:
        event_id = waiting_event(scene)
        fanout.fan_out(event_id, now=database_now())

        tasks.dispatch(event_id=event_id)

        assert rings == []

    def test_of_an_event_that_is_none_is_no_error(self, rings: Rings) -> None:
        tasks.dispatch(event_id=404)

        assert rings == []


class TestDeliver:
    def test_sends_batch_by_batch_until_nothing_is_due(
        self, scene: Scene, carrier: FakeCarrier, rings: Rings
    ) -> None:
        AddressFactory.create(user=scene.malee)
        follows(scene.malee, scene.review)
        for _ in range(45):
            happened("review.concluded", scene.review)
        for event_id in fanout.waiting(now=database_now()):
            fanout.fan_out(event_id, now=database_now())

        tasks.deliver()

        assert len(carrier.taken) == 45
        assert rings == []

    @pytest.mark.usefixtures("carrier")
    def test_makes_room_for_others_after_its_round(
        self, scene: Scene, rings: Rings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tasks, "ROUND", dt.timedelta(seconds=-1))
        tasks.dispatch(event_id=waiting_event(scene))
        rings.clear()

        tasks.deliver()

        assert rings == [("notifications.deliver", {})]


class TestSweep:
    def test_finds_an_event_whose_wake_up_was_lost(self, scene: Scene, rings: Rings) -> None:
        event_id = waiting_event(scene)

        tasks.sweep()

        assert rings == [("notifications.dispatch", {"event_id": event_id})]

    def test_frees_an_event_whose_worker_died(self, scene: Scene, rings: Rings) -> None:
        event_id = waiting_event(scene)
        past = database_now() - dt.timedelta(seconds=1)
        Dispatch.objects.update(lease_token=uuid4(), lease_until=past, attempts=1)

        tasks.sweep()

        assert rings == [("notifications.dispatch", {"event_id": event_id})]

    def test_gives_up_an_event_that_kills_each_worker(self, scene: Scene, rings: Rings) -> None:
        waiting_event(scene)
        past = database_now() - dt.timedelta(seconds=1)
        Dispatch.objects.update(lease_token=uuid4(), lease_until=past, attempts=fanout.ATTEMPTS)

        tasks.sweep()

        assert Dispatch.objects.get().state == DispatchState.FAILED
        assert rings == []

    @pytest.mark.parametrize("state", ["leased", "sending"])
    def test_frees_a_message_whose_worker_died(self, rings: Rings, state: str) -> None:
        past = database_now() - dt.timedelta(seconds=1)
        DeliveryFactory.create(state=state, lease_token=uuid4(), lease_until=past)

        tasks.sweep()

        assert states() == ["queued"]
        assert rings == [("notifications.deliver", {})]

    def test_finds_a_link_that_somebody_waits_for(self, scene: Scene, rings: Rings) -> None:
        confirming.ask(
            "malee@example.org", channel=Channel.EMAIL, by=scene.malee, now=timezone.now()
        )

        tasks.sweep()

        assert rings == [("notifications.confirm_addresses", {})]

    def test_rings_for_nothing_where_nothing_waits(self, rings: Rings) -> None:
        tasks.sweep()

        assert rings == []


class TestConfirmAddresses:
    def test_is_the_task_that_asking_rings_for(self, carrier: FakeCarrier, scene: Scene) -> None:
        confirming.ask(
            "malee@example.org", channel=Channel.EMAIL, by=scene.malee, now=timezone.now()
        )

        tasks.confirm_addresses()

        assert tasks.confirm_addresses.name == confirming.TASK
        assert carrier.addresses == ["malee@example.org"]


class TestCloseDigests:
    def test_makes_them_and_rings(self, rings: Rings) -> None:
        held = DeliveryFactory.create(state="held", period="daily")
        held.user.time_zone = "Etc/GMT-14" if database_now().hour < 8 else "Etc/UTC"
        held.user.save(update_fields=["time_zone"])

        tasks.close_digests()

        assert Digest.objects.count() == 1
        assert Delivery.objects.get(state="queued").digest is not None
        assert rings == [("notifications.deliver", {})]


class TestCheckCalendar:
    def test_looks_at_today(self) -> None:
        MilestoneFactory.create(planned_on=timezone.now().date() - dt.timedelta(1))

        check_calendar()

        assert kinds_of_events() == ["milestone.overdue"]
