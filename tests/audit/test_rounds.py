"""Regular tasks where the scheduler is silent: any worker rings, and one works at a time."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from backend.audit import rounds
from backend.audit.models import Round
from backend.celery import app
from notifications.clock import database_now

HOUR = dt.timedelta(hours=1)
DIGESTS = {"notifications.close_digests": HOUR}


def overdue(*, after: dt.timedelta = dt.timedelta()) -> list[str]:
    return rounds.overdue(DIGESTS, now=database_now() + after)


class TestATaskThatDidNotRun:
    def test_is_rung_for_once_when_it_is_overdue(self) -> None:
        rounds.note("notifications.close_digests")

        assert overdue(after=HOUR) == []
        assert overdue(after=2 * HOUR) == ["notifications.close_digests"]
        assert overdue(after=2 * HOUR) == []

    def test_is_rung_for_again_where_that_ring_was_lost(self) -> None:
        rounds.note("notifications.close_digests")
        overdue(after=2 * HOUR)

        assert overdue(after=2 * HOUR + 2 * rounds.RING_AGAIN) == ["notifications.close_digests"]

    def test_has_a_while_to_run_by_itself_where_it_never_ran(self) -> None:
        assert overdue() == []
        assert overdue(after=2 * rounds.RING_AGAIN) == ["notifications.close_digests"]


class TestEveryRegularTask:
    def test_notes_that_it_runs(self) -> None:
        app.tasks["notifications.close_digests"].before_start("an-id", (), {})
        app.tasks["notifications.deliver"].before_start("an-id", (), {})

        assert list(Round.objects.values_list("task", flat=True)) == ["notifications.close_digests"]


class TestAWorkerAlone:
    def test_lets_the_next_one_in_when_it_is_done(self) -> None:
        with rounds.alone("a", now=database_now()) as first:
            pass
        with rounds.alone("a", now=database_now()) as second:
            pass

        assert (first, second) == (True, True)

    @pytest.mark.services
    @pytest.mark.django_db(transaction=True)
    def test_keeps_others_out_but_not_from_other_tasks(self) -> None:
        """To see it fail, let ``_lock`` say yes whatever the database says."""

        def try_it(task: str) -> bool:
            try:
                with rounds.alone(task, now=database_now()) as is_ours:
                    return is_ours
            finally:
                connection.close()

        with rounds.alone("a", now=database_now()) as mine, ThreadPoolExecutor(1) as another:
            found = [another.submit(try_it, task).result() for task in ("a", "b")]

        assert (mine, found) == (True, [False, True])

    def test_that_died_keeps_nobody_out_for_long(self) -> None:
        if connection.vendor == "postgresql":
            return  # there the lock goes with its connection
        assert rounds._lease("a", database_now())

        assert not rounds._lease("a", database_now())
        assert rounds._lease("a", database_now() + 2 * rounds.LEASE)
