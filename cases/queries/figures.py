"""What the pages count, each reader over what she may see; of cases no few: see ``few``."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
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
from cases.queries.few import beside_their_sum, without_small

MONTHS = 12

_READS_CASES = (
    Permission.CASE_READ,
    Permission.CASE_READ_OWN,
    Permission.CASE_READ_SHARED_WITH_ALLIES,
    Permission.CASE_READ_SHARED_WITH_ILO,
)


@dataclass(frozen=True, slots=True)
class Focus:
    """What the reader wants to look at; without a word, all of it."""

    country: str = ""
    campaign: Campaign | None = None

    @property
    def chosen(self) -> dict[str, Any]:
        """What of a case is chosen, by the name of its field."""
        country = {"country": self.country} if self.country else {}
        return country | ({"campaign": self.campaign.pk} if self.campaign else {})

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
    visible = AdvocacyCase.objects.visible_to(reader)
    return CaseFigures(kinds=_kinds(visible, focus), months=_months(visible, focus, on=on))


def _kinds(visible: QuerySet[AdvocacyCase], focus: Focus) -> list[tuple[IssueKind, int]]:
    issues = CaseIssue.objects.filter(case__in=visible.values("pk"))
    counts = _countable(issues.annotate(cell=F("kind")), focus, case="case__")
    shown = without_small(counts, cells=IssueKind.values)
    found = [(IssueKind(kind), count) for kind, count in shown.items() if count is not None]
    return sorted(found, key=lambda pair: -pair[1])


def _months(visible: QuerySet[AdvocacyCase], focus: Focus, *, on: dt.date) -> list[Month]:
    this = on.year * 12 + on.month - 1
    firsts = [
        dt.date(month // 12, month % 12 + 1, 1) for month in range(this - MONTHS + 1, this + 1)
    ]
    here = timezone.get_current_timezone()
    since = dt.datetime.combine(firsts[0], dt.time.min, tzinfo=here)
    logged = visible.filter(created_at__gte=since).annotate(cell=TruncMonth("created_at"))
    rows = _countable(logged, focus)
    shown = without_small({month.date(): count for month, count in rows.items()}, cells=firsts)
    return [Month(first, shown[first]) for first in firsts]


def _countable(rows: QuerySet[Any], focus: Focus, *, case: str = "") -> dict[Any, int]:
    """Count the ``rows`` in focus by their ``cell``, as far as a wider picture allows it.

    Whoever gets two pictures, of all and of one campaign, can take one from the other. So a cell
    is left out where only few of it would be left in the wider one.
    """
    chosen = {f"{case}{name}": value for name, value in focus.chosen.items()}
    counts = dict(rows.filter(**chosen).values_list("cell").annotate(n=Count("pk")).order_by())
    for path, value in chosen.items():
        wider = rows.filter(**{other: one for other, one in chosen.items() if other != path})
        parts = _parts(wider, path)
        counts = {
            cell: count for cell, count in counts.items() if value in beside_their_sum(parts[cell])
        }
    return counts


def _parts(rows: QuerySet[Any], path: str) -> dict[Any, dict[Any, int]]:
    """Return of each cell its parts by what stands at ``path``."""
    parts: dict[Any, dict[Any, int]] = {}
    for cell, part, count in rows.values_list("cell", path).annotate(n=Count("pk")).order_by():
        parts.setdefault(cell, {})[part] = count
    return parts


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
