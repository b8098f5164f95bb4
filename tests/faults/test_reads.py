"""A process dies while it shows cases: what it answered is in the record of who read it.

It kills itself before or after one of its statements, or of its commits, chosen by chance.
"""

import os
import random
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from backend.audit import reads, verifying
from backend.audit.models import Read
from cases.models import AdvocacyCase
from tests.factories import CaseFactory, leader
from tests.web.browser import browser_of

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

CHANCE = random.Random(5)  # noqa: S311  # no secret hangs on it
KILLS = int(os.environ.get("FAULT_READS", "50"))
STATEMENTS = 90
"""About as many as three answers take."""


class Doom:
    """Kills this process at its nth statement or commit, before or after it is done."""

    def __init__(self, at: int, *, before: bool) -> None:
        self.left, self.before = at, before

    def around(self, act: Any, *args: Any) -> Any:
        self.left -= 1
        if self.left == 0 and self.before:
            os.kill(os.getpid(), signal.SIGKILL)
        done = act(*args)
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done


@contextmanager
def doomed(doom: Doom) -> Iterator[None]:
    commit = connection._commit  # type: ignore[attr-defined]
    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(doom.around))
        stack.enter_context(patch.object(connection, "_commit", lambda: doom.around(commit)))
        yield


def answers_until_death(client: Client, paths: list[str], doom: Doom) -> int:
    """Let a process of its own show each page in turn; return how many answers left it."""
    connection.close()  # or both would speak on one line
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(ours)
            with doomed(doom):
                for path in paths:
                    if client.get(path).status_code == 200:
                        os.write(its, b".")
        finally:
            os._exit(0)
    os.close(its)
    with os.fdopen(ours, "rb") as line:
        answered = len(line.read())
    os.waitpid(child, 0)
    return answered


def under_fire(case: AdvocacyCase, *, kills: int) -> int:
    """Return how often a case was shown by processes that were killed."""
    client = browser_of(leader(case.network))
    page, program = reverse("cases:case", args=[case.pk]), f"/api/v1/cases/{case.pk}/"
    paths = [page, program, page]
    return sum(
        answers_until_death(
            client,
            paths,
            Doom(CHANCE.randrange(1, STATEMENTS), before=CHANCE.random() < 0.5),
        )
        for _kill in range(kills)
    )


class TestAProcessThatDies:
    def test_answered_nothing_that_is_not_in_the_record(self) -> None:
        case = CaseFactory.create()

        answered = under_fire(case, kills=KILLS)

        assert answered > KILLS / 4
        assert answered <= Read.objects.count()
        assert list(verifying.faults()) == []

    def test_would_be_found_out_if_it_kept_no_record(self) -> None:
        case = CaseFactory.create()

        with patch.object(reads, "record_each"):
            answered = under_fire(case, kills=10)

        assert answered > Read.objects.count()
