"""What changed lately among the things somebody may see."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from django.db.models import Exists, OuterRef, Q, QuerySet

from backend.accounts.models import User
from backend.accounts.roles import Permission
from campaigns.access import reach_of
from cases.models import AdvocacyCase, Milestone, MilestoneStatus, StageEvent
from cases.queries.plan import nearby

MOST = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that moved; ``kind`` says which of the three ``subject`` is."""

    at: dt.datetime
    kind: Literal["fact", "milestone", "case"]
    subject: StageEvent | Milestone | AdvocacyCase


def recent_changes(user: User) -> list[Change]:
    """Return the newest facts, milestones and cases ``user`` may see, newest first."""
    found = [Change(fact.recorded_at, "fact", fact) for fact in _facts(user)]
    found += [Change(step.updated_at, "milestone", step) for step in _milestones(user)]
    found += [Change(case.updated_at, "case", case) for case in _cases(user)]
    return sorted(found, key=lambda change: change.at, reverse=True)[:MOST]


def _facts(user: User) -> QuerySet[StageEvent]:
    reach = reach_of(user, Permission.REVIEW_READ)
    near = reach.countries | reach.home_countries
    place = Q() if reach.everywhere else Q(law_review__country__in=near)
    visible = StageEvent.objects.visible_to(user).standing().filter(place)
    # A reached milestone left a fact at the same moment: it is told once, as the milestone.
    twin = Milestone.objects.filter(
        law_review=OuterRef("law_review"),
        status=MilestoneStatus.REACHED,
        stage=OuterRef("stage"),
        reached_on=OuterRef("on"),
    )
    facts = visible.exclude(Exists(twin)).select_related("law_review")
    return facts.order_by("-recorded_at", "-id")[:MOST]


def _milestones(user: User) -> QuerySet[Milestone]:
    moved = ~Q(status=MilestoneStatus.PLANNED) | Q(forecast_on__isnull=False)
    return nearby(user).filter(moved).order_by("-updated_at", "-id")[:MOST]


def _cases(user: User) -> QuerySet[AdvocacyCase]:
    return AdvocacyCase.objects.visible_to(user).order_by("-updated_at", "-id")[:MOST]
