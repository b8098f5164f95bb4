"""What the pages count, each reader over what she may see.

Numbers of cases leave these pages: they are printed, photographed and put before officials. So no
number below ``FEWEST`` is shown to anybody, not even of her own cases.
Why, and what it costs: docs/decisions/0010-charts.md.
"""

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from backend.accounts.roles import Permission
from campaigns.access import Visitor, holds
from campaigns.models import Campaign
from cases.models import (
    AdvocacyCase,
    CaseIssue,
    IloSupport,
    IssueKind,
    LawReview,
    Milestone,
    MilestoneStatus,
    Programme,
    SupportStatus,
)

FEWEST = 5
"""The least number of cases that is shown (DESIGN: aggregates are suppressed below 5)."""
MONTHS = 12

_READS_CASES = (
    Permission.CASE_READ,
    Permission.CASE_READ_OWN,
    Permission.CASE_READ_SHARED_WITH_ALLIES,
    Permission.CASE_READ_SHARED_WITH_ILO,
)

Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Focus:
    """What the reader wants to look at; without a word, all of it."""

    country: str = ""
    campaign: Campaign | None = None

    def country_at(self, path: str) -> Q:
        """Return the filter for rows whose country is at ``path``."""
        return Q(**{path: self.country}) if self.country else Q()


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day; ``count`` is ``None`` where it is not shown."""

    first: dt.date
    count: int | None


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """Kinds that have enough cases, most first, and the last months, oldest first."""

    kinds: list[tuple[IssueKind, int]]
    months: list[Month]

    @property
    def has_months(self) -> bool:
        return any(month.count is not None for month in self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfSteps:
    """The steps first planned for one year, and what has become of them."""

    first: dt.date
    reached: int
    open: int
    given_up: int
    """Missed or dropped."""

    @property
    def planned(self) -> int:
        return self.reached + self.open + self.given_up


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeSupport:
    """The support of one programme; ``programme`` is ``None`` for what belongs to none."""

    programme: Programme | None
    planned: int
    active: int
    ended: int
    cancelled: int

    @property
    def all(self) -> int:
        """What was given or will be: a cancelled mission helped nobody."""
        return self.planned + self.active + self.ended


def case_figures(reader: Visitor, focus: Focus, *, on: dt.date) -> CaseFigures | None:
    """Count the cases ``reader`` may read; ``None`` for those to whom cases are no matter."""
    if not any(holds(reader, permission) for permission in _READS_CASES):
        return None
    visible = AdvocacyCase.objects.visible_to(reader).filter(focus.country_at("country"))
    if focus.campaign:
        visible = visible.filter(campaign=focus.campaign)
    return CaseFigures(kinds=_kinds(visible), months=_months(visible, on=on))


def without_small(counts: Mapping[Cell, int], *, cells: Sequence[Cell]) -> dict[Cell, int | None]:
    """Hide what is below ``FEWEST``, none and few alike, and never one cell alone.

    What comes out is the same whatever the small numbers are. Still, one hidden cell alone could
    be worked out from a total known from elsewhere, so the smallest of the others is hidden too.
    """
    shown = {cell: counts[cell] for cell in cells if counts.get(cell, 0) >= FEWEST}
    if len(shown) == len(cells) - 1 and shown:
        del shown[min(shown, key=lambda cell: shown[cell])]
    return {cell: shown.get(cell) for cell in cells}


def _kinds(visible: QuerySet[AdvocacyCase]) -> list[tuple[IssueKind, int]]:
    issues = CaseIssue.objects.filter(case__in=visible.values("pk"))
    counts = dict(issues.values_list("kind").annotate(cases=Count("pk")).order_by())
    shown = without_small(counts, cells=IssueKind.values)
    found = [(IssueKind(kind), count) for kind, count in shown.items() if count is not None]
    return sorted(found, key=lambda pair: -pair[1])


def _months(visible: QuerySet[AdvocacyCase], *, on: dt.date) -> list[Month]:
    this = on.year * 12 + on.month - 1
    firsts = [
        dt.date(month // 12, month % 12 + 1, 1) for month in range(this - MONTHS + 1, this + 1)
    ]
    here = timezone.get_current_timezone()
    since = dt.datetime.combine(firsts[0], dt.time.min, tzinfo=here)
    logged = visible.filter(created_at__gte=since).annotate(month=TruncMonth("created_at"))
    rows = logged.values_list("month").annotate(cases=Count("pk")).order_by()
    shown = without_small({month.date(): count for month, count in rows}, cells=firsts)
    return [Month(first, shown[first]) for first in firsts]


def steps_by_year(reader: Visitor, focus: Focus) -> list[YearOfSteps]:
    """Count what became of the steps that were first planned for each year."""
    visible = Milestone.objects.visible_to(reader).filter(focus.country_at("law_review__country"))
    if focus.campaign:
        visible = visible.filter(law_review__in=_reviews(reader, focus.campaign).values("pk"))
    rows = visible.values_list("planned_on__year", "status").annotate(steps=Count("pk"))
    counts: dict[int, dict[str, int]] = {}
    for year, status, count in rows.order_by("planned_on__year", "status"):
        counts.setdefault(year, {})[status] = count
    return [
        YearOfSteps(
            first=dt.date(year, 1, 1),
            reached=of.get(MilestoneStatus.REACHED, 0),
            open=of.get(MilestoneStatus.PLANNED, 0),
            given_up=of.get(MilestoneStatus.MISSED, 0) + of.get(MilestoneStatus.DROPPED, 0),
        )
        for year, of in counts.items()
    ]


def support_by_programme(reader: Visitor, focus: Focus) -> list[ProgrammeSupport]:
    """Count the support of each programme, that with the most first."""
    visible = IloSupport.objects.visible_to(reader).filter(focus.country_at("country"))
    if focus.campaign:
        visible = visible.filter(pk__in=_behind(reader, focus.campaign).values("pk"))
    counts: dict[object, dict[str, int]] = {}
    rows = visible.values_list("programme", "status").annotate(pieces=Count("pk")).order_by()
    for programme, status, count in rows:
        counts.setdefault(programme, {})[status] = count
    programmes = Programme.objects.in_bulk([key for key in counts if key])
    found = [
        ProgrammeSupport(
            programme=programmes.get(key),
            planned=of.get(SupportStatus.PLANNED, 0),
            active=of.get(SupportStatus.ACTIVE, 0),
            ended=of.get(SupportStatus.ENDED, 0),
            cancelled=of.get(SupportStatus.CANCELLED, 0),
        )
        for key, of in counts.items()
    ]
    return sorted(found, key=lambda one: (-one.all, str(one.programme or "")))


def _reviews(reader: Visitor, campaign: Campaign) -> QuerySet[LawReview]:
    return LawReview.objects.visible_to(reader).filter(asks__campaign=campaign)


def _behind(reader: Visitor, campaign: Campaign) -> QuerySet[IloSupport]:
    """Return the support of what the campaign set in motion, as far as she may see that."""
    cases = AdvocacyCase.objects.visible_to(reader).filter(campaign=campaign)
    return IloSupport.objects.filter(
        Q(law_reviews__in=_reviews(reader, campaign).values("pk")) | Q(cases__in=cases.values("pk"))
    )
