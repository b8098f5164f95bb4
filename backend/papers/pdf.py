"""A paper as PDF, set by Typst, which shapes Thai and Burmese without a library of the system.

And its bars as a picture by themselves, for forms that can only take pictures in.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from backend.papers.paper import Bar, Made, Paper

_HERE = Path(__file__).parent
_DOTS_PER_INCH = 200.0
_FONTS = _HERE.parent / "web" / "sharing" / "vendor"


def pdf_of(paper: Paper, *, made: Made) -> bytes:
    """Return the PDF. Texts are handed over as data: nothing in them is markup."""
    said = paper.as_json() | {"made": made.written}
    return typst.compile(
        _HERE / "paper.typ",
        font_paths=_fonts(),
        format="pdf",
        timestamp=int(dt.datetime.combine(made.on, dt.time(), tzinfo=dt.UTC).timestamp()),
        sys_inputs={"paper": json.dumps(said)},
    )


def picture_of(bars: Sequence[Bar], *, language: str) -> bytes:
    """Return the bars as PNG, 160 mm wide."""
    said = {"language": language, "bars": [asdict(bar) for bar in bars]}
    return typst.compile(
        _HERE / "picture.typ",
        font_paths=_fonts(),
        format="png",
        ppi=_DOTS_PER_INCH,
        sys_inputs={"picture": json.dumps(said)},
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
    )
