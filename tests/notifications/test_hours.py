"""When messages go out to somebody who keeps quiet hours."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.utils import timezone

from backend.accounts.models import User
from notifications.actions import delivering, fanout, hours
from notifications.actions.hours import NoOpenHour, Week
from notifications.models import Delivery, Hours, Notification
from notifications.models.hours import Window
from tests.factories import AddressFactory, HoursFactory, LawReviewFactory, MilestoneFactory, person
from tests.notifications.carrier import FakeCarrier
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, send_all, states
from tests.records import refused

NIGHT = dt.datetime(2026, 11, 23, 16, tzinfo=dt.UTC)  # 23:00 in Bangkok
MORNING = dt.datetime(2026, 11, 24, 0, tzinfo=dt.UTC)  # 07:00 there
NOON = dt.datetime(2026, 11, 24, 5, tzinfo=dt.UTC)


def reached(scene: Scene, *, at: dt.datetime) -> None:
    event = happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
    fanout.fan_out(event.pk, now=at)


def turned_back(scene: Scene, *, at: dt.datetime) -> None:
    event = happened("review.regressed", scene.review, on="2026-11-22", to="regression")
    fanout.fan_out(event.pk, now=at)


def due() -> dict[str, dt.datetime]:
    return dict(Delivery.objects.values_list("user__username", "due_at"))


@pytest.fixture
def asleep(scene: Scene) -> User:
    follows(scene.malee, scene.review)
    AddressFactory.create(user=scene.malee)
    HoursFactory.create(user=scene.malee)
    return scene.malee


class TestAMessageInQuietHours:
    def test_waits_for_their_end_while_the_inbox_does_not(self, scene: Scene, asleep: User) -> None:
        reached(scene, at=NIGHT)

        assert due() == {"malee": MORNING}
        assert Notification.objects.filter(user=asleep).exists()

    def test_goes_at_once_by_day(self, scene: Scene, asleep: User) -> None:
        reached(scene, at=NOON)

        assert due() == {asleep.username: NOON}

    def test_waits_for_each_by_her_own_clock(self, scene: Scene, asleep: User) -> None:
        for name, zone in (("karin", "Europe/Paris"), ("luz", "Asia/Manila")):
            somebody = getattr(scene, name)
            User.objects.filter(pk=somebody.pk).update(time_zone=zone)
            follows(somebody, scene.review)
            AddressFactory.create(user=somebody)
            HoursFactory.create(user=somebody)

        reached(scene, at=NIGHT)

        assert due() == {
            asleep.username: MORNING,
            "karin": NIGHT,  # 17:00 in Paris
            "luz": dt.datetime(2026, 11, 23, 23, tzinfo=dt.UTC),
        }

    def test_goes_at_once_where_it_is_urgent_and_she_allowed_that(
        self, scene: Scene, asleep: User
    ) -> None:
        turned_back(scene, at=NIGHT)

        assert due() == {asleep.username: NIGHT}

    def test_waits_though_urgent_where_she_did_not(self, scene: Scene, asleep: User) -> None:
        Hours.objects.filter(user=asleep).update(urgent_breaks_quiet=False)

        turned_back(scene, at=NIGHT)

        assert due() == {asleep.username: MORNING}


class TestHoursThatChangeWhileAMessageWaits:
    @pytest.fixture(autouse=True)
    def _night(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the database's clock show night."""
        monkeypatch.setattr(delivering, "database_now", lambda: NIGHT)

    def test_put_it_off(self, scene: Scene, carrier: FakeCarrier) -> None:
        follows(scene.malee, scene.review)
        AddressFactory.create(user=scene.malee)
        reached(scene, at=NIGHT)
        HoursFactory.create(user=scene.malee)

        delivering.deliver_due(now=NIGHT)

        message = Delivery.objects.get()
        assert carrier.taken == []
        assert (message.state, message.due_at, message.attempts) == ("queued", MORNING, 0)

    def test_are_those_of_the_place_she_travelled_to(
        self, scene: Scene, asleep: User, carrier: FakeCarrier
    ) -> None:
        """It waits for Bangkok's morning, and by then she is where night begins."""
        reached(scene, at=NIGHT)
        User.objects.filter(pk=asleep.pk).update(time_zone="America/Los_Angeles")
        Delivery.objects.update(due_at=NIGHT)

        delivering.deliver_due(now=NIGHT)

        assert len(carrier.taken) == 1  # 08:00 there


class TestKeep:
    def test_keeps_one_week_for_each(self) -> None:
        malee = person("malee")
        night: Window | None = (dt.time(22), dt.time(7))
        weeks: list[list[Window | None]] = [[night] * 7, [night, *[None] * 6]]

        for quiet in weeks:
            hours.keep(Week(quiet=quiet), by=malee)

        assert Hours.objects.get(user=malee).quiet == "22:00-07:00,,,,,,"

    def test_refuses_a_week_without_an_open_hour(self) -> None:
        malee = person("malee")
        whole = (dt.time(), dt.time())

        with refused(NoOpenHour):
            hours.keep(Week(quiet=[whole] * 7), by=malee)


class TestTwoMessagesOnOneThread:
    """Between them is a pause; what comes meanwhile goes along with the next."""

    @pytest.fixture(autouse=True)
    def _pause(self, settings: LazySettings) -> None:
        settings.ALERT_PAUSE_MINUTES = 10

    def _tell(self, scene: Scene, kind: str = "milestone.reached") -> None:
        happened(kind, scene.milestone, reached_on="2026-11-22", due_on="2026-12-01")
        pass_on()

    def test_are_sent_ten_minutes_apart_the_second_with_all_that_came(
        self, scene: Scene, carrier: FakeCarrier
    ) -> None:
        """Seen failing with ``put_off_until`` always ready: more than one mail at once."""
        follows(scene.malee, scene.review)
        AddressFactory.create(user=scene.malee)
        self._deliver(scene, times=1)
        self._deliver(scene, times=3)
        assert len(carrier.taken) == 1

        # What eleven minutes would do.
        long_ago = timezone.now() - dt.timedelta(minutes=11)
        Delivery.objects.filter(state="accepted").update(accepted_at=long_ago)
        Delivery.objects.filter(state="queued").update(due_at=long_ago)
        send_all()

        assert len(carrier.taken) == 2
        assert carrier.taken[1].subject == "You have 3 updates in Saphan."
        assert sorted(states()) == ["accepted", "accepted", "bundled", "bundled"]

    def _deliver(self, scene: Scene, *, times: int) -> None:
        for _ in range(times):
            self._tell(scene)
        send_all()

    def test_about_other_things_do_not_wait(self, scene: Scene, carrier: FakeCarrier) -> None:
        other = MilestoneFactory.create(law_review=LawReviewFactory.create())
        AddressFactory.create(user=scene.malee)
        for milestone in (scene.milestone, other):
            follows(scene.malee, milestone.law_review)
            happened("milestone.reached", milestone, reached_on="2026-11-22")
        pass_on()

        send_all()

        assert len(carrier.taken) == 2
