"""The audit log."""

from unittest.mock import patch

import pytest
from celery.canvas import Signature
from celery.exceptions import OperationalError
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from backend.audit import log
from backend.audit.models import Dispatch, DispatchState, Event
from tests.factories import NetworkFactory, person
from tests.records import nothing_written, the_only_event


class TestRecord:
    def test_writes_who_did_what_to_what(self) -> None:
        network, champa = NetworkFactory.create(), person(named="champa")

        log.record("network.changed", network, by=champa, changes={"fields": ["name"]})

        event = the_only_event()
        assert (event.kind, event.subject_type, event.subject_id) == (
            "network.changed",
            "campaigns.network",
            network.pk,
        )
        assert (event.actor_id, event.actor_label) == (champa.pk, "champa")
        assert event.changes == {"fields": ["name"]}

    def test_names_nobody_where_the_calendar_acted(self) -> None:
        log.record("network.changed", NetworkFactory.create(), by=None)

        assert (the_only_event().actor_id, the_only_event().actor_label) == (None, "")

    def test_leaves_the_event_waiting_to_be_passed_on(self) -> None:
        event = log.record("network.changed", NetworkFactory.create(), by=None)

        dispatch = Dispatch.objects.get()
        assert event is not None
        assert (dispatch.event_id, dispatch.state) == (event.pk, DispatchState.PENDING)
        assert (dispatch.attempts, dispatch.cursor, dispatch.done_at) == (0, None, None)

    def test_rings_the_bell_once_when_the_transaction_commits(
        self, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
    ) -> None:
        with (
            patch.object(Signature, "apply_async") as bell,
            django_capture_on_commit_callbacks(execute=True),
        ):
            log.record("network.changed", NetworkFactory.create(), by=None)
            bell.assert_not_called()

        bell.assert_called_once()

    def test_does_not_mind_a_broker_that_is_down(
        self,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        with (
            patch.object(Signature, "apply_async", side_effect=OperationalError),
            django_capture_on_commit_callbacks(execute=True),
        ):
            event = log.record("network.changed", NetworkFactory.create(), by=None)

        assert event is not None
        assert "the broker does not answer" in caplog.text


class TestAFactThatMayBeFoundAgain:
    def test_is_recorded_the_first_time(self) -> None:
        network = NetworkFactory.create()

        log.record("network.changed", network, by=None, once="network:2026-03-08")

        assert the_only_event().dedupe_key == "network:2026-03-08"

    def test_writes_nothing_the_second_time(self) -> None:
        network = NetworkFactory.create()
        log.record("network.changed", network, by=None, once="network:2026-03-08")

        with nothing_written():
            again = log.record("network.changed", network, by=None, once="network:2026-03-08")

        assert again is None

    def test_is_another_fact_under_another_key(self) -> None:
        network = NetworkFactory.create()
        log.record("network.changed", network, by=None, once="network:2026-03-08")

        log.record("network.changed", network, by=None, once="network:2026-03-09")

        assert Event.objects.count() == 2


@pytest.mark.django_db(transaction=True)
class TestRecordAndTheChange:
    def test_cannot_be_apart(self) -> None:
        network = NetworkFactory.create()

        with pytest.raises(RuntimeError, match="must share a transaction"):
            log.record("network.changed", network, by=None)

        assert not Event.objects.exists()

    def test_fall_together(self) -> None:
        network = NetworkFactory.create()

        with nothing_written(), transaction.atomic():
            log.record("network.changed", network, by=None)
            transaction.set_rollback(True)

        assert not Dispatch.objects.exists()

    def test_of_a_change_undone_ring_no_bell(self) -> None:
        network = NetworkFactory.create()

        with patch.object(Signature, "apply_async") as bell, transaction.atomic():
            log.record("network.changed", network, by=None)
            transaction.set_rollback(True)

        bell.assert_not_called()
