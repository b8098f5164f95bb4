"""Reports in tests: a place to report on, and reports of it that are made."""

import datetime as dt
from typing import Any
from uuid import uuid4

from backend.accounts.models import User
from campaigns.models import Network
from cases.actions import reports
from cases.actions.reports import Wanted
from cases.models import (
    IssueKind,
    Milestone,
    Report,
    ReportKind,
    Visibility,
)
from tests import factories

JULY, SEPTEMBER = dt.date(2026, 7, 1), dt.date(2026, 9, 30)
IN_TIME = dt.date(2026, 8, 15)
SOURCE = {"title": "Royal Gazette 143", "url": "https://example.org/g", "mark": "S"}


def wanted(**said: Any) -> Wanted:
    least: dict[str, Any] = {
        "id": uuid4(),
        "kind": ReportKind.COUNTRY_BRIEF,
        "country": "TH",
        "from_on": JULY,
        "until_on": SEPTEMBER,
        "language": "en",
    }
    return Wanted(**least | said)


def reached(**said: Any) -> Milestone:
    """Return a milestone of Thailand that was reached in the period, with a source."""
    review = factories.LawReviewFactory.create(is_public=False)
    fact = factories.StageEventFactory.create(law_review=review, on=IN_TIME, sources=[SOURCE])
    least = {
        "law_review": review,
        "stage": "published",
        "status": "reached",
        "reached_on": IN_TIME,
        "marked_by": factories.person(),
        "event": fact,
        "title": "The decree is published",
    }
    return factories.MilestoneFactory.create(**least | said)


def a_place() -> Network:
    """Add to Thailand a bit of everything that a report counts, and to others the same."""
    network = factories.NetworkFactory.create(country="TH")
    for country in ("TH", "PH"):
        campaign = factories.CampaignFactory.create(
            lead_network=network
            if country == "TH"
            else factories.NetworkFactory.create(country=country)
        )
        ask = factories.AskFactory.create(campaign=campaign)
        programme = factories.ProgrammeFactory.create()
        for at in range(2):
            review = factories.LawReviewFactory.create(country=country)
            review.asks.add(ask)
            milestone = factories.MilestoneFactory.create(
                law_review=review,
                status="reached",
                reached_on=IN_TIME + dt.timedelta(90 * at),
                marked_by=factories.person(),
            )
            support = factories.IloSupportFactory.create(
                country=country, programme=programme, status="ended" if at else "active"
            )
            support.law_reviews.add(review)
            support.milestones.add(milestone)
        for _case in range(6):
            case = factories.CaseFactory.create(campaign=campaign, visibility=Visibility.ILO)
            factories.CaseIssueFactory.create(case=case, kind=IssueKind.MATERNITY)
    return network


def made(asked: Wanted, *, by: User) -> Report:
    report = reports.request(asked, by=by)
    assert reports.make_waiting() == 1
    report.refresh_from_db()
    return report


def text_of(report: Report) -> str:
    return str(report.inputs)
