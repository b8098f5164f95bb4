"""Dates that sources print and no calendar has, such as 31 April 2024."""

import datetime as dt
import re
from calendar import monthrange

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_WRITTEN = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")
_LONGEST_MONTH = 31


def why_no_such_day(text: object) -> str:
    """Say why ``text``, ``YYYY-MM-DD``, is no day of the calendar; "" where that is not plain.

    "31 April 2024" stands in a source of the house: who copies it should hear what is wrong
    with it, and not that she typed badly.
    """
    read = _WRITTEN.fullmatch(text) if isinstance(text, str) else None
    year, month, day = map(int, read.groups()) if read else (0, 0, 0)
    try:
        first = dt.date(year, month, 1)
    except ValueError:
        return ""
    days = monthrange(year, month)[1]
    if not days < day <= _LONGEST_MONTH:
        return ""
    locale = (get_language() or "en").replace("-", "_")
    said = {
        "day": day,
        "month": format_date(first, "MMMM", locale=locale),
        "year": year,
        "days": days,
    }
    return (
        _(
            "There is no %(day)d %(month)s %(year)d: that month has %(days)d days. "
            "Look for the date in another source."
        )
        % said
    )
