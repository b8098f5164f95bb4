"""How far milestones slip, and when they are due."""

import datetime as dt

import pytest

from backend.calendars import Precision
from cases.models import Milestone, MilestoneStatus
from tests.factories import MilestoneFactory, officer

PLANNED = dt.date(2026, 3, 8)


def day(offset: int) -> dt.date:
    return PLANNED + dt.timedelta(offset)


class TestTheSlip:
    @pytest.mark.parametrize(
        ("forecast", "reached", "slip"),
        [
            (None, None, 0),
            (10, None, 10),
            (-10, None, -10),
            (None, 5, 5),
            (10, 3, 3),
            (10, -1, -1),
        ],
        ids=[
            "on plan",
            "expected late",
            "expected early",
            "came late",
            "came sooner than expected",
            "came early",
        ],
    )
    def test_is_counted_from_the_first_plan(
        self, forecast: int | None, reached: int | None, slip: int
    ) -> None:
        milestone = MilestoneFactory.build(
            planned_on=PLANNED,
            forecast_on=None if forecast is None else day(forecast),
            reached_on=None if reached is None else day(reached),
        )

        assert milestone.slip_days == slip


class TestOverdue:
    @pytest.mark.parametrize(
        ("due_on", "precision", "last_day"),
        [
            (dt.date(2026, 3, 8), Precision.DAY, dt.date(2026, 3, 8)),
            (dt.date(2026, 3, 1), Precision.MONTH, dt.date(2026, 3, 31)),
            (dt.date(2026, 1, 1), Precision.YEAR, dt.date(2026, 12, 31)),
            (dt.date(2026, 12, 1), Precision.MONTH, dt.date(2026, 12, 31)),
        ],
        ids=["a day", "a month", "a year", "a december"],
    )
    def test_begins_once_the_span_that_was_promised_is_over(
        self, due_on: dt.date, precision: Precision, last_day: dt.date
    ) -> None:
        milestone = MilestoneFactory.create(planned_on=due_on, precision=precision)

        assert not Milestone.objects.overdue(on=last_day).exists()
        assert Milestone.objects.overdue(on=last_day + dt.timedelta(1)).get() == milestone

    def test_counts_from_the_date_awaited_now(self) -> None:
        MilestoneFactory.create(planned_on=PLANNED, forecast_on=day(100))

        assert not Milestone.objects.overdue(on=day(50)).exists()
        assert Milestone.objects.overdue(on=day(101)).exists()

    @pytest.mark.parametrize("status", [MilestoneStatus.MISSED, MilestoneStatus.DROPPED])
    def test_is_nothing_that_was_given_up(self, status: MilestoneStatus) -> None:
        MilestoneFactory.create(planned_on=PLANNED, status=status, marked_by=officer("TH"))

        assert not Milestone.objects.overdue(on=day(100)).exists()


class TestDueWithin:
    @pytest.mark.parametrize(
        ("today", "is_due"), [(-15, False), (-14, True), (0, True), (1, False)]
    )
    def test_a_fortnight_counts_both_ends(
        self,
        today: int,
        is_due: bool,  # noqa: FBT001
    ) -> None:
        MilestoneFactory.create(planned_on=PLANNED)

        assert Milestone.objects.due_within(14, on=day(today)).exists() == is_due

    def test_is_told_by_the_date_awaited_now(self) -> None:
        MilestoneFactory.create(planned_on=PLANNED, forecast_on=day(100))

        assert not Milestone.objects.due_within(14, on=day(0)).exists()
        assert Milestone.objects.due_within(14, on=day(90)).get().due == day(100)
