"""Days on which offices are open: weekends and each country's public holidays left out."""

import datetime as dt
from functools import lru_cache

import holidays
from holidays.utils import list_supported_countries

_KNOWN = frozenset(list_supported_countries())
_ONE_DAY = dt.timedelta(1)


def knows_holidays_of(country: str) -> bool:
    """Say whether public holidays of ``country`` are known; else only weekends are left out."""
    return country in _KNOWN


@lru_cache(maxsize=64)
def _calendar(country: str) -> holidays.HolidayBase:
    # A calendar fills itself year by year as it is asked; it holds nothing about people.
    if knows_holidays_of(country):
        return holidays.country_holidays(country)
    return holidays.HolidayBase()


def is_working_day(day: dt.date, *, country: str) -> bool:
    """Say whether offices in ``country`` are open on ``day``."""
    return bool(_calendar(country).is_working_day(day))


def working_days_until(last: dt.date, *, since: dt.date, country: str) -> int:
    """Count the working days after ``since`` up to and with ``last``; 0 where it has passed."""
    days = (since + _ONE_DAY * n for n in range(1, (last - since).days + 1))
    return sum(is_working_day(day, country=country) for day in days)


def after_working_days(count: int, *, since: dt.date, country: str) -> dt.date:
    """Return the day that lies ``count`` working days after ``since``."""
    day, left = since, count
    while left > 0:
        day += _ONE_DAY
        left -= is_working_day(day, country=country)
    return day
