"""A paper as a spreadsheet, in which nothing can be a formula."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from backend.papers.paper import Made, Paper

_LONGEST_CELL = 32_000
Row = tuple[Any, ...]


def xlsx_of(paper: Paper, *, made: Made) -> bytes:
    """Return the file: figures with their queries on one sheet, texts and tables on another."""
    kept = io.BytesIO()
    # Texts are written as texts: nothing is guessed to be a formula, a number or an address.
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        day = dt.datetime.combine(made.on, dt.time())  # the format knows no zones
        book.set_properties({"title": paper.title[:200], "created": day})
        _fill(book.add_worksheet("1"), _figures(paper, made))
        _fill(book.add_worksheet("2"), _texts(paper))
    return kept.getvalue()


def _figures(paper: Paper, made: Made) -> Iterator[Row]:
    yield (paper.title,)
    yield (paper.period,)
    yield (made.written,)
    for section in paper.sections:
        for figure in section.figures:
            yield (section.heading, figure.label, figure.value, figure.link)
        for bar in section.bars:
            yield (section.heading, bar.label, bar.filled, bar.whole)


def _texts(paper: Paper) -> Iterator[Row]:
    for section in paper.sections:
        yield (section.heading,)
        yield from ((text,) for text in section.texts)
        if section.rows:
            yield section.head
            yield from section.rows


def _fill(sheet: Any, rows: Iterator[Row]) -> None:
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(at, column, cell)
            else:
                sheet.write_string(at, column, cell[:_LONGEST_CELL])
