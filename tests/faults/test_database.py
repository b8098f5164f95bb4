"""PostgreSQL goes away, ends our connections or has no room left, while alerts are on their way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from backend.audit.models import Dispatch, DispatchState
from notifications.models import Notification
from tests.faults.line import Line, line_to_database
from tests.faults.services import until
from tests.faults.stub import Stub
from tests.faults.texting import (
    HELD,
    at_work,
    let_leases_end,
    one_text,
    states,
    sweep_until_sent,
)

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def go_away(line: Line) -> None:
    line.cut()


def end_connections(_line: Line) -> None:
    run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


class TestADatabaseThatIsGoneWhileATextIsOnItsWay:
    @pytest.mark.parametrize("fault", [go_away, end_connections], ids=lambda act: act.__name__)
    def test_leaves_a_doubt_that_the_providers_key_settles(
        self, provider: Stub, tmp_path: Path, fault: Callable[[Line], None]
    ) -> None:
        """The text is at the provider, and how that ended cannot be written down.

        To see it fail: ``FAULT_OFF=notifications.actions.delivering:requeue_lost``.
        """
        provider.behave("hold")
        log = tmp_path / "worker.log"
        with (
            line_to_database() as line,
            at_work(provider, log=log, DATABASE_URL=line.url, **HELD),
        ):
            one_text()
            until(provider.log, what="the text is at the provider")
            fault(line)
            provider.answer()
            until(lambda: "OperationalError" in log.read_text(), what="the worker found out")
            assert states() == [("sending", 0)]

            if fault is go_away:
                line.mend()
            let_leases_end()
            sweep_until_sent()

        assert states() == [("accepted", 1)]
        assert list(provider.log().values()) == [1]
        assert list(provider.log(what="known").values()) == [1]


@contextmanager
def no_room(where: str) -> Iterator[None]:
    """Let PostgreSQL refuse to write there, in the words of a full disk."""
    run(
        "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$"
    )
    try:
        run(f"CREATE TRIGGER no_room BEFORE {where} EXECUTE FUNCTION no_room()")
        yield
    finally:
        run("DROP FUNCTION no_room CASCADE")


class TestADatabaseWithoutRoom:
    def test_for_notices_tells_all_of_them_when_it_has_room(
        self, provider: Stub, tmp_path: Path
    ) -> None:
        """To see it fail: ``FAULT_OFF=notifications.actions.fanout:_put_back``; no try is noted."""
        log = tmp_path / "worker.log"
        with at_work(provider, log=log):
            with no_room("INSERT ON notifications_notification"):
                event = one_text()
                tried = Dispatch.objects.filter(pk=event.pk).exclude(last_error="")
                until(tried.exists, what="a try has failed")
                assert Dispatch.objects.get(pk=event.pk).state == DispatchState.PENDING
                assert not Notification.objects.exists()
            let_leases_end()
            sweep_until_sent()

        assert Notification.objects.count() == 1
        assert list(provider.log().values()) == [1]

    def test_for_an_outcome_sends_nothing_a_second_time(
        self, provider: Stub, tmp_path: Path
    ) -> None:
        """To see it fail: ``FAULT_OFF=notifications.actions.delivering:requeue_lost``."""
        log = tmp_path / "worker.log"
        accepted = "UPDATE ON notifications_delivery FOR EACH ROW WHEN (NEW.state = 'accepted')"
        with at_work(provider, log=log):
            with no_room(accepted):
                one_text()
                until(lambda: "DiskFull" in log.read_text(), what="it could not be written down")
            let_leases_end()
            sweep_until_sent()

        assert states() == [("accepted", 1)]
        assert list(provider.log().values()) == [1]
