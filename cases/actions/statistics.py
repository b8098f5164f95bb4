"""Statistics beside the campaign: read in from a file of ILOSTAT, each release beside the last."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from babel.core import get_global
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from backend.audit import log
from backend.calendars import Precision
from backend.errors import Invalid
from cases.models import KeyFigure

SOCIAL_PROTECTION = "SDG_0131"
"""How ILOSTAT names SDG 1.3.1, the share of people covered by social protection."""
_NEEDED = {"ref_area", "indicator", "time", "obs_value"}
_UNRELIABLE = "U"
_LONGEST = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """Which file: the day it was published, and where it can be had."""

    published_on: dt.date
    title: str
    url: str = ""


@transaction.atomic
def take_in(lines: Iterable[str], release: Release, *, countries: frozenset[str]) -> int:
    """Add the figures of a file for ``countries``; return how many were new.

    An earlier release stays: a figure that was quoted must be found again as it was. What is
    there already is left alone, so the same file may be read twice.

    Raises:
        Invalid: it is no such file.
    """
    table = csv.DictReader(lines)
    if not set(table.fieldnames or ()) >= _NEEDED:
        raise Invalid(field="file", message=_("This is no file of ILOSTAT."))
    added = 0
    for figure in _figures(table, release, countries=countries):
        known = KeyFigure.objects.filter(code=figure.code).exists()
        if not known:
            figure.save(force_insert=True)
            log.record("figure.imported", figure, by=None)
            added += 1
    return added


def _figures(
    table: Iterable[Mapping[str, str | None]], release: Release, *, countries: frozenset[str]
) -> Iterator[KeyFigure]:
    for row in table:
        said = {name: (text or "").strip() for name, text in row.items() if name}
        country = _country(said["ref_area"])
        value, year = _number(said["obs_value"]), said["time"]
        if country not in countries or value is None or not _is_year(year):
            continue
        yield KeyFigure(
            code=_code(said, release),
            country=country,
            label=_label(said),
            value=value,
            unit="percent" if said["indicator"].endswith("_RT") else "",
            qualifier="unreliable" if said.get("obs_status") == _UNRELIABLE else "",
            as_of=dt.date(int(year), 1, 1),
            as_of_precision=Precision.YEAR,
            series=said["indicator"][:64],
            vintage=release.published_on,
            sources=[{"title": release.title, "url": release.url, "mark": "S"}],
        )


def _country(code: str) -> str:
    """Return the two letters of a country that ILOSTAT names by three; "" for a region."""
    known: list[str] = get_global("territory_aliases").get(code, [])
    return known[0] if len(known) == 1 else ""


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    fits = number.is_finite() and abs(number) < Decimal(10) ** 17
    return number.quantize(Decimal("0.01")) if fits else None


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and text >= "1900"  # noqa: PLR2004


def _code(said: Mapping[str, str], release: Release) -> str:
    parts = (said["indicator"], said["ref_area"], said.get("sex", ""), said.get("classif1", ""))
    tail = f"{said['time']}-v{release.published_on:%Y%m%d}"
    head = slugify("-".join(part for part in parts if part))[: _LONGEST - len(tail) - 1]
    return f"{head}-{tail}"


def _label(said: Mapping[str, str]) -> str:
    """Return ILOSTAT's own words where the file has them, or else its codes."""
    named = [said.get(f"{name}.label") or said.get(name, "") for name in _WORDS]
    return ", ".join(part for part in named if part)[:300]


_WORDS = ("indicator", "classif1", "sex")
