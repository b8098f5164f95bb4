"""What an act left behind: the events it wrote, and whether a refusal left nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from backend.audit.models import DispatchState, Event, Read


def the_only_event() -> Event:
    """Return the one event there is; it waits to be passed on."""
    event = Event.objects.select_related("dispatch").get()
    assert event.dispatch.state == DispatchState.PENDING
    return event


def kinds_of_events() -> list[str]:
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


@contextmanager
def refused(
    refusal: type[Exception], match: str | None = None
) -> Iterator[pytest.ExceptionInfo[Any]]:
    """Expect ``refusal``, and every row of our own tables to be what it was before."""
    before = _every_row()
    with pytest.raises(refusal, match=match) as raised:
        yield raised
    assert _every_row() == before


@contextmanager
def nothing_written() -> Iterator[None]:
    """Expect every row of our own tables to be what it was before."""
    before = _every_row()
    yield
    assert _every_row() == before


READ_TRAIL = Read._meta.db_table
"""Whoever is shown something leaves a row there, whatever she wanted to do."""
TABLES = sorted(
    model._meta.db_table
    for config in apps.get_app_configs()
    if config.name in settings.FIRST_PARTY_APPS
    for model in config.get_models(include_auto_created=True)
    if model._meta.db_table != READ_TRAIL
)


def _every_row() -> dict[str, list[Any]]:
    # Not through the models: this is done hundreds of times, and they take ten times as long.
    with connection.cursor() as cursor:
        return {table: _rows_of(table, cursor) for table in TABLES}


def _rows_of(table: str, cursor: CursorWrapper) -> list[Any]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608
    rows: list[Any] = cursor.fetchall()
    return rows
