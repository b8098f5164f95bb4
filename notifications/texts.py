"""The words of a notice: for its reader inside the house, and for what leaves it."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext

from backend.accounts.models import User
from backend.translated import in_language
from notifications.kinds import KINDS, NEUTRAL, Kind
from notifications.models import Notification, Scope
from notifications.subjects import SUBJECTS
from notifications.subjects.campaigns import public_campaigns
from notifications.telling import Telling

logger = logging.getLogger(__name__)

Subjects = Mapping[tuple[str, UUID], Any]


@dataclass(frozen=True, slots=True)
class Notice:
    """One notification with the words for its reader, in the active language."""

    notification: Notification
    text: str
    path: str
    """Where it leads; "" where its reader may not see the thing any more."""
    is_past: bool = False
    """It was so, and is not any more: a date moved, a task was done."""

    @property
    def wants_answer(self) -> bool:
        """Whether somebody has to say that she saw it."""
        kind = KINDS.get(self.notification.kind)
        return bool(self.path) and kind is not None and kind.wants_answer

    @property
    def can_be_muted(self) -> bool:
        """Whether it belongs to something that can be followed, and so be muted."""
        return self.notification.thread.partition(":")[0] in Scope.values

    @property
    def link(self) -> str:
        """The full address of where it leads, or of the page that says it is not hers to see."""
        return link(self.path or open_path(self.notification))


def worded(notifications: Iterable[Notification], *, user: User) -> list[Notice]:
    """Write each notice from what ``user`` may see now; one query per type of subject.

    What she may not see any more keeps its place with neutral words.
    """
    rows = list(notifications)
    seen = _seen_subjects(rows, user=user)
    return [_notice(row, seen, user=user) for row in rows]


def _seen_subjects(rows: Iterable[Notification], *, user: User) -> Subjects:
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        wanted.setdefault(row.subject_type, set()).add(row.subject_id)
    return {
        (label, thing.pk): thing
        for label, ids in wanted.items()
        if label in SUBJECTS
        for thing in SUBJECTS[label].visible_to(user).filter(pk__in=ids)
    }


def _notice(row: Notification, seen: Subjects, *, user: User) -> Notice:
    subject, kind = seen.get((row.subject_type, row.subject_id)), KINDS.get(row.kind)
    if subject is None or kind is None:
        return Notice(row, str(NEUTRAL), "")
    path = (kind.leads_to or SUBJECTS[row.subject_type].path)(subject)
    text = _sentence(row, kind.text, subject, user=user)
    return Notice(row, text, path, is_past=not kind.holds(row.event, subject))


def _sentence(
    row: Notification, write: Callable[[Telling, Any], str], subject: Any, *, user: User
) -> str:
    try:
        return write(Telling(row.event, user.calendar), subject)
    except (LookupError, ValueError):
        # Entries of the record cannot be mended, and one bad one must not shut an inbox.
        logger.exception("event %s (%s) cannot be put into words", row.event_id, row.kind)
        return str(NEUTRAL)


@dataclass(frozen=True, slots=True)
class Outside:
    """What may leave the house about one notice: its words and an opaque link."""

    text: str
    """For a letter."""
    short: str
    """For a lock screen, a chat or an SMS."""
    link: str
    group: str = ""
    """The public campaign it belongs to, by its title."""


def outside(notifications: Iterable[Notification], *, user: User) -> list[Outside]:
    """Write what a message may say of each; what its reader may not see is left out.

    So is what has no cause any more. The whole sentence goes out only about what is public,
    and only as far as its kind lets its words out; anything else is neutral, and its link names
    nothing: it leads to sign-in, and access is asked again there.
    """
    rows = list(notifications)
    seen = _seen_subjects(rows, user=user)
    told = [
        (row, kind, subject)
        for row in rows
        if (subject := seen.get((row.subject_type, row.subject_id))) is not None
        and (kind := KINDS.get(row.kind)) is not None
        and kind.holds(row.event, subject)
    ]
    public = [thing for row, _kind, thing in told if SUBJECTS[row.subject_type].is_public(thing)]
    groups = _groups(public) if len(rows) > 1 else {thing.pk: "" for thing in public}
    return [
        _named(row, kind, thing, user=user, group=groups[thing.pk])
        if thing.pk in groups
        else _unnamed(row)
        for row, kind, thing in told
    ]


def _groups(public: Iterable[Any]) -> dict[UUID, str]:
    """Return the title of the campaign each thing serves, "" where it serves none."""
    things = list(public)
    campaigns = public_campaigns(things)
    return {
        thing.pk: in_language(campaigns[thing.pk]) if thing.pk in campaigns else ""
        for thing in things
    }


def _named(row: Notification, kind: Kind, subject: Any, *, user: User, group: str) -> Outside:
    return Outside(
        text=_sentence(row, kind.public_text, subject, user=user),
        short=_sentence(row, kind.public_short, subject, user=user),
        link=link(kind.leads_to(subject) if kind.leads_to else open_path(row)),
        group=group,
    )


def _unnamed(row: Notification) -> Outside:
    return Outside(text=str(NEUTRAL), short=str(NEUTRAL), link=link(open_path(row)))


def open_path(row: Notification) -> str:
    """Return the page that marks a notice read and leads on."""
    return reverse("notifications:open", args=[row.pk])


def link(path: str) -> str:
    """Return the full address of a page of this house."""
    return f"{settings.SITE_URL}{path}"


def count_of(number: int) -> str:
    """Say how many updates wait."""
    return ngettext(
        "You have %(count)d update in Saphan.", "You have %(count)d updates in Saphan.", number
    ) % {"count": number}
