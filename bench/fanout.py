"""One event to 100,000 followers, against the raw INSERT … SELECT of the same rows.

The tables already hold the notices of earlier events, and each round begins from the same state.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from backend.accounts.models import User
from backend.audit.models import Dispatch, Event
from notifications.actions import fanout
from notifications.models import Delivery, Notification
from tests import factories

FOLLOWERS = 100_000
EARLIER_EVENTS = 5
ROUNDS = 5

MEMBERS = """
INSERT INTO campaigns_roleassignment (id, user_id, role, network_id, country, is_house, starts_on)
SELECT gen_random_uuid(), id, 'organiser', %s, '', false, '2020-01-01' FROM accounts_user
WHERE username LIKE 'person-%%'
"""
FOLLOW = """
INSERT INTO notifications_subscription (id, user_id, scope_type, scope_id, level, created_at)
SELECT gen_random_uuid(), id, %s, %s, 'all', now() FROM accounts_user
WHERE username LIKE 'person-%%'
"""
ADDRESSES = """
INSERT INTO notifications_address (id, user_id, channel, sealed, fingerprint, state, verified_at,
    created_at, is_letter_due)
SELECT gen_random_uuid(), id, 'email', '', username, 'active', now(), now(), false
FROM accounts_user
WHERE username LIKE 'person-%%'
"""
NOTICES = """
INSERT INTO notifications_notification (id, event_id, user_id, kind, subject_type, subject_id,
    thread, reason, created_at)
SELECT gen_random_uuid(), %s, user_id, %s, %s, %s, scope_type || ':' || scope_id,
    scope_type || ':' || scope_id, now()
FROM notifications_subscription
WHERE scope_type = %s AND scope_id = %s ON CONFLICT DO NOTHING
"""
MESSAGES = """
INSERT INTO notifications_delivery (key, notification_id, user_id, channel, address_id, period,
    state, due_at, attempts, doubtful, last_error, created_at)
SELECT gen_random_uuid(), n.id, n.user_id, a.channel, a.id, '', 'queued', now(), 0, 0, '', now()
FROM notifications_notification AS n JOIN notifications_address AS a USING (user_id)
WHERE event_id = %s ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Story:
    """What happens, and what its followers follow."""

    title: str
    kind: str
    subject: Model
    scope: tuple[str, str]

    def begin(self) -> Event:
        """Write the event anew; the round before left nothing."""
        event = Event.objects.create(
            kind=self.kind,
            subject_type=self.subject._meta.label_lower,
            subject_id=self.subject.pk,
            changes={"reached_on": "2026-03-08"},
            happened_at=timezone.now(),
        )
        Dispatch.objects.create(event=event)
        return event

    def insert_notices(self, event: Event) -> None:
        run(NOTICES, event.pk, event.kind, event.subject_type, event.subject_id, *self.scope)


def main() -> None:
    """Print what each story costs by the raw statement and by ``fan_out``."""
    User.objects.bulk_create(User(username=f"person-{n}", language="th") for n in range(FOLLOWERS))
    milestone = factories.MilestoneFactory.create()
    review = str(milestone.law_review_id)
    case = factories.CaseFactory.create()
    run(MEMBERS, case.network_id)
    stories = [
        Story(
            "public milestone",
            "milestone.reached",
            milestone,
            ("review", review),
        ),
        Story("case of a network", "case.logged", case, ("network", str(case.network_id))),
    ]
    for story in stories:
        run(FOLLOW, *story.scope)
    for _earlier in range(EARLIER_EVENTS):
        stories[0].insert_notices(stories[0].begin())
    print(f"{FOLLOWERS:,} followers, medians of {ROUNDS} rounds, in seconds", flush=True)
    for story in stories:
        compare(story, "notices", raw=story.insert_notices)
    run(ADDRESSES)
    for story in stories:
        compare(story, "notices and messages", raw=_notices_and_messages(story))


def _notices_and_messages(story: Story) -> Callable[[Event], None]:
    def raw(event: Event) -> None:
        story.insert_notices(event)
        run(MESSAGES, event.pk)

    return raw


def compare(story: Story, what: str, *, raw: Callable[[Event], None]) -> None:
    """Let both do the same by turns and print the medians and their ratio."""
    ways = {"raw": raw, "fan_out": _fan_out}
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(ROUNDS):
        for name, way in ways.items():
            took[name].append(_time(story, way))
    medians = {name: statistics.median(times) for name, times in took.items()}
    ratio = medians["fan_out"] / medians["raw"]
    print(
        f"{story.title}, {what}: raw {medians['raw']:.2f}, "
        f"fan_out {medians['fan_out']:.2f}, ratio {ratio:.2f}",
        flush=True,
    )


def _fan_out(event: Event) -> None:
    assert fanout.fan_out(event.pk, now=timezone.now())


def _time(story: Story, way: Callable[[Event], None]) -> float:
    event = story.begin()
    _settle()
    begin = time.perf_counter()
    way(event)
    end = time.perf_counter()
    mine = Notification.objects.filter(event=event)
    assert mine.count() == FOLLOWERS
    Delivery.objects.filter(notification__event=event)._raw_delete("default")
    mine._raw_delete("default")
    return end - begin


def _settle() -> None:
    """Clear what the round before left, so that nothing is done in the background meanwhile."""
    run("VACUUM (ANALYZE)")
    run("CHECKPOINT")


def run(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
