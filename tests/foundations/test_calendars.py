"""Dates of law as people write them."""

import datetime as dt

import pytest
from django.utils import translation

from backend.calendars import Calendar, Precision, first_day, written

GAZETTED = dt.date(2017, 2, 18)


class TestADate:
    @pytest.mark.parametrize(
        ("precision", "text"),
        [
            (Precision.DAY, "18 February 2017"),
            (Precision.MONTH, "February 2017"),
            (Precision.YEAR, "2017"),
        ],
    )
    def test_is_written_only_as_exactly_as_it_is_known(
        self, precision: Precision, text: str
    ) -> None:
        assert written(GAZETTED, precision=precision) == text

    def test_of_the_buddhist_era_says_so(self) -> None:
        assert written(GAZETTED, calendar=Calendar.BUDDHIST) == "18 February B.E. 2560"

    @pytest.mark.parametrize(
        ("language", "text"),
        [("th", "18 กุมภาพันธ์ พ.ศ. 2560"), ("en", "18 February B.E. 2560")],
    )
    def test_of_the_buddhist_era_is_written_in_the_readers_language(
        self, language: str, text: str
    ) -> None:
        with translation.override(language):
            assert written(GAZETTED, calendar=Calendar.BUDDHIST) == text

    @pytest.mark.parametrize("language", ["th", "my", "en", "en-gb"])
    def test_keeps_its_year_in_every_language(self, language: str) -> None:
        with translation.override(language):
            assert "2017" in written(GAZETTED, precision=Precision.YEAR)

    def test_on_the_first_day_of_the_year_stays_in_that_year(self) -> None:
        assert written(dt.date(2023, 1, 1)) == "1 January 2023"
        assert written(dt.date(2022, 12, 31)) == "31 December 2022"


class TestTheFirstDay:
    @pytest.mark.parametrize(
        ("precision", "first"),
        [
            (Precision.DAY, dt.date(2017, 2, 18)),
            (Precision.MONTH, dt.date(2017, 2, 1)),
            (Precision.YEAR, dt.date(2017, 1, 1)),
        ],
    )
    def test_of_what_is_known_is_what_is_stored(self, precision: Precision, first: dt.date) -> None:
        assert first_day(GAZETTED, precision=precision) == first
