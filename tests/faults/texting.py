"""Texts that somebody gets of something that happened, and a worker that sends them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from backend import bell
from backend.audit.log import DISPATCH_TASK
from backend.audit.models import Dispatch, Event
from cases.models import LawReview
from notifications.clock import database_now
from notifications.models import Delivery
from tests.factories import (
    AddressFactory,
    LawReviewFactory,
    MilestoneFactory,
    PreferenceFactory,
    SubscriptionFactory,
)
from tests.faults.services import Worker, until, worker
from tests.faults.stub import Stub
from tests.notifications.stage import happened

HELD = {"FAULT_PATIENCE": "300"}
"""For a text that the provider holds: on a busy machine ten seconds pass before it is let go."""


@contextmanager
def at_work(provider: Stub, *, log: Path, broker: str = "", **faults: str) -> Iterator[Worker]:
    """Run a worker that sends texts and mails through ``provider``."""
    with worker(
        broker=broker or str(settings.REDIS_URL),
        mail_port=provider.smtp_port,
        log=log,
        faults=provider.settings | faults,
    ) as one:
        yield one


def a_reader_of_texts() -> LawReview:
    """Return a law review that one person follows by text."""
    review: LawReview = LawReviewFactory.create(is_public=True)
    follower = SubscriptionFactory.create(scope_type="review", scope_id=str(review.pk)).user
    AddressFactory.create(user=follower, channel="sms", plain="+66812345678")
    PreferenceFactory.create(user=follower, channel="sms", cadence="now")
    return review


def one_text() -> Event:
    """Let something happen that one person gets a text about."""
    milestone = MilestoneFactory.create(law_review=a_reader_of_texts())
    event = happened("milestone.reached", milestone, reached_on="2026-11-22")
    bell.ring(DISPATCH_TASK, event_id=event.pk)
    return event


def states() -> list[tuple[str, int]]:
    return list(Delivery.objects.values_list("state", "doubtful"))


def let_leases_end() -> None:
    """Do what two minutes would."""
    past = database_now() - dt.timedelta(seconds=1)
    for held in (Delivery, Dispatch):
        held._default_manager.filter(lease_until__isnull=False).update(lease_until=past)


def sweep_until_sent(number: int = 1) -> None:
    """Ring for the sweep, as the scheduler would, until so many messages are done with."""

    def sent() -> bool:
        Delivery.objects.filter(state="queued").update(due_at=database_now())
        bell.ring("notifications.sweep")
        done = [state in {"accepted", "unknown", "dead"} for state, _ in states()]
        return all(done) and len(done) == number

    until(sent, what="every message is done with")


def rounds_done(one: Worker, task: str = "notifications.deliver") -> int:
    """Return how often a worker said that it is done with a task."""
    lines = Path(one.log.name).read_text().splitlines()
    return sum(f"{task}[" in line and "succeeded" in line for line in lines)
