"""Dates of law: how exactly they are known, and how a reader's calendar writes them."""

import datetime as dt
from calendar import monthrange

from babel.dates import format_date
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

BUDDHIST_OFFSET = 543
"""Years between the Common Era and the Thai Buddhist Era since 1941."""
NEW_YEAR_IN_JANUARY = 1941
"""Until 1940 a Thai year began on 1 April, so B.E. 2483 was over after nine months."""
FIRST_SOLAR_DAY = dt.date(1889, 4, 1)
"""Before it Thai years followed the moon, and no rule turns their days into ours."""


class Precision(TextChoices):
    """How exactly a date is known; the stored date is the first day of that span."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class Calendar(TextChoices):
    GREGORIAN = "gregorian", _("Common Era")
    BUDDHIST = "buddhist", _("Buddhist Era")


def first_day(day: dt.date, *, precision: str) -> dt.date:
    """Return the first day of the span that is known, which is what is stored."""
    if precision == Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == Precision.MONTH else day


def last_day(day: dt.date, *, precision: str) -> dt.date:
    """Return the last day of the span that is known: before it is over, nothing is late."""
    if precision == Precision.YEAR:
        return day.replace(month=12, day=31)
    if precision == Precision.MONTH:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day


def is_to_come(day: dt.date, *, now: dt.datetime) -> bool:
    """Say whether ``day`` is in the future wherever one is.

    The widest zone of the earth is 14 hours ahead: what is tomorrow there is no future date.
    """
    return day > (now + dt.timedelta(hours=14)).date()


_PATTERNS = {Precision.DAY: "d MMMM {y}", Precision.MONTH: "MMMM {y}", Precision.YEAR: "{y}"}


def written(
    day: dt.date, *, precision: str = Precision.DAY, calendar: str = Calendar.GREGORIAN
) -> str:
    """Write a date in the active language, only as exactly as it is known.

    The Buddhist year goes with "B.E." (พ.ศ. in Thai), so that 2568 is never read as
    a Common Era year.
    """
    language = (get_language() or "en").replace("-", "_")
    buddhist = calendar == Calendar.BUDDHIST and day >= FIRST_SOLAR_DAY
    year = buddhist_year(day, precision=precision) if buddhist else day.year
    era = ("พ.ศ. " if language.startswith("th") else "B.E. ") if buddhist else ""
    pattern = _PATTERNS[Precision(precision)].format(y=f"'{era}{year}'")
    return str(format_date(day, format=pattern, locale=language))


def buddhist_year(day: dt.date, *, precision: str = Precision.DAY) -> str:
    """Return the Thai year of a day; of a whole year before 1941 both that it fell into."""
    if day.year >= NEW_YEAR_IN_JANUARY:
        return str(day.year + BUDDHIST_OFFSET)
    until_march, from_april = day.year + BUDDHIST_OFFSET - 1, day.year + BUDDHIST_OFFSET
    if precision == Precision.YEAR:
        return f"{until_march}/{from_april}"
    return str(from_april if day.month >= _APRIL else until_march)


_APRIL = 4


def month_in_short(day: dt.date) -> str:
    """Write the month alone, as short as the active language knows it."""
    return str(format_date(day, format="LLL", locale=(get_language() or "en").replace("-", "_")))


BOTH_ERAS = frozenset({"TH"})
"""Countries whose law is dated in the Buddhist Era, so both years are written."""


def in_eras(
    day: dt.date, *, precision: str = Precision.DAY, calendar: str, country: str = ""
) -> str:
    """Write a date in the reader's calendar, and the other era's year where it helps."""
    text = written(day, precision=precision, calendar=calendar)
    wants_both = country in BOTH_ERAS or calendar == Calendar.BUDDHIST
    if not wants_both or day < FIRST_SOLAR_DAY:
        return text
    is_thai = (get_language() or "").startswith("th")
    if calendar == Calendar.BUDDHIST:
        return f"{text} ({'ค.ศ. ' if is_thai else ''}{day.year})"
    return f"{text} ({'พ.ศ. ' if is_thai else 'B.E. '}{buddhist_year(day, precision=precision)})"
