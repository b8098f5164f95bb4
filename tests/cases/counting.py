"""Cases to be counted, and what is read off the figures about them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from campaigns.access import Visitor
from cases.models import IssueKind
from cases.queries.figures import CaseFigures, Focus, case_figures
from tests import factories

ALL = Focus()
TODAY = dt.date(2026, 11, 22)
WAGES, PAPERS = IssueKind.UNPAID_WAGES, IssueKind.DOCUMENTS_WITHHELD


def log(count: int, *, on: str = "2026-11-02", kinds: Iterable[str] = (), **about: Any) -> None:
    at = dt.datetime.fromisoformat(f"{on}T09:00:00+00:00")
    for case in factories.CaseFactory.create_batch(count, created_at=at, **about):
        for kind in kinds:
            factories.CaseIssueFactory.create(case=case, kind=kind)


def figures_of(reader: Visitor, focus: Focus = ALL) -> CaseFigures:
    figures = case_figures(reader, focus, on=TODAY)
    assert figures is not None
    return figures


def by_month(figures: CaseFigures) -> dict[str, int]:
    months = ((f"{month.first:%Y-%m}", month.count) for month in figures.months)
    return {name: count for name, count in months if count is not None}
