"""When a law may leave its stage: what comparable laws took, with those that still wait counted."""

import datetime as dt
import random
from collections.abc import Callable
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.queries.forecast import ENOUGH, ENOUGH_FOR_MOST, Breadth, Forecast, forecast
from cases.queries.spells import Spell
from cases.queries.survival import curve
from cases.stages import Stage

BEGUN = dt.date(2026, 1, 1)
FINISHED = st.lists(st.integers(1, 900), min_size=ENOUGH, max_size=25)
LASTING = st.lists(st.integers(1, 900), max_size=10)


def stay(days: int, *, country: str = "TH", is_finished: bool = True) -> Spell:
    return Spell(
        review=uuid4(),
        country=country,
        stage=Stage.CONSULTATION,
        since=dt.date(2015, 1, 1),
        days=days,
        is_finished=is_finished,
    )


def stays(finished: list[int], lasting: list[int] | None = None) -> list[Spell]:
    return [stay(days) for days in finished] + [
        stay(days, is_finished=False) for days in lasting or []
    ]


def said(history: list[Spell], *, elapsed: int = 0) -> Forecast:
    return forecast(
        history,
        stage=Stage.CONSULTATION,
        country="TH",
        since=BEGUN,
        on=BEGUN + dt.timedelta(elapsed),
    )


def after(days: int) -> dt.date:
    return BEGUN + dt.timedelta(days)


class TestTheCurve:
    def test_is_that_of_the_textbook(self) -> None:
        estimate = curve([1, 2, 3, 5], [3, 10])

        assert [round(estimate.lasting_after(day), 4) for day in (0, 1, 2, 3, 5, 10)] == [
            1.0, 0.8333, 0.6667, 0.5, 0.25, 0.25,
        ]  # fmt: skip

    def test_ends_for_none_where_too_many_still_wait(self) -> None:
        assert curve([1, 2], [5, 5, 5]).by(0.5) is None


class TestAForecast:
    def test_of_four_finished_stays_is_not_enough_history(self) -> None:
        few = said(stays([100, 200, 300, 400], [500] * 20))

        assert not few.is_enough
        assert (few.earliest, few.middle, few.latest) == (None, None, None)
        assert (few.n, few.finished) == (24, 4)

    def test_of_five_holds_half_of_them(self) -> None:
        five = said(stays([100, 200, 300, 400, 500]))

        assert five.share == 0.5
        assert (five.earliest, five.middle, five.latest) == (after(100), after(300), after(500))

    def test_of_nine_holds_eight_of_ten(self) -> None:
        nine = said(stays([100 * n for n in range(1, 10)]))

        assert nine.share == 0.8
        assert (nine.earliest, nine.middle, nine.latest) == (after(100), after(500), after(900))

    def test_has_no_end_where_too_many_still_wait(self) -> None:
        open_ended = said(stays([100, 200, 300, 400, 500], [800] * 5))

        assert open_ended.is_enough
        assert open_ended.latest is None

    def test_counts_only_those_that_lasted_as_long_as_this_one_has(self) -> None:
        history = stays([10, 20, 30, 400, 410, 420, 430, 440])

        late = said(history, elapsed=365)

        assert late.so_long == 5
        assert (late.earliest, late.latest) == (after(400), after(440))

    def test_of_one_that_outlasted_all_others_is_not_enough_history(self) -> None:
        assert not said(stays([100] * 20), elapsed=640).is_enough

    def test_rests_on_the_same_country_where_that_is_enough(self) -> None:
        abroad = [stay(900, country="ID") for _ in range(9)]

        at_home = said(stays([100, 200, 300, 400, 500]) + abroad)
        anywhere = said(stays([100, 200, 300, 400]) + abroad)

        assert (at_home.breadth, at_home.n) == (Breadth.COUNTRY, 5)
        assert (anywhere.breadth, anywhere.n) == (Breadth.TRACK, 13)

    def test_has_an_end_by_its_ranks_from_the_fewest_on(self) -> None:
        assert -(-3 * (ENOUGH + 1) // 4) <= ENOUGH
        assert -(-9 * (ENOUGH_FOR_MOST + 1) // 10) <= ENOUGH_FOR_MOST

    @given(finished=FINISHED, lasting=LASTING, elapsed=st.integers(0, 600))
    @settings(max_examples=60, deadline=None)
    def test_never_lies_before_today(
        self, finished: list[int], lasting: list[int], elapsed: int
    ) -> None:
        found = said(stays(finished, lasting), elapsed=elapsed)

        dates = [found.earliest, found.middle, found.latest]
        assert all(date >= after(elapsed) for date in dates if date)

    @given(
        finished=FINISHED,
        lasting=LASTING,
        one_more=st.integers(1, 1_200),
        elapsed=st.integers(0, 300),
    )
    @settings(max_examples=120, deadline=None)
    def test_is_never_shortened_by_one_more_that_still_waits(
        self, finished: list[int], lasting: list[int], one_more: int, elapsed: int
    ) -> None:
        before = said(stays(finished, lasting), elapsed=elapsed)
        afterwards = said(stays(finished, [*lasting, one_more]), elapsed=elapsed)

        assert afterwards.share == before.share
        for name in ("earliest", "middle", "latest"):
            was, now = getattr(before, name), getattr(afterwards, name)
            assert now is None or (was is not None and now >= was), name


Draw = Callable[[random.Random], float]
KNOWN: dict[str, Draw] = {
    "evenly": lambda chance: chance.uniform(30, 2_000),
    "mostly short": lambda chance: chance.expovariate(1 / 400) + 1,
    "long-tailed": lambda chance: chance.lognormvariate(6, 0.8),
}


class TestAThousandForecasts:
    """Histories drawn from what is known; the truth is one more draw."""

    @pytest.mark.parametrize("drawn", KNOWN)
    @pytest.mark.parametrize(("finished", "share"), [(7, 0.5), (49, 0.8)])
    def test_hold_the_truth_as_often_as_they_say(
        self, drawn: str, finished: int, share: float
    ) -> None:
        chance, draw = random.Random(f"{drawn} {finished} 2"), KNOWN[drawn]  # noqa: S311

        held = 0
        for _ in range(1_000):
            found = said(stays([round(draw(chance)) for _ in range(finished)]))
            assert found.share == share
            held += _holds(found, truth=round(draw(chance)))

        assert abs(held / 1_000 - share) <= 0.03

    @pytest.mark.parametrize("drawn", KNOWN)
    def test_hold_it_also_where_a_quarter_still_waits(self, drawn: str) -> None:
        chance, draw = random.Random(f"{drawn} waiting 2"), KNOWN[drawn]  # noqa: S311

        held = sum(
            _holds(said(_seen_so_far(chance, draw, 80)), truth=round(draw(chance)))
            for _ in range(1_000)
        )

        assert abs(held / 1_000 - 0.8) <= 0.03


def _seen_so_far(chance: random.Random, draw: Draw, count: int) -> list[Spell]:
    """Draw stays, of which about a quarter began too lately to have ended."""
    finished: list[int] = []
    lasting: list[int] = []
    for _ in range(count):
        days, watched = round(draw(chance)), chance.choice([3_000, 3_000, 3_000, 200])
        (finished if days <= watched else lasting).append(min(days, watched))
    return stays(finished, lasting)


def _holds(found: Forecast, *, truth: int) -> bool:
    assert found.earliest is not None
    return found.earliest <= after(truth) and (found.latest is None or after(truth) <= found.latest)
