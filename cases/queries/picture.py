"""All that the page of charts shows."""

import datetime as dt
from dataclasses import dataclass

from campaigns.access import Visitor
from cases.queries.around import Country, countries_around
from cases.queries.figures import (
    CaseFigures,
    Focus,
    ProgrammeSupport,
    YearOfSteps,
    case_figures,
    steps_by_year,
    support_by_programme,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything countable as one reader may see it; only the map is always of the whole world."""

    countries: list[Country]
    cases: CaseFigures | None
    """``None`` for those to whom cases are no matter."""
    years: list[YearOfSteps]
    support: list[ProgrammeSupport]


def picture_of(focus: Focus, *, reader: Visitor, on: dt.date) -> Picture:
    """Count what ``reader`` may see of what she wants to look at."""
    return Picture(
        countries=countries_around(reader, on=on),
        cases=case_figures(reader, focus, on=on),
        years=steps_by_year(reader, focus),
        support=support_by_programme(reader, focus),
    )
