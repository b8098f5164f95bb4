"""What a person does with her notices."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from backend.accounts.models import User
from notifications.models import Notification


def mark_seen(notices: Iterable[Notification], *, by: User, now: dt.datetime) -> None:
    """Note that these were shown to her."""
    new = [notice.pk for notice in notices if notice.seen_at is None]
    if new:
        mine = Notification.objects.visible_to(by).filter(pk__in=new, seen_at__isnull=True)
        mine.update(seen_at=now)


def mark_read(notice: Notification, *, by: User, now: dt.datetime) -> Notification:
    """Mark one notice read; reading it again changes nothing."""
    mine = Notification.objects.visible_to(by).filter(pk=notice.pk)
    mine.filter(seen_at__isnull=True).update(seen_at=now)
    mine.filter(read_at__isnull=True).update(read_at=now)
    notice.refresh_from_db(fields=["seen_at", "read_at"])
    return notice


def mark_all_read(*, by: User, now: dt.datetime) -> int:
    """Mark everything read; return how many notices were unread."""
    unread = Notification.objects.visible_to(by).unread()
    unread.filter(seen_at__isnull=True).update(seen_at=now)
    return unread.update(read_at=now)


@transaction.atomic
def archive(notice: Notification, *, by: User, now: dt.datetime) -> Notification:
    """Put one notice away; it counts as read."""
    mark_read(notice, by=by, now=now)
    mine = Notification.objects.visible_to(by).filter(pk=notice.pk, archived_at__isnull=True)
    mine.update(archived_at=now)
    notice.refresh_from_db(fields=["archived_at"])
    return notice
