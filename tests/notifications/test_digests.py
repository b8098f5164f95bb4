"""Summaries: once for each person and date of her own, whatever clocks do."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from backend.accounts.models import User
from notifications.actions import digests
from notifications.models import Cadence, Delivery, Digest
from tests.factories import DeliveryFactory, person
from tests.records import nothing_written

BANGKOK, PARIS = ZoneInfo("Asia/Bangkok"), ZoneInfo("Europe/Paris")


def held(user: User, period: Cadence = Cadence.DAILY) -> Delivery:
    message: Delivery = DeliveryFactory.create(
        notification__user=user, user=user, state="held", period=period
    )
    return message


def close(when: dt.datetime) -> int:
    return digests.close_due(now=when.astimezone(dt.UTC))


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> dt.datetime:
    """Return a moment of 2026 in Bangkok; 23 November is a Monday."""
    return dt.datetime(2026, month, day, hour, minute, tzinfo=BANGKOK)


class TestADailyDigest:
    def test_is_made_at_eight_by_her_own_clock(self) -> None:
        malee = person("malee")
        message = held(malee)

        assert close(at(24, 7, 59)) == 0
        assert close(at(24, 8, 0)) == 1

        digest = Digest.objects.get()
        message.refresh_from_db()
        assert (digest.user, digest.local_date) == (malee, dt.date(2026, 11, 24))
        assert (message.state, message.bundled_in) == ("bundled", digest)
        assert Delivery.objects.get(digest=digest).state == "queued"

    def test_is_made_once_a_day_and_what_comes_later_waits(self) -> None:
        malee = person("malee")
        held(malee)
        close(at(24, 8))
        later = held(malee)

        with nothing_written():
            assert close(at(24, 8)) == close(at(24, 23, 59)) == 0

        assert close(at(25, 8)) == 1
        later.refresh_from_db()
        assert later.state == "bundled"

    def test_is_not_made_where_nothing_waits(self) -> None:
        assert close(at(24, 8)) == 0
        assert not Digest.objects.exists()

    def test_is_each_persons_own(self) -> None:
        malee, somchai = person("malee"), person("somchai")
        User.objects.filter(pk=somchai.pk).update(time_zone="Asia/Tokyo")
        held(malee)
        held(somchai)

        assert close(at(24, 6, 30)) == 1

        assert Digest.objects.get().user == somchai

    def test_holds_no_weekly_ones(self) -> None:
        malee = person("malee")
        held(malee)
        weekly = held(malee, Cadence.WEEKLY)

        close(at(24, 8))

        weekly.refresh_from_db()
        assert weekly.state == "held"

    @pytest.mark.parametrize("zone", ["Nowhere/Land", ""])
    def test_comes_by_universal_time_where_her_zone_is_unknown(self, zone: str) -> None:
        malee = person("malee")
        User.objects.filter(pk=malee.pk).update(time_zone=zone)
        held(malee)

        assert digests.close_due(now=dt.datetime(2026, 11, 24, 7, 59, tzinfo=dt.UTC)) == 0
        assert digests.close_due(now=dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)) == 1


class TestWhenTheClocksChange:
    @pytest.mark.parametrize(
        "day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)], ids=["forward", "back"]
    )
    def test_still_one_is_made_that_day_at_eight(self, day: dt.date) -> None:
        may = person("may")
        User.objects.filter(pk=may.pk).update(time_zone="Europe/Paris")
        held(may)
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=PARIS).astimezone(dt.UTC)

        made = []
        for quarter in range(25 * 4):
            now = midnight + dt.timedelta(minutes=15 * quarter)
            if digests.close_due(now=now):
                made.append(now.astimezone(PARIS))
                held(may)
            if now.astimezone(PARIS).date() > day:
                break

        assert [(one.date(), one.hour, one.minute) for one in made] == [(day, 8, 0)]


class TestWhoTravels:
    def test_gets_no_second_one_for_the_same_date(self) -> None:
        malee = person("malee")
        held(malee)
        close(at(24, 8))
        User.objects.filter(pk=malee.pk).update(time_zone="America/New_York")
        held(malee)

        evening_there = dt.datetime(2026, 11, 24, 20, tzinfo=ZoneInfo("America/New_York"))

        assert close(evening_there) == 0


class TestAWeeklyDigest:
    @pytest.mark.parametrize(("day", "made"), [(22, 0), (23, 1), (24, 0)])
    def test_is_made_on_mondays(self, day: int, made: int) -> None:
        held(person("malee"), Cadence.WEEKLY)

        assert close(at(day, 12)) == made

    def test_is_made_beside_the_daily_one(self) -> None:
        malee = person("malee")
        held(malee)
        held(malee, Cadence.WEEKLY)

        assert close(at(23, 8)) == 2
