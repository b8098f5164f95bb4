"""One event into very many inboxes, beside a raw COPY of the very same rows.

Half of the people chose how often they get mail, a third has quiet hours, and they live in four
time zones. COPY is given what the fan-out wrote, ready-made; it decides nothing and checks nobody.
"""

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from backend.audit.models import Dispatch, Event
from bench import crowd
from notifications.actions import fanout
from notifications.models import Delivery, Notification
from tests import factories

SIZES = [int(size) for size in os.environ.get("SIZES", "10000,100000,1000000").split(",")]
GOAL = 0.7
TABLES: dict[str, list[Any]] = {
    "notices": [Notification],
    "notices and messages": [Notification, Delivery],
}


def main() -> None:
    """Print rows a second of both ways, over size."""
    milestone = factories.MilestoneFactory.create()
    print(f"{'people':>9} {'rows':24} {'fan-out s':>9} {'COPY s':>7} {'rows/s':>8}  ratio to COPY")
    for size in SIZES:
        _move_in(size, review=str(milestone.law_review_id))
        for what, models in TABLES.items():
            if Delivery in models:
                crowd.run(crowd.ADDRESSES.format(channel="email"))
            _compare(size, what, models, milestone)
        _move_out()


def _move_in(size: int, *, review: str) -> None:
    crowd.run(crowd.PEOPLE.format(size=size))
    crowd.run(crowd.FOLLOW.format(review=review))
    crowd.run(crowd.PREFERENCES)
    crowd.run(crowd.HOURS)


def _move_out() -> None:
    tables = ("notification", "address", "hours", "preference", "subscription")
    for table in tables:
        crowd.run(f"TRUNCATE notifications_{table} CASCADE")
    crowd.run("DELETE FROM accounts_user WHERE username LIKE 'person-%'")


def _compare(size: int, what: str, models: list[Any], milestone: Any) -> None:
    event = Event.objects.create(
        kind="milestone.reached",
        subject_type="cases.milestone",
        subject_id=milestone.pk,
        changes={"reached_on": "2026-03-08"},
        happened_at=timezone.now(),
    )
    Dispatch.objects.create(event=event)
    crowd.settle()
    begin = time.perf_counter()
    assert fanout.fan_out(event.pk, now=timezone.now())
    fan_out = time.perf_counter() - begin
    assert Notification.objects.filter(event=event).count() == size
    rows = sum(model._default_manager.count() for model in models)
    with tempfile.TemporaryDirectory() as folder:
        files = [_written(model, Path(folder)) for model in models]
        crowd.run("TRUNCATE notifications_delivery, notifications_notification CASCADE")
        crowd.settle()
        begin = time.perf_counter()
        for model, file in zip(models, files, strict=True):
            _copied(model, file)
        copy = time.perf_counter() - begin
    assert sum(model._default_manager.count() for model in models) == rows
    crowd.run("TRUNCATE notifications_delivery, notifications_notification CASCADE")
    print(
        f"{size:>9,} {what:24} {fan_out:>9.2f} {copy:>7.2f} {rows / fan_out:>8,.0f}"
        f"  {copy / fan_out:.2f} (goal {GOAL})",
        flush=True,
    )


def _written(model: Any, folder: Path) -> Path:
    file = folder / str(model._meta.db_table)
    out = f"COPY {model._meta.db_table} TO STDOUT (FORMAT BINARY)"
    with connection.cursor() as cursor, file.open("wb") as kept, cursor.copy(out) as rows:
        for piece in rows:
            kept.write(piece)
    return file


def _copied(model: Any, file: Path) -> None:
    into = f"COPY {model._meta.db_table} FROM STDIN (FORMAT BINARY)"
    with connection.cursor() as cursor, file.open("rb") as kept, cursor.copy(into) as rows:
        while piece := kept.read(1 << 20):
            rows.write(piece)
