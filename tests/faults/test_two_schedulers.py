"""Two schedulers by mistake, each ringing for everything again and again, and two workers."""

from collections import Counter
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from backend.audit.models import Event
from notifications.clock import database_now
from notifications.models import Delivery, Digest, Notification
from tests.factories import DeliveryFactory, MilestoneFactory, SubscriptionFactory
from tests.faults.services import scheduler, until
from tests.faults.stub import Stub
from tests.faults.texting import at_work, one_text

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

TASKS = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
ROUNDS = 3


def rung_for(log: Path) -> Counter[str]:
    """Return how often a scheduler rang for each task."""
    lines = log.read_text().splitlines() if log.exists() else []
    rings = [line for line in lines if "Sending due task" in line]
    return Counter(task for line in rings for task in TASKS if f"({task})" in line)


def kept_for_a_summary() -> None:
    """Keep one message for the summary of a reader whose hour has come."""
    held = DeliveryFactory.create(state="held", period="daily")
    held.user.time_zone = "Etc/GMT-14" if database_now().hour < 8 else "Etc/UTC"
    held.user.save(update_fields=["time_zone"])


def all_sent(number: int) -> bool:
    sent = Delivery.objects.filter(state="accepted")
    return sent.count() == number and not Delivery.objects.filter(state="held").exists()


def rang_for_everything(log: Path) -> bool:
    """Say whether a scheduler rang for each task, and more than once."""
    return all(rung_for(log)[task] >= ROUNDS for task in TASKS)


class TestTwoSchedulers:
    def test_make_one_event_one_summary_and_one_message_of_each_cause(
        self, provider: Stub, tmp_path: Path
    ) -> None:
        """Every regular task runs many times over, and some at the same moment.

        To see it fail, leave ``once`` out of ``cases.actions.calendar._tell``: the date is told
        of at every ring.
        """
        broker, logs = str(settings.REDIS_URL), [tmp_path / "beat-1.log", tmp_path / "beat-2.log"]
        near = MilestoneFactory.create(planned_on=timezone.now().date(), law_review__is_public=True)
        SubscriptionFactory.create(scope_type="review", scope_id=str(near.law_review_id))
        kept_for_a_summary()
        with ExitStack() as running:
            for number in (1, 2):
                running.enter_context(at_work(provider, log=tmp_path / f"worker-{number}.log"))
            for log in logs:
                running.enter_context(scheduler(broker=broker, log=log, every=0.5))
            one_text()
            for log in logs:
                until(partial(rang_for_everything, log), what="each rang for everything")
            until(lambda: all_sent(2), what="the text and the summary are out")

        assert Event.objects.filter(kind="milestone.due_soon").count() == 1
        assert Digest.objects.count() == 1
        pairs = Counter(Notification.objects.values_list("event", "user"))
        assert set(pairs.values()) == {1}
        assert list((provider.log() + provider.log(via="smtp")).values()) == [1, 1]
