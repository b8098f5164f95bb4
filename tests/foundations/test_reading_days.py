"""Days as people write them, in either era."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from backend.calendars import BUDDHIST_OFFSET
from backend.reading_days import read_day

THE_DAY = dt.date(2025, 2, 16)
SINCE_1941 = st.dates(min_value=dt.date(1941, 1, 1), max_value=dt.date(2099, 12, 31))


class TestADay:
    @pytest.mark.parametrize(
        "text",
        [
            "2025-02-16",
            "16/2/2025",
            "16/02/2568",
            "16.2.2568",
            "16-2-2568",
            "2568-02-16",
            "๑๖/๒/๒๕๖๘",
            "16 กุมภาพันธ์ 2568",
            "16 ก.พ. 2568",
            "๑๖ ก.พ. ๒๕๖๘",
            "วันที่ 16 กุมภาพันธ์ พ.ศ. 2568",
            "16 กุมภาพันธ์ ค.ศ. 2025",
            "16 February 2025",
            "16 Feb 2025",
            "16 February B.E. 2568",
            "၁၆/၂/၂၀၂၅",
        ],
    )
    def test_is_read_in_either_era_and_any_digits(self, text: str) -> None:
        assert read_day(text) == THE_DAY

    @given(day=SINCE_1941)
    def test_written_in_one_era_is_read_as_in_the_other(self, day: dt.date) -> None:
        year = day.year + BUDDHIST_OFFSET

        assert read_day(f"{day.day}/{day.month}/{year}") == day
        assert read_day(f"{day.day}/{day.month}/{day.year}") == day

    def test_of_29_february_is_one_of_a_leap_year_alone(self) -> None:
        assert read_day("29/2/2567") == dt.date(2024, 2, 29)
        with pytest.raises(ValidationError, match="no such day"):
            read_day("29/2/2568")

    def test_before_1941_lay_in_a_year_that_began_in_april(self) -> None:
        assert read_day("1 เมษายน พ.ศ. 2482") == dt.date(1939, 4, 1)
        assert read_day("31 มีนาคม พ.ศ. 2482") == dt.date(1940, 3, 31)
        with pytest.raises(ValidationError, match="only April to December"):
            read_day("1 มกราคม พ.ศ. 2483")

    @pytest.mark.parametrize("text", ["", "soon", "31/4/2567", "16/13/2568", "2568", "16/2/68"])
    def test_that_cannot_be_told_is_refused(self, text: str) -> None:
        with pytest.raises(ValidationError):
            read_day(text)
