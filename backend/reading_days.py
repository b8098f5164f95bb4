"""Reading a day as people write it: in either era, with Thai digits, in figures or in words."""

import datetime as dt
import re
import unicodedata
from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backend.calendars import BUDDHIST_OFFSET, NEW_YEAR_IN_JANUARY

FIRST_BUDDHIST = 2400
"""No law is dated so far ahead in the Common Era: such a year is of the Buddhist Era."""
LAST_OF_NINE_MONTHS = NEW_YEAR_IN_JANUARY - 1 + BUDDHIST_OFFSET
_APRIL = 4

_ERA = r"(?P<era>พ\.?\s*ศ\.?|ค\.?\s*ศ\.?|b\.?\s*e\.?|c\.?\s*e\.?|a\.?\s*d\.?)?"
_YEAR = rf"\s*{_ERA}\s*(?P<year>\d{{4}})"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_FIGURES = re.compile(rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{_YEAR}")
_WORDS = re.compile(rf"(?:วันที่\s*)?(?P<day>\d{{1,2}})\s*(?P<month>[^\d]+?){_YEAR}")
_BUDDHIST = ("พ", "b")


def read_day(text: str) -> dt.date:
    """Return the day that ``text`` names: "2025-02-16", "16/2/2568", "๑๖ ก.พ. ๒๕๖๘".

    A year from 2400 on, or one marked พ.ศ. or B.E., is of the Buddhist Era. Until 1940 its
    years began on 1 April; January to March of B.E. 2483 never were.

    Raises:
        ValidationError: there is no such day, or it cannot be told which one is meant.
    """
    plain = _digits_folded(unicodedata.normalize("NFC", text)).strip().lower()
    found = _ISO.fullmatch(plain) or _FIGURES.fullmatch(plain) or _WORDS.fullmatch(plain)
    month = _month_of(found["month"]) if found else None
    if not found or month is None:
        raise ValidationError(_("Write a day as 2025-02-16 or 16/2/2568."), code="invalid")
    era = found.groupdict().get("era") or ""
    year, day = int(found["year"]), int(found["day"])
    is_buddhist = era.startswith(_BUDDHIST) if era else year >= FIRST_BUDDHIST
    return _day(_common_year(year, month) if is_buddhist else year, month, day)


def _common_year(year: int, month: int) -> int:
    """Return the year of the Common Era in which ``month`` of a Buddhist year lay."""
    if year > LAST_OF_NINE_MONTHS or month >= _APRIL:
        return year - BUDDHIST_OFFSET
    if year == LAST_OF_NINE_MONTHS:
        raise ValidationError(
            _("B.E. 2483 had only April to December: the next year began on 1 January 1941."),
            code="no_such_month",
        )
    return year - BUDDHIST_OFFSET + 1


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise ValidationError(_("There is no such day."), code="no_such_day") from error


def _digits_folded(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _month_of(said: str) -> int | None:
    return int(said) if said.isdecimal() else _months().get(said.strip(" .,"))


@cache
def _months() -> dict[str, int]:
    """Return the months' numbers by their names, long and short, in the house's languages."""
    named: dict[str, int] = {}
    for language in ("en", "th", "my"):
        forms = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                named |= {name.lower().strip(" ."): n for n, name in forms[context][width].items()}
    return named
