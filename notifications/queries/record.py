"""What somebody may read of the record of events, and of it no more than she may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit.models import Event
from campaigns.access import reach_of
from cases.models import AdvocacyCase
from notifications.subjects import SUBJECTS

_CASE = "cases.advocacycase"
_THINGS = {
    "ask": "campaigns.ask",
    "case": _CASE,
    "law_review": "cases.lawreview",
    "milestone": "cases.milestone",
    "support": "cases.ilosupport",
}
"""Keys of ``changes`` that name a thing, and its type: left out for who may not see it."""
_PEOPLE = {"case.assigned": "to", "role.granted": "user", "role.revoked": "user"}
"""The key of ``changes`` that names a person, by kind."""


ABOUT_CASES = frozenset({_CASE, "cases.comment", "cases.task", "cases.evidence"})
"""Types of what belongs to a case: to be kept from administrators altogether."""


def without_cases(event: Event) -> dict[str, Any]:
    """Return what changed, without naming a case."""
    return {key: value for key, value in event.changes.items() if key != "case"}


def visible_events(user: User) -> QuerySet[Event]:
    """Return the events about what ``user`` may see now, of shared cases what came since."""
    told = (subject.told_to(user) for subject in SUBJECTS.values())
    return Event.objects.filter(reduce(or_, told))


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as one reader may see it."""

    event: Event
    changes: Mapping[str, Any]


def entries(events: Iterable[Event], *, user: User) -> list[Entry]:
    """Leave out of ``changes`` what names a person or thing ``user`` may not know of.

    Costs one query per type of thing, however many events.
    """
    rows = list(events)
    seen = _seen_things(rows, user=user)
    near = _cases_of_own_network(rows, user=user)
    return [Entry(row, _told(row, seen=seen, near=near, user=user)) for row in rows]


def _seen_things(rows: list[Event], *, user: User) -> set[str]:
    wanted: dict[str, set[str]] = {}
    for row in rows:
        for key in _THINGS.keys() & row.changes.keys():
            wanted.setdefault(key, set()).add(row.changes[key])
    return {
        str(pk)
        for key, ids in wanted.items()
        for pk in SUBJECTS[_THINGS[key]]
        .visible_to(user)
        .filter(pk__in=ids)
        .values_list("pk", flat=True)
    }


def _cases_of_own_network(rows: list[Event], *, user: User) -> set[UUID]:
    """Return the cases in whose network ``user`` may know who belongs to it."""
    cases = {row.subject_id for row in rows if row.subject_type == _CASE and row.kind in _PEOPLE}
    known = reach_of(user, Permission.MEMBER_READ).networks
    if not cases or not known:
        return set()
    near = AdvocacyCase.objects.filter(pk__in=cases, network__in=known)
    return set(near.values_list("pk", flat=True))


def _told(row: Event, *, seen: set[str], near: set[UUID], user: User) -> dict[str, Any]:
    person = _PEOPLE.get(row.kind, "")
    hidden = {key for key in _THINGS.keys() & row.changes.keys() if row.changes[key] not in seen}
    if row.subject_id not in near and row.changes.get(person) != str(user.pk):
        hidden.add(person)
    return {key: value for key, value in row.changes.items() if key not in hidden}
