"""Two dates a row on one line of time: what was planned, and what came or is awaited."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from backend.web.charts.shares import percent

MARGIN = 0.04
"""Free room at both ends, so that no mark is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From the first plan to what came of it; ``state`` is the word that styles its end."""

    planned: dt.date
    now: dt.date
    state: str


@dataclass(frozen=True, slots=True)
class DrawnSpan:
    planned: str
    now: str
    state: str

    @property
    def is_given_up(self) -> bool:
        return self.state in {"missed", "dropped"}


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year."""

    at: str
    day: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    rows: list[DrawnSpan]
    ticks: list[Tick]
    today: str


def spans(rows: Sequence[Span], *, today: dt.date) -> Spans:
    """Place each row on a line of time that holds all of them, and today."""
    days = [day for row in rows for day in (row.planned, row.now)] + [today]
    first, last = min(days), max(days)
    length = max((last - first).days, 1)

    def place(day: dt.date) -> str:
        return percent((day - first).days + MARGIN * length, of=length * (1 + 2 * MARGIN))

    years = [dt.date(year, 1, 1) for year in range(first.year, last.year + 1)]
    return Spans(
        rows=[DrawnSpan(place(row.planned), place(row.now), row.state) for row in rows],
        ticks=[Tick(place(day), day) for day in years if first <= day <= last],
        today=place(today),
    )
