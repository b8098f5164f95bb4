"""Lying bars: things of a few kinds, longest first or in their own order.

The chart is a table with a bar in each row, since names of laws and programmes have to wrap.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.web.charts.shares import percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row. ``filled`` of ``whole`` is done; a bar of one quantity is filled to its end."""

    label: str
    filled: int
    whole: int
    text: str
    """The number as people say it: "12", "4 of 9"."""
    href: str = ""


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its lengths."""

    bar: Bar
    filled: str
    whole: str


def bars(rows: Sequence[Bar]) -> list[DrawnBar]:
    """Measure each row against the longest."""
    longest = max((row.whole for row in rows), default=0)
    return [
        DrawnBar(row, percent(row.filled, of=longest), percent(row.whole, of=longest))
        for row in rows
    ]
