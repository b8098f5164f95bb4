"""From commit to the provider, for one urgent event after another, while a big one is told.

A quick worker and a sender as in docker-compose.yml, a Redis (``REDIS_URL``) and a provider that
writes down what it takes. A hundred thousand people follow what happens first, and all get mail of
it; each urgent event is for one person, by mail as well.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.db import transaction
from django.db.models import Model

from backend.audit import log
from backend.audit.models import Dispatch, DispatchState
from bench import crowd
from notifications.models import Delivery, DeliveryState
from tests import factories

FOLLOWERS = int(os.environ.get("FOLLOWERS", "100000"))
EVENTS = int(os.environ.get("EVENTS", "60"))
GOAL = 1.0
CHANCE = random.Random()
WORKERS = {"worker": "urgent,dispatch,sweep", "sender": "deliver,periodic"}


def main() -> None:
    """Print p50, p95 and the longest, while the big event is told and while it is sent."""
    big = factories.MilestoneFactory.create()
    crowd.run(crowd.PEOPLE.format(size=FOLLOWERS))
    crowd.run(crowd.FOLLOW.format(review=big.law_review_id))
    crowd.run(crowd.ADDRESSES.format(channel="email"))
    small = factories.MilestoneFactory.create()
    follower = factories.SubscriptionFactory.create(
        scope_type="review", scope_id=str(small.law_review_id)
    ).user
    factories.AddressFactory.create(user=follower)
    crowd.settle()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        port = running.enter_context(_provider(Path(folder) / "provider"))
        for name, queues in WORKERS.items():
            running.enter_context(_worker(name, queues, mail_port=port, folder=Path(folder)))
        _measure(big, small.law_review)


def _measure(big: Model, review: Model) -> None:
    _happen("milestone.reached", big, reached_on="2026-03-08")
    begin = time.monotonic()
    while_told, while_sent = list[int](), list[int]()
    for _event in range(EVENTS):
        event = _happen("review.regressed", review, on="2026-03-08")
        (while_told if _is_being_told() else while_sent).append(event)
        if len(while_sent) == 1:
            print(f"everybody was told after {time.monotonic() - begin:.1f} s", flush=True)
        time.sleep(CHANCE.uniform(0.1, 0.5))
    time.sleep(5)
    sent = Delivery.objects.filter(state=DeliveryState.ACCEPTED, is_urgent=False).count()
    print(f"meanwhile {sent:,} of {FOLLOWERS:,} other messages went out")
    _report("while it is told", while_told)
    _report("while it is sent", while_sent)


def _is_being_told() -> bool:
    return Dispatch.objects.filter(
        state=DispatchState.PENDING, event__kind="milestone.reached"
    ).exists()


def _happen(kind: str, subject: Model, **changes: str) -> int:
    with transaction.atomic():
        event = log.record(kind, subject, by=None, changes=changes)
    assert event is not None
    return int(event.pk)


def _report(when: str, events: list[int]) -> None:
    rows = Delivery.objects.filter(notification__event__in=events).values_list(
        "accepted_at", "notification__event__happened_at"
    )
    took = sorted((at - since).total_seconds() for at, since in rows if at)
    if len(took) < 2:
        print(f"{when}: {len(took)} of {len(events)}")
        return
    p95 = statistics.quantiles(took, n=20)[-1]
    print(
        f"{when}: {len(took)} of {len(events)} urgent events, p50 {statistics.median(took):.2f} s, "
        f"p95 {p95:.2f} s, longest {took[-1]:.2f} s (goal: p95 {GOAL} s)",
        flush=True,
    )


@contextmanager
def _provider(folder: Path) -> Iterator[int]:
    folder.mkdir()
    (folder / "mode").write_text("ok")
    program = [sys.executable, "tests/faults/provider.py", str(folder)]
    with subprocess.Popen(program) as process:  # noqa: S603  # our own
        while not (folder / "ports").exists():
            time.sleep(0.05)
        yield int((folder / "ports").read_text().split()[1])
        process.kill()


@contextmanager
def _worker(name: str, queues: str, *, mail_port: int, folder: Path) -> Iterator[None]:
    log_file = folder / f"{name}.log"
    with log_file.open("wb") as kept:
        process = subprocess.Popen(  # noqa: S603  # our own
            [
                *(sys.executable, "-m", "celery", "-A", "backend", "worker", "-c", "2"),
                *("-Q", queues, "-n", f"{name}@bench", "-l", "INFO"),
            ],
            env=os.environ | {"EMAIL_URL": f"smtp://127.0.0.1:{mail_port}", "LOG_LEVEL": "INFO"},
            stdout=kept,
            stderr=kept,
        )
        while b"ready." not in log_file.read_bytes():
            time.sleep(0.1)
        try:
            yield
        finally:
            process.kill()
            process.wait()
