"""Changing a record's text without overwriting what somebody else wrote meanwhile."""

from enum import Enum
from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone

from backend.errors import Stale


class Unchanged(Enum):
    """Stands for a field that was not sent: other than empty, which empties it."""

    FIELD = "unchanged"


def change(record: models.Model, *, version: int | None, **fields: Any) -> list[str]:
    """Write the fields that differ and count the version up; return their names.

    The write names the version it was based on, so of two people editing one
    wins and the other is told. ``version=None`` takes the version of ``record``
    as it was read, for callers that just showed it.

    Raises:
        Stale: the record is no longer at ``version``.
    """
    wanted = {name: value for name, value in fields.items() if value is not Unchanged.FIELD}
    base = record.version if version is None else version  # type: ignore[attr-defined]
    rows = type(record)._default_manager.filter(pk=record.pk, version=base)
    changed = sorted(name for name, value in wanted.items() if getattr(record, name) != value)
    if not changed:
        if not rows.exists():
            raise Stale
        return []
    moment = timezone.now()
    values = {name: wanted[name] for name in changed}
    if not rows.update(**values, version=F("version") + 1, updated_at=moment):
        raise Stale
    for name, value in values.items():
        setattr(record, name, value)
    record.version = base + 1  # type: ignore[attr-defined]
    record.updated_at = moment  # type: ignore[attr-defined]
    return changed


def touch(record: models.Model) -> None:
    """Count the version up after a change that is not of the record's own columns."""
    moment = timezone.now()
    type(record)._default_manager.filter(pk=record.pk).update(
        version=F("version") + 1, updated_at=moment
    )
    record.version += 1  # type: ignore[attr-defined]
    record.updated_at = moment  # type: ignore[attr-defined]


def hold(record: models.Model) -> None:
    """Let nobody else change the row until the transaction ends.

    For changes of what a row is joined to: of two people at once, the second finds
    the version she read gone.
    """
    rows = type(record)._default_manager.select_for_update().filter(pk=record.pk)
    rows.values_list("pk").get()
