"""Figures as charts: the words on them, and the form each is drawn in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from backend.calendars import Precision, month_in_short, written
from backend.translated import in_language
from backend.web.charts import bars, columns, spans, world
from cases.queries.around import Country
from cases.queries.few import FEWEST
from cases.queries.figures import CaseFigures, Month, ProgrammeSupport, YearOfSteps
from cases.queries.plan import Step

NO_REVIEW = "none"
MOST_YEARS = 5
"""Names of years that stand side by side on a phone."""


@dataclass(frozen=True, slots=True)
class CaseCharts:
    """``months`` and ``columns`` are both empty where no month has enough cases."""

    kinds: list[bars.DrawnBar]
    months: list[Month]
    columns: list[columns.DrawnColumn]


@dataclass(frozen=True, slots=True)
class StepSpan:
    """A planned step with its place on the line of time."""

    step: Step
    drawn: spans.DrawnSpan


@dataclass(frozen=True, slots=True)
class Year:
    at: str
    name: str


@dataclass(frozen=True, slots=True)
class PlanChart:
    rows: list[StepSpan]
    line: spans.Spans
    years: list[Year]


def of_cases(figures: CaseFigures) -> CaseCharts:
    kinds = [
        bars.Bar(label=str(capfirst(kind.label)), filled=count, whole=count, text=str(count))
        for kind, count in figures.kinds
    ]
    months = figures.months if figures.has_months else []
    standing = [columns.Column(month_in_short(month.first), month.count) for month in months]
    return CaseCharts(
        kinds=bars.bars(kinds),
        months=months,
        columns=columns.columns(standing, least=FEWEST - 1),
    )


def of_years(years: Sequence[YearOfSteps], *, calendar: str) -> list[bars.DrawnBar]:
    return bars.bars(
        [
            bars.Bar(
                label=_year(year.first, calendar),
                filled=year.reached,
                whole=year.planned,
                text=_("%(reached)s of %(planned)s")
                % {"reached": year.reached, "planned": year.planned},
            )
            for year in years
        ]
    )


def of_support(rows: Sequence[ProgrammeSupport]) -> list[bars.DrawnBar]:
    return bars.bars(
        [
            bars.Bar(
                label=in_language(row.programme, "name") if row.programme else _("No programme"),
                filled=row.active,
                whole=row.all,
                text=_("%(active)s of %(all)s") % {"active": row.active, "all": row.all},
                href=reverse("cases:programme", args=[row.programme.code]) if row.programme else "",
            )
            for row in rows
        ]
    )


def of_plan(steps: Sequence[Step], *, calendar: str) -> PlanChart | None:
    """Draw planned steps, all seen on one day; ``None`` where nothing is planned."""
    if not steps:
        return None
    rows = [
        spans.Span(
            planned=step.milestone.planned_on,
            now=step.milestone.reached_on or step.milestone.due_on,
            state=step.state,
        )
        for step in steps
    ]
    line = spans.spans(rows, today=steps[0].on)
    every = -(-len(line.ticks) // MOST_YEARS)
    return PlanChart(
        rows=[StepSpan(*pair) for pair in zip(steps, line.rows, strict=True)],
        line=line,
        years=[Year(tick.at, _year(tick.day, calendar)) for tick in line.ticks[:: every or 1]],
    )


def _year(first: dt.date, calendar: str) -> str:
    return written(first, precision=Precision.YEAR, calendar=calendar)


def of_countries(countries: Sequence[Country]) -> world.Map | None:
    """Draw a map of ``countries``, numbered in their order; ``None`` where there is none."""
    return world.draw(tuple(world.Place(one.code, one.phase or NO_REVIEW) for one in countries))
