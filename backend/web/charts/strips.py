"""A strip of squares: a few things side by side, each in one of some states.

The states differ in how much of a square is filled, and what is not sure is hatched, so a strip
reads the same without colours and on paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.web.charts.shares import percent

GAP = 0.1
"""Between two squares, in shares of one."""


@dataclass(frozen=True, slots=True)
class Square:
    """One thing: its state, by which the style knows it, and its name for whoever points at it."""

    state: str
    title: str
    filled: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class DrawnSquare:
    square: Square
    left: str
    width: str
    top: str
    height: str


def strip(squares: Sequence[Square]) -> list[DrawnSquare]:
    """Lay squares out from left to right; each is filled from below."""
    return [
        DrawnSquare(
            square,
            left=percent(place + GAP / 2, of=len(squares)),
            width=percent(1 - GAP, of=len(squares)),
            top=percent(1 - square.filled, of=1),
            height=percent(square.filled, of=1),
        )
        for place, square in enumerate(squares)
    ]
