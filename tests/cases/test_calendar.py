"""What the calendar brings."""

import datetime as dt

import pytest
import time_machine

from backend.audit.models import Event
from cases.actions import calendar, milestones, reviews
from cases.models import Milestone, MilestoneStatus
from cases.stages import Stage
from cases.tasks import check_calendar
from tests.factories import LawReviewFactory, MilestoneFactory, StageEventFactory, officer
from tests.records import kinds_of_events, nothing_written, the_only_event

DUE = dt.date(2026, 3, 8)


def day(offset: int) -> dt.date:
    return DUE + dt.timedelta(offset)


class TestAMilestone:
    @pytest.mark.parametrize(
        ("offset", "kinds"),
        [
            (-15, []),
            (-14, ["milestone.due_soon"]),
            (0, ["milestone.due_soon"]),
            (1, ["milestone.overdue"]),
            (400, ["milestone.overdue"]),
        ],
    )
    def test_is_told_when_it_nears_and_when_it_passed(self, offset: int, kinds: list[str]) -> None:
        MilestoneFactory.create(planned_on=DUE)

        told = calendar.check(on=day(offset))

        assert (told, kinds_of_events()) == (len(kinds), kinds)

    def test_is_told_by_nobody_in_particular_with_its_date(self) -> None:
        milestone = MilestoneFactory.create(planned_on=DUE)

        calendar.check(on=day(-3))

        event = the_only_event()
        assert (event.subject_id, event.actor_id) == (milestone.pk, None)
        assert event.changes == {"due_on": "2026-03-08", "precision": "day"}

    def test_is_told_once_however_often_the_calendar_is_checked(self) -> None:
        MilestoneFactory.create(planned_on=DUE)
        calendar.check(on=day(-14))

        with nothing_written():
            assert calendar.check(on=day(-14)) == 0
            assert calendar.check(on=day(-1)) == 0

    def test_is_told_anew_when_its_date_moves(self) -> None:
        milestone = MilestoneFactory.create(planned_on=DUE)
        calendar.check(on=day(-3))
        milestones.reschedule(milestone, by=officer("TH"), to=day(10), reason="Election")

        calendar.check(on=day(-3))

        assert kinds_of_events() == [
            "milestone.due_soon",
            "milestone.rescheduled",
            "milestone.due_soon",
        ]

    @pytest.mark.parametrize("status", [MilestoneStatus.MISSED, MilestoneStatus.DROPPED])
    def test_that_is_closed_is_not_told(self, status: MilestoneStatus) -> None:
        MilestoneFactory.create(planned_on=DUE, status=status, marked_by=officer("TH"))

        with nothing_written():
            calendar.check(on=day(-3))
            calendar.check(on=day(3))

    def test_of_a_concluded_review_is_not_told(self) -> None:
        milestone = MilestoneFactory.create(planned_on=DUE)
        reviews.conclude(milestone.law_review, by=officer("TH"), conclusion="In force")

        with nothing_written():
            calendar.check(on=day(-3))
            calendar.check(on=day(3))

    def test_is_told_beside_many_others(self) -> None:
        MilestoneFactory.create_batch(5, planned_on=DUE)

        assert calendar.check(on=day(1)) == 5

        assert Event.objects.values("subject_id").distinct().count() == Milestone.objects.count()


class TestAReview:
    def test_is_told_when_it_falls_silent(self) -> None:
        review = StageEventFactory.create(stage=Stage.CONSULTATION, on=DUE).law_review

        calendar.check(on=day(366))

        event = the_only_event()
        assert (event.kind, event.subject_id, event.changes) == (
            "review.stalled",
            review.pk,
            {"on": "2026-03-08", "precision": "day"},
        )

    def test_is_not_told_before(self) -> None:
        StageEventFactory.create(stage=Stage.CONSULTATION, on=DUE)

        with nothing_written():
            calendar.check(on=day(365))

    def test_is_told_once_per_silence(self) -> None:
        review = StageEventFactory.create(stage=Stage.CONSULTATION, on=DUE).law_review
        calendar.check(on=day(366))
        calendar.check(on=day(500))
        StageEventFactory.create(law_review=review, stage=Stage.DRAFTING, on=day(510))

        calendar.check(on=day(511))
        calendar.check(on=day(1000))

        assert kinds_of_events() == ["review.stalled", "review.stalled"]

    def test_without_facts_is_not_told(self) -> None:
        LawReviewFactory.create()

        with nothing_written():
            calendar.check(on=day(5000))


class TestTheHourlyTask:
    def test_checks_today(self) -> None:
        MilestoneFactory.create(planned_on=DUE)

        with time_machine.travel("2026-03-01T05:00:00Z"):
            check_calendar()

        assert kinds_of_events() == ["milestone.due_soon"]

    def test_may_run_twice(self) -> None:
        MilestoneFactory.create(planned_on=DUE)

        with time_machine.travel("2026-03-01T05:00:00Z"):
            check_calendar()
            check_calendar()

        assert kinds_of_events() == ["milestone.due_soon"]
