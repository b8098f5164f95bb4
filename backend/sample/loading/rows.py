"""Adding rows once: what is there already, however it looks by now, is left alone."""

import datetime as dt
from collections import Counter
from typing import TypeVar
from uuid import UUID, uuid5

from django.db import models

from backend.sample.loading.files import Files, Marks

OPENED = dt.date(2026, 1, 1)
"""The day on which the sample's people took up their roles."""

_NAMESPACE = UUID("5a9a0e33-0033-5033-8033-000000000033")
Row = TypeVar("Row", bound=models.Model)


def at_noon(day: dt.date) -> dt.datetime:
    """Return a moment for something of which the files know only the day."""
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


def id_of(model: type[models.Model], *key: object) -> UUID:
    """Return the id that a row of the sample has in every installation."""
    return uuid5(_NAMESPACE, "/".join([model._meta.label_lower, *map(str, key)]))


class Rows:
    """What one run of the loader read, and what it added."""

    def __init__(self, files: Files, *, now: dt.datetime) -> None:
        self.files = files
        self.now = now
        self.added: Counter[str] = Counter()
        self._bodies = {body["code"]: body["names"]["en"] for body in files.said["bodies"]}

    def add(self, row: Row, *key: str) -> tuple[Row, bool]:
        """Insert ``row`` unless one with the same ``key`` is there; say whether it is new.

        ``key`` names the fields by which a person would know the row again; without
        any it is the id. Nothing is ever written over: people try the sample out, and
        starting it again must not undo what they did.
        """
        known = {name: getattr(row, name) for name in key or ("pk",)}
        before = type(row)._default_manager.filter(**known).first()
        if before is not None:
            return before, False
        row.save(force_insert=True)
        self.added[row._meta.label] += 1
        return row, True

    def cite(self, marks: Marks) -> list[dict[str, str]]:
        """Return sources as rows keep them: with title, address and mark."""
        return [
            {"id": said["id"], **self.files.sources[said["id"]], "mark": said["mark"]}
            for said in marks
        ]

    def body(self, code: str) -> str:
        """Return the English name of a ministry or other body; "" where none is known."""
        return self._bodies[code] if code else ""
