"""The road of a review: its stages in order, what was reached, what slipped, what went back."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from cases.models import Confidence, LawReview, Milestone, MilestoneStatus, ReviewStatus, StageEvent
from cases.queries.road import Road, road_of
from cases.queries.stops import Stop, StopState
from cases.stages import Stage
from tests.factories import (
    LawReviewFactory,
    MilestoneFactory,
    MilestoneMoveFactory,
    StageEventFactory,
    StageTemplateFactory,
    TemplateStageFactory,
    leader,
    officer,
)
from tests.factories.campaigns import NetworkFactory

TODAY = dt.date(2026, 11, 22)
USUAL = (Stage.DEMAND_SUBMITTED, Stage.CONSULTATION, Stage.DRAFTING, Stage.IN_FORCE)


@pytest.fixture
def review() -> LawReview:
    """Return a review of Thailand that walks the four stages of ``USUAL``."""
    template = StageTemplateFactory.create()
    for stage in USUAL:
        TemplateStageFactory.create(template=template, stage=stage, name=stage.label)
    return LawReviewFactory.create(template=template)


def fact(review: LawReview, stage: Stage, on: dt.date, **more: Any) -> StageEvent:
    return StageEventFactory.create(law_review=review, stage=stage, on=on, **more)


def planned(review: LawReview, stage: Stage, on: dt.date, **more: Any) -> Milestone:
    return MilestoneFactory.create(law_review=review, stage=stage, planned_on=on, **more)


def missed(review: LawReview, stage: Stage, on: dt.date) -> Milestone:
    return planned(review, stage, on, status=MilestoneStatus.MISSED, marked_by=officer("TH"))


def road(review: LawReview, *, reader: Any = None) -> Road:
    found = LawReview.objects.with_stage().get(pk=review.pk)
    return road_of(found, reader=reader or officer("TH"), on=TODAY)


def stops(review: LawReview) -> list[Stop]:
    return road(review).stops


def states(review: LawReview) -> list[tuple[Stage, StopState]]:
    return [(stop.stage, stop.state) for stop in stops(review)]


def stop_at(review: LawReview, stage: Stage) -> Stop:
    return next(stop for stop in stops(review) if stop.stage == stage)


class TestTheRoad:
    def test_of_a_review_without_facts_is_the_whole_template_still_open(
        self, review: LawReview
    ) -> None:
        assert states(review) == [(stage, StopState.AHEAD) for stage in USUAL]
        assert not any(stop.is_here for stop in stops(review))

    def test_says_what_was_reached_where_it_is_and_what_is_open(self, review: LawReview) -> None:
        fact(review, Stage.DEMAND_SUBMITTED, dt.date(2015, 5, 25))
        fact(review, Stage.CONSULTATION, dt.date(2025, 2, 16))

        assert [stop.state for stop in stops(review)] == [
            StopState.REACHED,
            StopState.REACHED,
            StopState.AHEAD,
            StopState.AHEAD,
        ]
        assert [stop.stage for stop in stops(review) if stop.is_here] == [Stage.CONSULTATION]

    def test_does_not_hide_a_stage_that_was_passed_without_a_record(
        self, review: LawReview
    ) -> None:
        fact(review, Stage.CONSULTATION, dt.date(2025, 2, 16))

        assert states(review)[0] == (Stage.DEMAND_SUBMITTED, StopState.UNRECORDED)

    def test_of_a_concluded_review_awaits_nothing(self, review: LawReview) -> None:
        fact(review, Stage.CONSULTATION, dt.date(2025, 2, 16))
        LawReview.objects.filter(pk=review.pk).update(status=ReviewStatus.CONCLUDED)

        assert states(review)[-1] == (Stage.IN_FORCE, StopState.NEVER)

    def test_of_a_review_without_a_template_is_what_it_has_in_the_usual_order(self) -> None:
        review = LawReviewFactory.create(template=None)
        fact(review, Stage.DRAFTING, dt.date(2024, 1, 1))
        fact(review, Stage.DEMAND_SUBMITTED, dt.date(2025, 1, 1))
        planned(review, Stage.IN_FORCE, dt.date(2027, 1, 1))

        assert states(review) == [
            (Stage.DEMAND_SUBMITTED, StopState.REACHED),
            (Stage.DRAFTING, StopState.UNDONE),
            (Stage.IN_FORCE, StopState.PLANNED),
        ]


class TestAStop:
    def test_reached_more_than_once_keeps_its_first_day_and_its_last(
        self, review: LawReview
    ) -> None:
        first = fact(review, Stage.DEMAND_SUBMITTED, dt.date(2015, 5, 25))
        last = fact(review, Stage.DEMAND_SUBMITTED, dt.date(2024, 6, 16))

        stop = stop_at(review, Stage.DEMAND_SUBMITTED)

        assert (stop.first, stop.fact, len(stop.facts)) == (first, last, 2)
        assert stop.came_back is None

    def test_to_which_a_review_went_back_says_when_and_the_later_one_is_undone(
        self, review: LawReview
    ) -> None:
        fact(review, Stage.DRAFTING, dt.date(2023, 1, 1))
        back = fact(review, Stage.CONSULTATION, dt.date(2025, 2, 16))

        hearing, draft = stop_at(review, Stage.CONSULTATION), stop_at(review, Stage.DRAFTING)

        assert (hearing.came_back, hearing.is_here) == (back, True)
        assert (draft.state, draft.is_here) == (StopState.UNDONE, False)

    def test_is_disputed_where_one_of_its_facts_is(self, review: LawReview) -> None:
        fact(review, Stage.CONSULTATION, dt.date(2024, 1, 1), dispute_note="The year is in doubt.")
        fact(review, Stage.CONSULTATION, dt.date(2025, 2, 16))

        assert stop_at(review, Stage.CONSULTATION).is_disputed
        assert not stop_at(review, Stage.DRAFTING).is_disputed

    def test_is_not_reached_by_context_by_hearsay_or_by_what_was_taken_back(
        self, review: LawReview
    ) -> None:
        fact(review, Stage.CONTEXT, dt.date(2025, 1, 1))
        fact(review, Stage.DRAFTING, dt.date(2025, 1, 1), confidence=Confidence.UNCONFIRMED)
        wrong = fact(review, Stage.IN_FORCE, dt.date(2025, 1, 1))
        fact(review, Stage.IN_FORCE, dt.date(2025, 1, 2), retracts=wrong)

        assert {stop.state for stop in stops(review)} == {StopState.AHEAD}

    @pytest.mark.parametrize(
        ("due", "forecast", "state"),
        [
            (dt.date(2027, 3, 30), None, StopState.PLANNED),
            (dt.date(2026, 6, 30), dt.date(2027, 1, 29), StopState.SLIPPED),
            (dt.date(2026, 10, 16), None, StopState.OVERDUE),
        ],
    )
    def test_that_is_planned_says_how_the_plan_stands(
        self, review: LawReview, due: dt.date, forecast: dt.date | None, state: StopState
    ) -> None:
        planned(review, Stage.DRAFTING, due, forecast_on=forecast)

        assert stop_at(review, Stage.DRAFTING).state == state

    def test_that_slipped_counts_the_days_and_the_moves(self, review: LawReview) -> None:
        milestone = planned(
            review, Stage.DRAFTING, dt.date(2026, 6, 30), forecast_on=dt.date(2027, 1, 29)
        )
        MilestoneMoveFactory.create_batch(2, milestone=milestone)

        step = stop_at(review, Stage.DRAFTING).step

        assert step is not None
        assert (step.slip_days, step.milestone.moves) == (213, 2)

    def test_whose_steps_were_missed_says_so_until_it_is_reached(self, review: LawReview) -> None:
        missed(review, Stage.DRAFTING, dt.date(2026, 1, 31))
        assert stop_at(review, Stage.DRAFTING).state == StopState.MISSED

        fact(review, Stage.DRAFTING, dt.date(2026, 5, 1))

        assert stop_at(review, Stage.DRAFTING).state == StopState.REACHED

    def test_shows_the_step_that_waits_before_one_that_ended(self, review: LawReview) -> None:
        missed(review, Stage.DRAFTING, dt.date(2026, 1, 31))
        waiting = planned(review, Stage.DRAFTING, dt.date(2027, 1, 31))

        step = stop_at(review, Stage.DRAFTING).step

        assert step is not None
        assert step.milestone == waiting

    def test_that_comes_twice_in_a_template_takes_one_fact_each(self) -> None:
        template = StageTemplateFactory.create(country="PH")
        for name in ("House", "Senate"):
            TemplateStageFactory.create(template=template, stage=Stage.PASSED_CHAMBER, name=name)
        bill = LawReviewFactory.create(template=template, country="PH")
        fact(bill, Stage.PASSED_CHAMBER, dt.date(2010, 12, 1))

        assert [stop.state for stop in stops(bill)] == [StopState.REACHED, StopState.AHEAD]

        fact(bill, Stage.PASSED_CHAMBER, dt.date(2012, 9, 5))

        assert [stop.state for stop in stops(bill)] == [StopState.REACHED, StopState.REACHED]
        assert [stop.is_here for stop in stops(bill)] == [False, True]


class TestARegression:
    def test_stands_on_the_road_where_the_review_stood_by_then(self, review: LawReview) -> None:
        fact(review, Stage.CONSULTATION, dt.date(2016, 3, 6))
        fact(review, Stage.REGRESSION, dt.date(2017, 2, 18))
        fact(review, Stage.DRAFTING, dt.date(2020, 1, 1))

        assert states(review)[1:4] == [
            (Stage.CONSULTATION, StopState.REACHED),
            (Stage.REGRESSION, StopState.REGRESSED),
            (Stage.DRAFTING, StopState.REACHED),
        ]

    def test_that_came_last_is_where_the_review_is(self, review: LawReview) -> None:
        fact(review, Stage.CONSULTATION, dt.date(2016, 3, 6))
        fact(review, Stage.REGRESSION, dt.date(2017, 2, 18))

        assert [stop.stage for stop in stops(review) if stop.is_here] == [Stage.REGRESSION]

    def test_is_told_apart_from_what_only_is_no_stage_of_the_template(
        self, review: LawReview
    ) -> None:
        fact(review, Stage.CARRIED_OVER, dt.date(2017, 2, 18))

        assert states(review)[0] == (Stage.CARRIED_OVER, StopState.ASIDE)


class TestFactsOfOneDay:
    def test_stand_in_the_order_of_the_road(self, review: LawReview) -> None:
        at_once = {"on": dt.date(2016, 3, 6), "recorded_at": timezone.now()}
        for stage in (Stage.CONSULTATION, Stage.DEMAND_SUBMITTED):
            fact(review, stage, **at_once)
        fact(review, Stage.DRAFTING, dt.date(2020, 1, 1))

        assert [stop.came_back for stop in stops(review)] == [None] * len(USUAL)


class TestWhatIsDue:
    def test_first_is_what_is_overdue_longest(self, review: LawReview) -> None:
        planned(review, Stage.IN_FORCE, dt.date(2026, 11, 1))
        longest = planned(review, Stage.DRAFTING, dt.date(2026, 10, 16))

        due = road(review).due

        assert due is not None
        assert due.milestone == longest

    @pytest.mark.parametrize(
        ("day", "precision", "is_due"),
        [
            (dt.date(2026, 11, 22), "day", True),
            (dt.date(2026, 11, 23), "day", False),
            (dt.date(2026, 11, 1), "month", False),
            (dt.date(2026, 10, 1), "month", True),
            (dt.date(2026, 1, 1), "year", False),
        ],
    )
    def test_is_due_once_its_span_is_over(
        self, review: LawReview, day: dt.date, precision: str, *, is_due: bool
    ) -> None:
        planned(review, Stage.DRAFTING, day, precision=precision)

        assert (road(review).due is not None) == is_due

    def test_is_nothing_to_whoever_does_not_keep_the_review(self, review: LawReview) -> None:
        planned(review, Stage.DRAFTING, dt.date(2026, 10, 16))
        hnin = leader(NetworkFactory.create(country="TH"))

        assert road(review, reader=hnin).due is None
