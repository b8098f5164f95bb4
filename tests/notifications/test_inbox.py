"""What a person does with her notices."""

import datetime as dt

from django.utils import timezone

from notifications.actions import inbox
from notifications.models import Notification
from tests.factories import NotificationFactory, person

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def notice(name: str = "malee") -> Notification:
    made: Notification = NotificationFactory.create(user=person(name))
    return made


class TestMarkSeen:
    def test_notes_when_it_was_first_shown(self) -> None:
        one = notice()

        inbox.mark_seen([one], by=one.user, now=NOON)
        one.refresh_from_db()
        inbox.mark_seen([one], by=one.user, now=timezone.now())

        one.refresh_from_db()
        assert (one.seen_at, one.read_at) == (NOON, None)

    def test_touches_nobody_elses(self) -> None:
        one = notice()

        inbox.mark_seen([one], by=person(), now=NOON)

        one.refresh_from_db()
        assert one.seen_at is None


class TestMarkRead:
    def test_counts_as_seen_and_keeps_the_first_moment(self) -> None:
        one = notice()

        inbox.mark_read(one, by=one.user, now=NOON)
        inbox.mark_read(one, by=one.user, now=timezone.now())

        assert (one.seen_at, one.read_at) == (NOON, NOON)

    def test_touches_nobody_elses(self) -> None:
        one = notice()

        inbox.mark_read(one, by=person(), now=NOON)

        assert one.read_at is None


class TestMarkAllRead:
    def test_says_how_many_were_unread(self) -> None:
        malee = person("malee")
        NotificationFactory.create_batch(2, user=malee)
        NotificationFactory.create(user=malee, read_at=NOON)
        others = notice("hnin")

        assert inbox.mark_all_read(by=malee, now=NOON) == 2
        assert inbox.mark_all_read(by=malee, now=NOON) == 0

        others.refresh_from_db()
        assert others.read_at is None


class TestArchive:
    def test_puts_it_away_as_read(self) -> None:
        one = notice()

        inbox.archive(one, by=one.user, now=NOON)

        assert (one.read_at, one.archived_at) == (NOON, NOON)
        assert not Notification.objects.in_inbox().exists()
