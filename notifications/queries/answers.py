"""Did somebody see it? What wants an answer, for those who lead, and how far it came."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit.models import Event
from campaigns.access import reach_of
from campaigns.models import RoleAssignment
from cases.models import AdvocacyCase, LawReview, Milestone
from notifications.kinds import KINDS
from notifications.models import Delivery, DeliveryState, Notification
from notifications.subjects import SUBJECTS
from notifications.telling import Telling

WANTING = [name for name, kind in KINDS.items() if kind.wants_answer]
LATELY = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Standing:
    """One alert, and how many it came to how far."""

    event: Event
    text: str
    path: str
    told: int
    reached: int
    seen: int
    answered: int
    answered_at: dt.datetime | None
    by: str
    """Who answered first; "" where the reader may not know who is a member."""

    @property
    def is_answered(self) -> bool:
        return bool(self.answered)


def may_read(user: User) -> bool:
    """Say whether ``user`` leads somewhere, or keeps a country's law."""
    nets, lands = _reach(user)
    return bool(nets or lands)


def _reach(user: User) -> tuple[frozenset[Any], frozenset[str]]:
    return (
        reach_of(user, Permission.CAMPAIGN_EDIT).networks,
        reach_of(user, Permission.REVIEW_KEEP).countries,
    )


def asked_lately(user: User, *, now: dt.datetime) -> QuerySet[Event]:
    """Return the events that want an answer about what ``user`` leads and may see."""
    networks, countries = _reach(user)
    cases = AdvocacyCase.objects.visible_to(user).filter(
        Q(network__in=networks) | Q(campaign__lead_network__in=networks)
    )
    asked = Q(asks__campaign__lead_network__in=networks)
    reviews = LawReview.objects.visible_to(user).filter(asked | Q(country__in=countries))
    milestones = Milestone.objects.visible_to(user).filter(law_review__in=reviews.values("pk"))
    about = Q(pk__in=[])
    for rows in (cases, reviews, milestones):
        label = rows.model._meta.label_lower
        about |= Q(subject_type=label, subject_id__in=rows.order_by().values("pk"))
    return Event.objects.filter(about, kind__in=WANTING, happened_at__gt=now - LATELY)


def standings(events: Iterable[Event], *, reader: User) -> list[Standing]:
    """Count for each event how far it came; a constant number of queries."""
    rows = list(events)
    counts = _counts(rows)
    first = _first_answers(rows, reader=reader)
    subjects = _subjects(rows, reader=reader)
    return [
        _standing(event, subjects[event.subject_id], counts.get(event.pk, {}), first, reader=reader)
        for event in rows
        if event.subject_id in subjects
    ]


def _counts(events: list[Event]) -> dict[int, dict[str, Any]]:
    arrived = Delivery.objects.filter(
        notification=OuterRef("pk"), state__in=[DeliveryState.ACCEPTED, DeliveryState.BUNDLED]
    )
    notices = Notification.objects.filter(event__in=[event.pk for event in events])
    counted = (
        notices.annotate(arrived=Exists(arrived))
        .order_by()
        .values("event")
        .annotate(
            told=Count("pk"),
            reached=Count("pk", filter=Q(arrived=True) | Q(seen_at__isnull=False)),
            seen=Count("pk", filter=Q(seen_at__isnull=False)),
            answered=Count("pk", filter=Q(acked_at__isnull=False)),
            answered_at=Min("acked_at"),
        )
    )
    return {row["event"]: dict(row) for row in counted}


def _first_answers(events: list[Event], *, reader: User) -> dict[int, str]:
    """Return who answered each event first, where ``reader`` may know that she is a member."""
    known = reach_of(reader, Permission.MEMBER_READ).networks
    members = RoleAssignment.objects.current().filter(network__in=known, user=OuterRef("user"))
    answers = Notification.objects.filter(
        Exists(members), event__in=[event.pk for event in events], acked_at__isnull=False
    )
    ordered = answers.select_related("user").order_by("-acked_at", "-id")
    return {answer.event_id: str(answer.user) for answer in ordered}


def _subjects(events: list[Event], *, reader: User) -> dict[Any, Any]:
    wanted: dict[str, set[Any]] = {}
    for event in events:
        wanted.setdefault(event.subject_type, set()).add(event.subject_id)
    return {
        thing.pk: thing
        for label, ids in wanted.items()
        for thing in SUBJECTS[label].visible_to(reader).filter(pk__in=ids)
    }


def _standing(
    event: Event, subject: Any, counts: dict[str, Any], first: dict[int, str], *, reader: User
) -> Standing:
    return Standing(
        event=event,
        text=KINDS[event.kind].text(Telling(event, reader.calendar), subject),
        path=SUBJECTS[event.subject_type].path(subject),
        told=counts.get("told", 0),
        reached=counts.get("reached", 0),
        seen=counts.get("seen", 0),
        answered=counts.get("answered", 0),
        answered_at=counts.get("answered_at"),
        by=first.get(event.pk, ""),
    )
