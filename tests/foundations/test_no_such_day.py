"""Dates that sources print and no calendar has."""

import pytest
from django.utils import translation

from backend.no_such_day import why_no_such_day
from backend.web.forms import Day


class TestADateThatDoesNotExist:
    def test_is_told_in_a_clear_word(self) -> None:
        assert why_no_such_day("2024-04-31") == (
            "There is no 31 April 2024: that month has 30 days. "
            "Look for the date in another source."
        )

    @pytest.mark.parametrize("text", ["2023-02-29", "2024-02-30", "1900-02-29", "2025-11-31"])
    def test_is_each_that_its_month_has_not(self, text: str) -> None:
        assert why_no_such_day(text)

    def test_names_the_month_in_the_readers_language(self) -> None:
        with translation.override("th"):
            assert "เมษายน" in why_no_such_day("2024-04-31")

    def test_is_told_beside_its_field_on_a_page(self) -> None:
        field = Day(label="When")

        with pytest.raises(Exception, match="There is no 31 April 2024"):
            field.clean("2024-04-31")


class TestADateThatDoes:
    @pytest.mark.parametrize("text", ["2024-04-30", "2024-02-29", "2000-02-29", " 2024-4-1 "])
    def test_is_let_through(self, text: str) -> None:
        assert why_no_such_day(text) == ""

    @pytest.mark.parametrize("text", ["", "31 April", "2024-13-31", "2024-04-32", None, 7, "soon"])
    def test_is_not_guessed_from_what_is_no_date(self, text: object) -> None:
        assert why_no_such_day(text) == ""
