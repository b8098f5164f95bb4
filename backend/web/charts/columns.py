"""Standing columns: one quantity over time, one column a span."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.web.charts.shares import percent

HEAD = 1.15
"""The room over the tallest column, for its number."""


@dataclass(frozen=True, slots=True)
class Column:
    """One span of time; ``value`` is ``None`` where it is not shown."""

    short: str
    value: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnColumn:
    """A column with its place; what is not shown has no height of its own."""

    column: Column
    left: str
    middle: str
    width: str
    top: str
    height: str


def columns(rows: Sequence[Column], *, least: int) -> list[DrawnColumn]:
    """Measure each column against the tallest.

    A number that is hidden is drawn as high as ``least``, whatever it is.
    """
    tallest = HEAD * max([least, *(row.value or 0 for row in rows)])
    drawn = []
    for place, row in enumerate(rows):
        height = least if row.value is None else row.value
        drawn.append(
            DrawnColumn(
                column=row,
                left=percent(place + 0.12, of=len(rows)),
                middle=percent(place + 0.5, of=len(rows)),
                width=percent(0.76, of=len(rows)),
                top=percent(tallest - height, of=tallest),
                height=percent(height, of=tallest),
            )
        )
    return drawn
