"""Where the marks of a chart lie."""

import datetime as dt
import re

import pytest

from backend import countries
from backend.web.charts import bars, columns, spans, world
from backend.web.charts.shares import percent

NUMBER = re.compile(r"-?\d+")


class TestBars:
    def test_are_measured_against_the_longest(self) -> None:
        rows = [
            bars.Bar(label="2025", filled=1, whole=4, text="1 of 4"),
            bars.Bar(label="2026", filled=0, whole=3, text="0 of 3"),
        ]

        drawn = bars.bars(rows)

        assert [(one.filled, one.whole) for one in drawn] == [
            ("25.0%", "100.0%"),
            ("0.0%", "75.0%"),
        ]

    def test_may_all_be_empty(self) -> None:
        assert bars.bars([]) == []
        assert bars.bars([bars.Bar(label="", filled=0, whole=0, text="")])[0].whole == "0%"


class TestColumns:
    def test_draw_every_hidden_number_alike(self) -> None:
        one, other, tallest = columns.columns(
            [columns.Column("Jan", None), columns.Column("Feb", None), columns.Column("Mar", 40)],
            least=4,
        )

        assert one.height == other.height
        assert float(tallest.height[:-1]) == pytest.approx(10 * float(one.height[:-1]), abs=0.5)

    def test_stand_side_by_side_on_one_line(self) -> None:
        drawn = columns.columns([columns.Column("", n) for n in (5, 7, 9)], least=4)

        assert [one.middle for one in drawn] == ["16.7%", "50.0%", "83.3%"]
        for one in drawn:
            assert float(one.top[:-1]) + float(one.height[:-1]) == pytest.approx(100, abs=0.2)


class TestSpans:
    def test_lie_on_a_line_that_holds_today(self) -> None:
        row = spans.Span(planned=dt.date(2025, 1, 1), now=dt.date(2025, 7, 2), state="reached")

        drawn = spans.spans([row], today=dt.date(2026, 1, 1))

        assert (drawn.rows[0].planned, drawn.rows[0].now, drawn.today) == ("3.7%", "49.9%", "96.3%")
        assert [tick.day.year for tick in drawn.ticks] == [2025, 2026]

    def test_of_one_single_day_still_have_a_place(self) -> None:
        day = dt.date(2026, 5, 5)

        drawn = spans.spans([spans.Span(planned=day, now=day, state="planned")], today=day)

        assert drawn.rows[0].planned == drawn.today


class TestTheMap:
    def test_shows_each_place_with_its_number_inside_the_picture(self) -> None:
        drawn = world.draw((world.Place("TH", "in_force"), world.Place("PH", "none")))

        assert drawn is not None
        assert [(place.number, place.state) for place in drawn.places] == [
            (1, "in_force"),
            (2, "none"),
        ]
        for place in drawn.places:
            assert place.path.startswith("M")
            assert 0 < float(place.left[:-1]) < 100
            assert 0 < float(place.top[:-1]) < 100

    def test_keeps_the_number_where_a_country_before_is_not_in_the_atlas(self) -> None:
        drawn = world.draw((world.Place("BV", "none"), world.Place("TH", "none")))

        assert drawn is not None
        assert [place.number for place in drawn.places] == [2]

    def test_is_none_where_there_is_nothing_to_show(self) -> None:
        assert world.draw(()) is None
        assert world.draw((world.Place("BV", "none"),)) is None

    def test_gives_the_smallest_country_a_place(self) -> None:
        drawn = world.draw((world.Place("SG", "decided"),))

        assert drawn is not None
        assert (drawn.places[0].left, drawn.places[0].top) == ("50.0%", "50.0%")

    def test_of_the_whole_world_is_light_enough_for_a_phone(self) -> None:
        far_apart = tuple(world.Place(code, "none") for code in ("MX", "NZ", "ZA", "NO"))

        drawn = world.draw(far_apart)

        assert drawn is not None
        assert len(drawn.land) + sum(len(place.path) for place in drawn.places) < 40_000

    def test_has_no_line_across_the_world(self) -> None:
        drawn = world.draw((world.Place("RU", "none"), world.Place("FJ", "none")))

        assert drawn is not None
        steps = [
            (int(x), int(y))
            for outline in re.findall(r"l([^z]*)z", drawn.land)
            for x, y in zip(*[iter(NUMBER.findall(outline))] * 2, strict=True)
        ]
        assert max(abs(x) for x, _ in steps) < world.WIDTH / 4

    def test_knows_only_countries_that_there_are(self) -> None:
        assert world._world().keys() - countries.CODES - {"", "XK"} == set()


class TestAShare:
    def test_is_written_with_a_point_in_every_language(self) -> None:
        assert percent(1, of=3) == "33.3%"
        assert percent(1, of=0) == "0%"
