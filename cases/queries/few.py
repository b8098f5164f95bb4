"""Numbers that are too small to be shown, and others they could be worked out from.

Numbers of cases leave these pages: they are printed, photographed and put before officials. So no
number below ``FEWEST`` is shown to anybody, not even of her own cases.
Why, and what it costs: docs/decisions/0010-charts.md.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

FEWEST = 5
"""The least number of cases that is shown (DESIGN: aggregates are suppressed below 5)."""

Cell = TypeVar("Cell", bound=Hashable)


def without_small(counts: Mapping[Cell, int], *, cells: Sequence[Cell]) -> dict[Cell, int | None]:
    """Hide what is below ``FEWEST``, none and few alike, and never one cell alone.

    What comes out is the same whatever the small numbers are. Still, one hidden cell alone could
    be worked out from a total known from elsewhere, so the smallest of the others is hidden too.
    """
    shown = {cell: counts[cell] for cell in cells if counts.get(cell, 0) >= FEWEST}
    if len(shown) == len(cells) - 1 and shown:
        del shown[min(shown, key=lambda cell: shown[cell])]
    return {cell: shown.get(cell) for cell in cells}


def beside_their_sum(counts: Mapping[Cell, int]) -> set[Cell]:
    """Return the parts that may be shown where their sum is shown as well.

    What is left of the sum when the shown parts are taken off is nothing or not few.
    """
    shown = {cell: count for cell, count in counts.items() if count >= FEWEST}
    left = sum(counts.values()) - sum(shown.values())
    if shown and 0 < left < FEWEST:
        del shown[min(shown, key=lambda cell: (shown[cell], str(cell)))]
    return set(shown)
