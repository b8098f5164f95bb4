"""Tables whose rows can be added and read, and nothing else."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.state import ProjectState

from backend.audit.append_only import AppendOnly
from backend.audit.models import Event
from cases.models import MilestoneMove, StageEvent
from tests.factories import (
    ConsentFactory,
    ConsentUseFactory,
    EventFactory,
    MilestoneMoveFactory,
    ReadFactory,
    StageEventFactory,
    WithdrawalFactory,
)

EACH = pytest.mark.parametrize(
    ("made", "changed"),
    [
        (EventFactory, {"actor_label": "nobody"}),
        (ReadFactory, {"reader_label": "nobody"}),
        (StageEventFactory, {"summary": "never happened"}),
        (MilestoneMoveFactory, {"reason": "none"}),
        (ConsentFactory, {"detail": "everybody"}),
        (WithdrawalFactory, {"at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}),
        (ConsentUseFactory, {"subject_type": "nothing"}),
    ],
    ids=[
        "events",
        "readings",
        "facts about a review",
        "moves of a date",
        "consents",
        "withdrawals",
        "uses of consents",
    ],
)
Made = Callable[[], Any]


@EACH
class TestARowOfTheRecord:
    def test_cannot_be_changed(self, made: Any, changed: dict[str, Any]) -> None:
        row = made.create()

        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**changed)

    def test_cannot_be_saved_over(self, made: Any, changed: dict[str, Any]) -> None:
        row = made.create(**changed)

        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            row.save()

    def test_cannot_be_deleted(self, made: Any, changed: dict[str, Any]) -> None:
        row = made.create(**changed)

        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            type(row).objects.filter(pk=row.pk)._raw_delete("default")

        assert type(row).objects.filter(**changed).exists()


class TestWhatAFactBelongsTo:
    def test_cannot_be_deleted_from_under_it(self) -> None:
        fact = StageEventFactory.create()

        with pytest.raises(IntegrityError), transaction.atomic():
            fact.law_review.delete()


@pytest.mark.django_db(transaction=True)
class TestTestsThatCommit:
    @pytest.mark.parametrize("turn", ["first", "second"])
    def test_start_empty_and_are_refused_deletion_each_time(self, turn: str) -> None:
        tables: list[Any] = [Event, StageEvent, MilestoneMove]
        assert not any(table.objects.exists() for table in tables), turn
        EventFactory.create()
        StageEventFactory.create()
        MilestoneMoveFactory.create()

        for table in tables:
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                table.objects.all()._raw_delete("default")


@pytest.mark.django_db(transaction=True)
class TestTheMigrationStep:
    def test_can_be_taken_back_and_taken_again(self) -> None:
        step, state = AppendOnly("audit_event"), ProjectState()
        EventFactory.create()

        with connection.schema_editor() as editor:
            step.database_backwards("audit", editor, state, state)
        Event.objects.update(actor_label="corrected")
        with connection.schema_editor() as editor:
            step.database_forwards("audit", editor, state, state)

        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Event.objects.update(actor_label="nobody")
