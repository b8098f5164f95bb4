"""Thousands are told while they read, tidy their inboxes, and others begin to follow.

``FAULT_PEOPLE=1000000`` makes them a million, in chunks of ten thousand as in a house.
"""

import os
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count

from backend import bell
from backend.accounts.models import User
from backend.audit.log import DISPATCH_TASK
from backend.audit.models import Dispatch, DispatchState, Event
from bench import crowd
from cases.models import LawReview
from notifications.models import Notification, Subscription
from tests.factories import LawReviewFactory, MilestoneFactory, SubscriptionFactory
from tests.faults.services import on_its_own_connection, until
from tests.faults.stub import Stub
from tests.faults.texting import at_work
from tests.interface import program
from tests.notifications.stage import happened

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

PEOPLE = int(os.environ.get("FAULT_PEOPLE", "5000"))
CHUNK = min(10_000, PEOPLE // 10)
READERS = 2
INBOX = "/api/v1/notifications/"
CHANCE = random.Random(7)  # noqa: S311  # no secret hangs on it


def is_told(event: Event) -> bool:
    return Dispatch.objects.get(pk=event.pk).state == DispatchState.DONE


def read_until(over: threading.Event, people: list[User]) -> tuple[int, set[Any]]:
    """Read inboxes, and mark what is in them as read; return how many, and which notices."""
    number, read = 0, set[Any]()
    while not over.is_set():
        person = program(CHANCE.choice(people))
        answer: Any = person.get(INBOX)
        assert answer.status_code == 200, answer.content
        for notice in answer.json()["results"]:
            read.add(notice["id"])
            marked: Any = person.post(f"{INBOX}{notice['id']}/mark-read/")
            assert marked.status_code == 200, marked.content
        number += 1
    return number, read


def begin_to_follow_until(over: threading.Event, review: LawReview) -> int:
    number = 0
    while not over.is_set():
        SubscriptionFactory.create(scope_type="review", scope_id=str(review.pk))
        number += 1
    return number


def gather(review: LawReview) -> set[Any]:
    """Let people follow a law review; return who they are."""
    crowd.run(crowd.PEOPLE.format(size=PEOPLE))
    crowd.run(crowd.FOLLOW.format(review=review.pk))
    return set(Subscription.objects.values_list("user", flat=True))


class TestACrowdThatIsToldWhileItReads:
    def test_gets_one_notice_each_and_every_reader_an_answer(
        self, provider: Stub, tmp_path: Path
    ) -> None:
        """To see it fail: ``FAULT_OFF=backend.audit.log:wake``; nobody goes on after one chunk."""
        milestone = MilestoneFactory.create(law_review=LawReviewFactory.create(is_public=True))
        review = milestone.law_review
        followers = gather(review)
        people = list(User.objects.filter(username__startswith="person-").order_by("pk")[:200])

        over = threading.Event()
        with (
            at_work(provider, log=tmp_path / "worker.log", FAULT_CHUNK=str(CHUNK)),
            ThreadPoolExecutor(READERS + 1) as others,
        ):
            event = happened("milestone.reached", milestone, reached_on="2026-11-22")
            reading = [
                others.submit(on_its_own_connection, partial(read_until, over, people))
                for _reader in range(READERS)
            ]
            following = others.submit(
                on_its_own_connection, partial(begin_to_follow_until, over, review)
            )
            bell.ring(DISPATCH_TASK, event_id=event.pk)
            try:
                until(partial(is_told, event), what="everybody is told")
            finally:
                over.set()

        assert all(one.result()[0] for one in reading)
        assert following.result()
        notices = Notification.objects.filter(event=event)
        doubled = notices.values("user").annotate(number=Count("pk")).filter(number__gt=1)
        assert not doubled.exists()
        assert followers - set(notices.values_list("user", flat=True)) == set()
        read = set.union(*(one.result()[1] for one in reading))
        assert not notices.filter(pk__in=read, read_at__isnull=True).exists()
