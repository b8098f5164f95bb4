"""Days on which offices are open."""

import datetime as dt

import pytest

from backend.working_days import (
    after_working_days,
    is_working_day,
    knows_holidays_of,
    working_days_until,
)

THAI_HOLIDAYS = {
    "2025-01-01": "New Year's Day",
    "2025-02-12": "Makha Bucha",
    "2025-04-07": "Chakri Day, a Sunday, is made up for",
    "2025-04-14": "Songkran",
    "2025-04-15": "Songkran",
    "2025-05-05": "Coronation Day, a Sunday, is made up for",
    "2025-05-12": "Visakha Bucha, a Sunday, is made up for",
    "2025-06-03": "the Queen's birthday",
    "2025-07-10": "Asarnha Bucha",
    "2025-07-28": "the King's birthday",
    "2025-08-12": "Mother's Day",
    "2025-10-13": "Day of King Bhumibol",
    "2025-10-23": "Chulalongkorn Day",
    "2025-12-05": "Father's Day",
    "2025-12-10": "Constitution Day",
    "2025-12-31": "New Year's Eve",
    "2026-01-01": "New Year's Day",
    "2026-04-06": "Chakri Day",
    "2026-04-13": "Songkran",
    "2026-04-14": "Songkran",
    "2026-04-15": "Songkran",
    "2026-12-07": "Father's Day, a Saturday, is made up for",
}
THAI_WORKING_DAYS = (
    "2025-01-03", "2025-04-08", "2025-04-17", "2025-05-02", "2025-12-04", "2026-04-07",
    "2026-04-16", "2026-12-08",
)  # fmt: skip


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


class TestAWorkingDay:
    @pytest.mark.parametrize("holiday", THAI_HOLIDAYS, ids=THAI_HOLIDAYS.get)
    def test_is_no_public_holiday_of_thailand(self, holiday: str) -> None:
        assert not is_working_day(day(holiday), country="TH")

    @pytest.mark.parametrize("working", THAI_WORKING_DAYS)
    def test_is_any_other_weekday(self, working: str) -> None:
        assert is_working_day(day(working), country="TH")

    def test_is_no_saturday_or_sunday(self) -> None:
        assert not is_working_day(dt.date(2026, 11, 28), country="TH")
        assert not is_working_day(dt.date(2026, 11, 29), country="TH")

    @pytest.mark.parametrize("country", ["TH", "PH", "ID", "MY", "ZA", "MX", "ES", "BR"])
    def test_is_known_in_each_country_of_the_sample(self, country: str) -> None:
        assert knows_holidays_of(country)
        assert not is_working_day(dt.date(2026, 5, 1), country=country)

    def test_is_any_weekday_where_holidays_are_not_known(self) -> None:
        assert not knows_holidays_of("XX")
        assert is_working_day(dt.date(2026, 1, 1), country="XX")


class TestWorkingDaysUntil:
    def test_leave_out_weekends_and_songkran(self) -> None:
        # 9, 10, 16 and 17 April.
        days = working_days_until(dt.date(2026, 4, 17), since=dt.date(2026, 4, 8), country="TH")

        assert days == 4

    @pytest.mark.parametrize("since", ["2026-04-17", "2026-04-18"])
    def test_are_none_on_the_day_and_after_it(self, since: str) -> None:
        assert working_days_until(dt.date(2026, 4, 17), since=day(since), country="TH") == 0

    def test_and_back_lead_to_the_same_day(self) -> None:
        begun = dt.date(2026, 4, 8)
        for count in range(1, 40):
            reached = after_working_days(count, since=begun, country="TH")

            assert is_working_day(reached, country="TH")
            assert working_days_until(reached, since=begun, country="TH") == count
