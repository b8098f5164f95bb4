"""Quiet hours and the hours of summaries, by the clocks of four zones."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from notifications import timing
from notifications.models.hours import DAYS, Window, windows_of, written

NIGHTS = ",".join(["22:00-07:00"] * 7)
PARIS = ZoneInfo("Europe/Paris")
CHANGES = {
    # zone: the day the clock is set forward, the day it is set back, in 2026
    "Europe/Paris": (dt.date(2026, 3, 29), dt.date(2026, 10, 25)),
    "America/New_York": (dt.date(2026, 3, 8), dt.date(2026, 11, 1)),
    "Australia/Sydney": (dt.date(2026, 10, 4), dt.date(2026, 4, 5)),
    "America/Santiago": (dt.date(2026, 9, 6), dt.date(2026, 4, 5)),  # at midnight
}
FOUR_ZONES = [
    pytest.param(zone, day, id=f"{zone} {way}")
    for zone, days in CHANGES.items()
    for way, day in zip(("forward", "back"), days, strict=True)
]


def opens(when: dt.datetime, quiet: str) -> dt.datetime:
    zone = when.tzinfo
    assert isinstance(zone, ZoneInfo)
    opened = timing.opens_at(when.astimezone(dt.UTC), zone=zone, quiet=quiet)
    return opened.astimezone(zone)


def at(text: str, zone: ZoneInfo = PARIS) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone)


class TestAQuietWindow:
    @pytest.mark.parametrize(
        ("now", "opened"),
        [
            ("2026-11-23T21:59", "2026-11-23T21:59"),
            ("2026-11-23T22:00", "2026-11-24T07:00"),
            ("2026-11-24T00:00", "2026-11-24T07:00"),
            ("2026-11-24T06:59", "2026-11-24T07:00"),
            ("2026-11-24T07:00", "2026-11-24T07:00"),
        ],
    )
    def test_lasts_over_midnight_to_its_end(self, now: str, opened: str) -> None:
        assert opens(at(now), NIGHTS) == at(opened)

    def test_counts_on_the_day_it_begins_and_no_other(self) -> None:
        only_saturday_night = ",,,,,22:00-07:00,"

        assert opens(at("2026-11-29T06:00"), only_saturday_night) == at("2026-11-29T07:00")
        assert opens(at("2026-11-28T06:00"), only_saturday_night) == at("2026-11-28T06:00")

    def test_that_touches_another_is_one_long_window(self) -> None:
        nights_and_sunday = ",,,,22:00-07:00,22:00-00:00,00:00-00:00"

        assert opens(at("2026-11-28T23:00"), nights_and_sunday) == at("2026-11-30T00:00")

    def test_of_every_whole_day_ends_all_the_same(self) -> None:
        never = ",".join(["00:00-00:00"] * 7)

        assert opens(at("2026-11-28T23:00"), never) > at("2026-12-01T00:00")


class TestWhenTheClockIsChanged:
    @pytest.mark.parametrize(("name", "day"), FOUR_ZONES)
    def test_the_night_ends_when_her_clock_shows_seven(self, name: str, day: dt.date) -> None:
        zone = ZoneInfo(name)
        night = dt.datetime.combine(day - dt.timedelta(1), dt.time(23), tzinfo=zone)

        opened = opens(night, NIGHTS)

        assert (opened.date(), opened.time()) == (day, dt.time(7))

    @pytest.mark.parametrize(("name", "day"), FOUR_ZONES)
    def test_every_minute_is_either_quiet_or_open_and_quiet_ends_once(
        self, name: str, day: dt.date
    ) -> None:
        """A window that begins and ends within the hour that is skipped or comes twice."""
        zone, narrow = ZoneInfo(name), ",".join(["00:15-02:45"] * 7)
        start = dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)
        moments = [start + dt.timedelta(minutes=5 * step) for step in range(12 * 6)]

        opened = [timing.opens_at(moment, zone=zone, quiet=narrow) for moment in moments]

        assert all(later >= moment for moment, later in zip(moments, opened, strict=True))
        assert opened == sorted(opened)
        assert len({o for o, m in zip(opened, moments, strict=True) if o > m}) == 1

    @pytest.mark.parametrize(("name", "day"), FOUR_ZONES)
    def test_each_date_has_its_summary_whatever_the_hour(self, name: str, day: dt.date) -> None:
        zone = ZoneInfo(name)
        start = dt.datetime.combine(day - dt.timedelta(1), dt.time(), tzinfo=zone)
        quarters = [
            start.astimezone(dt.UTC) + dt.timedelta(minutes=15 * n) for n in range(4 * 24 * 3 + 4)
        ]

        for hour in range(24):
            found = [timing.digest_day(one, zone=zone, hour=hour, weekday=None) for one in quarters]
            dates = [date for date in found if date]
            assert dates == sorted(dates)
            assert {day - dt.timedelta(1), day, day + dt.timedelta(1)} <= set(dates)


class TestAWeek:
    times = some.times(timezones=some.none()).map(lambda t: t.replace(second=0, microsecond=0))
    weeks = some.lists(some.none() | some.tuples(times, times), min_size=DAYS, max_size=DAYS)

    @given(week=weeks)
    @settings(max_examples=50, deadline=None)
    def test_is_read_as_it_was_written(self, week: list[Window | None]) -> None:
        assert windows_of(written(week)) == week
