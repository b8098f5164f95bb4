"""Long lists in pages: each page begins after the last row of the one before.

Nothing is counted and nothing skipped, so the millionth row costs what the first did.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

PAGE_SIZE = 20

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list; ``after`` begins the next, "" where there is none."""

    rows: list[Row]
    after: str
    is_first: bool


def page_of(rows: QuerySet[Row], *, by: str, after: str, size: int = PAGE_SIZE) -> Page[Row]:
    """Return the rows that follow the row ``after``, sorted by the field ``by`` ("-" descends).

    An ``after`` that names no row of the list, or is no id at all, gives the first page.
    """
    field, compare = by.removeprefix("-"), "lt" if by.startswith("-") else "gt"
    wanted = rows.order_by(by, f"{by[: len(by) - len(field)]}id")
    last = _row(rows, after)
    if last is not None:
        value = getattr(last, field)
        wanted = wanted.filter(
            Q(**{f"{field}__{compare}": value}) | Q(**{field: value, f"id__{compare}": last.pk})
        )
    found = list(wanted[: size + 1])
    more = str(found[size - 1].pk) if len(found) > size else ""
    return Page(rows=found[:size], after=more, is_first=last is None)


def _row(rows: QuerySet[Row], text: str) -> Row | None:
    try:
        key = UUID(text)
    except ValueError:
        return None
    return rows.filter(pk=key).first()
