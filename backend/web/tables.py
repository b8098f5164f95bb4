"""Tables to take away, as CSV and as a spreadsheet, in which nothing can be a formula."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from django.http import HttpResponse

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST_NAME_OF_SHEET = 31


@dataclass(frozen=True, slots=True)
class Table:
    """A head and rows of texts and whole numbers."""

    name: str
    """Of the file, without its ending."""
    head: Sequence[str]
    rows: Sequence[Sequence[str | int]]


class TableFormat:
    """The ending of an address: a converter for ``path``."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PaperForm(TableFormat):
    """The ending of a paper's address: a converter for ``path``."""

    regex = "pdf|docx|xlsx"


def download(table: Table, *, as_: str) -> HttpResponse:
    """Answer with ``table`` as a file."""
    content, kind = (_xlsx(table), _XLSX) if as_ == "xlsx" else (_csv(table), "text/csv")
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{table.name}.{as_}"'
    return answer


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _csv(table: Table) -> bytes:
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerows([_harmless(cell) for cell in row] for row in (table.head, *table.rows))
    return kept.getvalue().encode("utf-8-sig")  # by its first bytes Excel knows it is UTF-8


def _harmless(cell: str | int) -> str | int:
    """Return what no spreadsheet runs: a text that looks like a formula begins with an apostrophe.

    Also one that does so only after blanks, which some programs cut off.
    """
    if isinstance(cell, str) and cell.lstrip(" \u00a0\ufeff").startswith(_STARTS_A_FORMULA):
        return f"'{cell}"
    return cell


def _xlsx(table: Table) -> bytes:
    kept = io.BytesIO()
    # Texts are written as texts: nothing is guessed to be a formula, a number or an address.
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet(table.name[:LONGEST_NAME_OF_SHEET])
        for at, row in enumerate((table.head, *table.rows)):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(at, column, cell)
                else:
                    sheet.write_string(at, column, cell)
    return kept.getvalue()
