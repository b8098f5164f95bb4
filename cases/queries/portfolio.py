"""Everything an officer keeps, in one look: where each law stands, what is near, who helps."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from backend.accounts.models import User
from backend.accounts.roles import Permission
from campaigns.access import reach_of
from campaigns.models import Ask
from cases.models import (
    Gate,
    GateStatus,
    IloSupport,
    LawReview,
    Milestone,
    MilestoneStatus,
    Programme,
    Proposal,
    StageEvent,
    SupportKind,
    SupportStatus,
)
from cases.queries.plan import Step
from cases.queries.proposals import proposals_to_answer
from cases.queries.standing import LOOK_AGAIN_DAYS, Standing, longest_silent_first, standings

_DUE = Coalesce("forecast_on", "planned_on")
MOST = 50
MOST_OTHER = 10
GATE_IS_NEAR = 30
"""Days before a gate closes in which it counts as a risk (house rule)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPortfolio:
    """What the page is narrowed to; empty narrows nothing."""

    country: str = ""
    risk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One review: where it stands, what comes next, which gate closes next."""

    standing: Standing
    step: Step | None
    gate: Gate | None

    @property
    def gate_days(self) -> int | None:
        return (self.gate.closes_on - self.standing.on).days if self.gate else None

    @property
    def risks(self) -> list[str]:
        """The risks by their codes, the gravest first."""
        found = {
            "gate": self.gate_days is not None and self.gate_days <= GATE_IS_NEAR,
            "overdue": bool(self.step and self.step.days_late),
            "stalled": self.standing.is_stalled,
            "unseen": needs_word(self.standing),
        }
        return [code for code, is_so in found.items() if is_so]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Support of one programme, kind and status; money only of what is public, never converted."""

    programme: Programme | None
    kind: SupportKind
    status: SupportStatus
    count: int
    amount: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    countries: list[str]
    reviews: list[Kept]
    given: list[Given]
    asks: list[Ask]
    facts: list[StageEvent]
    """What was written down this month, the newest first."""
    proposals: list[Proposal]


def needs_word(standing: Standing) -> bool:
    """Say whether nobody wrote anything down or looked at an open review for a while."""
    review = standing.review
    last = max(filter(None, (review.last_checked_at, review.last_recorded_at)), default=None)
    if not standing.is_open or last is None:
        return standing.is_open
    return (standing.on - last.date()).days >= LOOK_AGAIN_DAYS


def portfolio_of(user: User, wanted: WantedPortfolio, *, on: dt.date) -> Portfolio:
    """Gather what ``user`` keeps, in all her countries or in one."""
    kept = sorted(reach_of(user, Permission.REVIEW_KEEP).countries)
    here = [code for code in kept if wanted.country in {"", code}]
    reviews = LawReview.objects.visible_to(user).with_stage().filter(country__in=here)
    rows = _kept(reviews.order_by("title", "id")[:MOST], user, on=on)
    asks = Ask.objects.visible_to(user).filter(campaign__country__in=here)
    facts = StageEvent.objects.visible_to(user).standing().filter(law_review__country__in=here)
    since = on.replace(day=1)
    return Portfolio(
        countries=kept,
        reviews=[row for row in rows if not wanted.risk or wanted.risk in row.risks],
        given=_given(user, here),
        asks=list(
            asks.select_related("campaign__lead_network").order_by("-updated_at", "-id")[
                :MOST_OTHER
            ]
        ),
        facts=list(
            facts.filter(recorded_at__date__gte=since)
            .select_related("law_review")
            .order_by("-recorded_at", "-id")[:MOST_OTHER]
        ),
        proposals=list(
            proposals_to_answer(user)
            .filter(law_review__country__in=here)
            .order_by("proposed_at", "id")[:MOST_OTHER]
        ),
    )


def _kept(reviews: Iterable[LawReview], user: User, *, on: dt.date) -> list[Kept]:
    found = longest_silent_first(standings(reviews, on=on))
    ids = [one.review.pk for one in found]
    steps = _first_steps(user, ids)
    gates = _first_gates(user, ids)
    return [
        Kept(
            standing=one,
            step=Step(steps[one.review.pk], on) if one.review.pk in steps else None,
            gate=gates.get(one.review.pk),
        )
        for one in found
    ]


def _first_steps(user: User, reviews: list[UUID]) -> dict[UUID, Milestone]:
    open_ones = Milestone.objects.visible_to(user).filter(
        law_review__in=reviews, status=MilestoneStatus.PLANNED
    )
    # Written over from the last to the first: the first due of each stays.
    return {one.law_review_id: one for one in open_ones.order_by(_DUE.desc(), "-id")}


def _first_gates(user: User, reviews: list[UUID]) -> dict[UUID, Gate]:
    open_ones = Gate.objects.visible_to(user).filter(law_review__in=reviews, status=GateStatus.OPEN)
    return {one.law_review_id: one for one in open_ones.order_by("-closes_on", "-id")}


def _given(user: User, countries: list[str]) -> list[Given]:
    support = IloSupport.objects.visible_to(user).filter(country__in=countries)
    keys = ("programme", "kind", "status", "currency", "is_public")
    rows = support.values(*keys).annotate(count=Count("pk"), amount=Sum("amount")).order_by(*keys)
    names = Programme.objects.in_bulk([row["programme"] for row in rows if row["programme"]])
    return [
        Given(
            programme=names.get(row["programme"]),
            kind=SupportKind(row["kind"]),
            status=SupportStatus(row["status"]),
            count=row["count"],
            amount=row["amount"] if row["is_public"] else None,
            currency=row["currency"],
        )
        for row in rows
    ]
