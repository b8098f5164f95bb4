"""Who is told of one event and why, as sets: nobody is loaded."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat

from backend.accounts.models import User
from backend.audit.models import Dispatch, Event
from notifications.insert import RandomUuid, insert_select
from notifications.kinds import KINDS, Kind
from notifications.models import ADDRESSED, Level, Notification, Subscription
from notifications.subjects import SUBJECTS


@dataclass(frozen=True, slots=True)
class Told:
    """Who may hear of one event: those around it and those addressed, if allowed to see it."""

    kind: Kind
    around: QuerySet[Subscription]
    allowed: QuerySet[User]
    addressed: Sequence[UUID | str]
    thread: str


def told_of(event: Event, subject: Any) -> Told:
    """Return who may hear of ``event``, which is about ``subject``."""
    kind, of_its_type = KINDS[event.kind], SUBJECTS[event.subject_type]
    return Told(
        kind=kind,
        around=Subscription.objects.of_scopes(of_its_type.scopes(subject)),
        allowed=of_its_type.audience(subject).users(),
        addressed=[person for person in kind.addressed_to(event, subject) if person],
        thread=of_its_type.thread(subject),
    )


def concerned(event: Event, told: Told, *, now: dt.datetime) -> QuerySet[User]:
    """Return who is told: followers and those addressed, if allowed; never the actor."""
    rule = Q(Exists(_wanted(told))) | Q(pk__in=told.addressed)
    if not told.kind.is_mandatory:
        muted = told.around.filter(user=OuterRef("pk")).muted(now=now)  # type: ignore[attr-defined]
        rule = Q(Exists(_wanted(told))) & ~Q(Exists(muted)) | Q(pk__in=told.addressed)
    return told.allowed.filter(rule).exclude(pk__in=[event.actor_id] if event.actor_id else [])


def _wanted(told: Told) -> QuerySet[Subscription]:
    """Return what she follows around it, as far as it is enough to be told."""
    theirs = told.around.filter(user=OuterRef("pk"))
    if not told.kind.is_for_followers:
        return theirs.none()
    if told.kind.is_mandatory:
        return theirs
    enough = theirs.exclude(level=Level.MUTED)
    return enough if told.kind.important else enough.exclude(level=Level.IMPORTANT)


def add_notices(event: Event, told: Told, *, now: dt.datetime) -> None:
    """Give each a notice; who has one of this event keeps it as it is."""
    insert_select(
        Notification,
        concerned(event, told, now=now).order_by("pk"),
        id=RandomUuid(),
        event=Value(event.pk, output_field=Dispatch._meta.pk),
        user="pk",
        kind=Value(event.kind),
        subject_type=Value(event.subject_type),
        subject_id=Value(event.subject_id, output_field=Event._meta.get_field("subject_id")),
        thread=Value(told.thread),
        reason=_reason(told),
        created_at=Value(now, output_field=Event._meta.get_field("happened_at")),
    )


def _reason(told: Told) -> Case:
    """Keep what she followed at the time: what she follows later explains nothing."""
    followed = _wanted(told).order_by("scope_type", "scope_id")
    name = Concat("scope_type", Value(":"), "scope_id", output_field=CharField())
    return Case(
        When(pk__in=told.addressed, then=Value(ADDRESSED)),
        default=Subquery(followed.values(name=name)[:1]),
        output_field=CharField(),
    )
