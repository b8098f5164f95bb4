"""How long laws stayed where they were, read from facts; and how good forecasts would have been."""

import datetime as dt
from io import StringIO
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from backend.calendars import Precision
from cases.models import LawReview, ReviewStatus, Track
from cases.queries.backtest import backtest
from cases.queries.forecast import forecast_for as forecast_of
from cases.queries.spells import Moving, Spell, all_facts, spells
from cases.stages import Stage
from tests.factories import LawReviewFactory, StageEventFactory, officer, person

NOBODY = AnonymousUser()


def in_stages(*stages_on: tuple[Stage, dt.date], **more: object) -> LawReview:
    review: LawReview = LawReviewFactory.create(**{"track": Track.ACT, **more})
    for stage, on in stages_on:
        StageEventFactory.create(law_review=review, stage=stage, on=on)
    return LawReview.objects.with_stage().get(pk=review.pk)


def history() -> list[Spell]:
    return spells(all_facts(Track.ACT), on=dt.date(2026, 6, 1))


class TestAStay:
    def test_lasts_from_the_first_fact_of_a_stage_to_another_stage(self) -> None:
        in_stages(
            (Stage.INTRODUCED, dt.date(2024, 1, 1)),
            (Stage.INTRODUCED, dt.date(2024, 3, 1)),
            (Stage.COMMITTEE, dt.date(2024, 4, 10)),
        )

        first, second = history()

        assert (first.stage, first.days, first.is_finished) == ("introduced", 100, True)
        assert (second.stage, second.days, second.is_finished) == ("committee", 782, False)

    @pytest.mark.parametrize(
        "end", [Stage.LAPSED, Stage.WITHDRAWN, Stage.REJECTED, Stage.MERGED, Stage.CARRIED_OVER]
    )
    def test_that_was_broken_off_took_at_least_so_long(self, end: Stage) -> None:
        in_stages((Stage.INTRODUCED, dt.date(2024, 1, 1)), (end, dt.date(2024, 4, 10)))

        assert [(one.days, one.is_finished) for one in history()] == [(100, False)]

    def test_dated_to_a_year_alone_is_left_out(self) -> None:
        review = in_stages((Stage.COMMITTEE, dt.date(2024, 4, 10)))
        StageEventFactory.create(
            law_review=review,
            stage=Stage.INTRODUCED,
            on=dt.date(2024, 1, 1),
            precision=Precision.YEAR,
        )

        assert [one.stage for one in history()] == ["committee"]

    def test_in_force_is_no_waiting(self) -> None:
        in_stages((Stage.IN_FORCE, dt.date(2024, 1, 1)))

        assert history() == []

    def test_of_a_concluded_review_that_stood_still_is_not_known(self) -> None:
        in_stages((Stage.COMMITTEE, dt.date(2024, 1, 1)), status=ReviewStatus.CONCLUDED)

        assert history() == []


class TestTheForecastOfAReview:
    TODAY = dt.date(2026, 6, 1)

    def finished(self, count: int, **more: object) -> None:
        for n in range(count):
            in_stages(
                (Stage.COMMITTEE, dt.date(2020, 1, 1)),
                (Stage.PASSED_CHAMBER, dt.date(2020, 1, 1) + dt.timedelta(400 + 100 * n)),
                **more,
            )

    def test_rests_on_other_reviews_and_never_on_itself(self) -> None:
        self.finished(5)
        review = in_stages((Stage.COMMITTEE, dt.date(2026, 5, 1)))

        found = forecast_of(review, reader=NOBODY, on=self.TODAY)

        assert found is not None
        assert (found.n, found.elapsed, found.share) == (5, 31, 0.5)
        assert review.pk not in found.reviews

    def test_rests_on_nothing_that_its_reader_may_not_see(self) -> None:
        self.finished(5, is_public=False, country="PH")
        review = in_stages((Stage.COMMITTEE, dt.date(2026, 5, 1)))

        hers = forecast_of(review, reader=person(), on=self.TODAY)
        officers = forecast_of(review, reader=officer("PH"), on=self.TODAY)

        assert hers is not None
        assert officers is not None
        assert (hers.n, officers.n) == (0, 5)

    def test_is_none_where_nothing_is_awaited(self) -> None:
        for review in (
            in_stages((Stage.IN_FORCE, dt.date(2026, 5, 1))),
            in_stages((Stage.COMMITTEE, dt.date(2026, 5, 1)), status=ReviewStatus.CONCLUDED),
            in_stages(),
        ):
            assert forecast_of(review, reader=NOBODY, on=self.TODAY) is None


def passage(days: int, *, begun: dt.date) -> list[Moving]:
    facts = [(Stage.COMMITTEE, begun), (Stage.PASSED_CHAMBER, begun + dt.timedelta(days))]
    review = uuid4()
    return [
        Moving(review=review, country="TH", is_open=False, stage=stage, on=on)
        for stage, on in facts
    ]


class TestABackTest:
    PAST = [  # noqa: RUF012  # twelve that ended long before the one that is tried
        fact for n in range(12) for fact in passage(100 + 50 * n, begun=dt.date(2010, 1, 1))
    ]
    TRIED = passage(300, begun=dt.date(2015, 1, 1))
    TODAY = dt.date(2026, 1, 1)

    def test_says_what_would_have_been_said_and_what_came(self) -> None:
        report = backtest(self.PAST + self.TRIED, of={self.TRIED[0].review}, on=self.TODAY)

        (trial,) = report.trials
        assert trial.said.share == 0.8
        assert trial.is_within
        assert trial.days_off is not None
        assert report.promised == 0.8

    def test_knows_nothing_of_what_came_later(self) -> None:
        later = [fact for n in range(30) for fact in passage(2_000 + n, begun=dt.date(2014, 12, 1))]
        tried = {self.TRIED[0].review}

        before = backtest(self.PAST + self.TRIED, of=tried, on=self.TODAY).trials[0].said
        again = (
            backtest(
                self.PAST + self.TRIED + passage(50, begun=dt.date(2015, 1, 2)),
                of=tried,
                on=self.TODAY,
            )
            .trials[0]
            .said
        )
        crowded = backtest(self.PAST + self.TRIED + later, of=tried, on=self.TODAY).trials[0].said

        assert again == before
        assert crowded.finished == before.finished

    def test_does_not_count_what_was_not_said(self) -> None:
        report = backtest(self.TRIED, of={self.TRIED[0].review}, on=self.TODAY)

        assert len(report.trials) == 1
        assert report.made == []
        assert report.days_off is None

    def test_is_told_by_a_command_track_by_track(self) -> None:
        for n in range(7):
            in_stages(
                (Stage.COMMITTEE, dt.date(2010 + n, 1, 1)),
                (Stage.IN_FORCE, dt.date(2010 + n, 1, 1) + dt.timedelta(90 + n)),
            )
        told = StringIO()

        call_command("backtest_forecasts", stdout=told)

        lines = told.getvalue().splitlines()
        assert len(lines) == len(Track.values)
        assert "act: 7 finished stages, 2 forecasts" in told.getvalue()
        assert "court_case: 0 finished stages, not enough history" in told.getvalue()
