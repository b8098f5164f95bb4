"""How the story looks on a terminal."""

import textwrap
from collections.abc import Callable, Iterable, Sequence

_WIDTH = 92
_INDENT = "    "


class Teller:
    """Writes steps, what came of them, and tables."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._steps = 0

    def title(self, text: str) -> None:
        """Begin a part."""
        self._write(f"\n── {text} {'─' * (_WIDTH - len(text) - 4)}")

    def step(self, text: str) -> None:
        """Begin a step."""
        self._steps += 1
        self._write(f"\n {self._steps}  {text}")

    def line(self, text: str) -> None:
        """Say one thing about the step; long ones go on in the next line."""
        for part in textwrap.wrap(text, _WIDTH - len(_INDENT), subsequent_indent="  ") or [""]:
            self._write(_INDENT + part)

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Write rows whose columns stand under each other; the last may be any length."""
        lines = list(rows)
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for line in lines:
            cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
            self._write(_INDENT + "  ".join(cells).rstrip())
