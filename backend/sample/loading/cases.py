"""Cases. All are invented, and linked to laws, standards and reviews that are not."""

import datetime as dt
from dataclasses import dataclass

from backend.accounts.models import User
from backend.sample.loading.rows import Rows, at_noon, id_of
from campaigns.models import Ask, Campaign, Network
from cases.models import (
    AdvocacyCase,
    CaseIssue,
    CaseNumber,
    LawReview,
    Provision,
    StandardArticle,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseEntry:
    reference: str
    fictional: bool
    campaign: str
    network: str
    country: str
    title: str
    summary: str
    issue_kinds: list[str]
    status: str
    visibility: str
    risk: str
    people_affected: int
    place: str
    on_behalf_of: str
    asks: list[str]
    provisions: list[str]
    """``akn_id#number``."""
    standards: list[str]
    """``C102#maternity``."""
    law_reviews: list[str]
    logged_by: str
    owner: str | None
    logged_on: dt.date
    outcome_note: str = ""


def add_cases(rows: Rows) -> list[AdvocacyCase]:
    """Add the cases; return those that are new. Numbers go on after theirs."""
    new = []
    for said in rows.files.entries("cases", CaseEntry):
        case, is_new = rows.add(_case(said), "reference")
        if is_new:
            _link(case, said)
            new.append(case)
        _give_out(said.reference)
    return new


def _case(said: CaseEntry) -> AdvocacyCase:
    return AdvocacyCase(
        pk=id_of(AdvocacyCase, said.reference),
        reference=said.reference,
        campaign=Campaign.objects.get(slug=said.campaign),
        network=Network.objects.get(slug=said.network),
        country=said.country,
        title=said.title,
        summary=said.summary,
        status=said.status,
        visibility=said.visibility,
        risk=said.risk,
        on_behalf_of=said.on_behalf_of,
        people_affected=said.people_affected,
        place=said.place,
        outcome_note=said.outcome_note,
        logged_by=User.objects.get(username=said.logged_by),
        owner=User.objects.get(username=said.owner) if said.owner else None,
        created_at=at_noon(said.logged_on),
        updated_at=at_noon(said.logged_on),
    )


def _link(case: AdvocacyCase, said: CaseEntry) -> None:
    CaseIssue._default_manager.bulk_create(
        CaseIssue(case=case, kind=kind) for kind in said.issue_kinds
    )
    case.asks.set(Ask.objects.filter(campaign=case.campaign_id, slug__in=said.asks))
    case.provisions.set(_provision(named) for named in said.provisions)
    case.standards.set(_article(named) for named in said.standards)
    for slug in said.law_reviews:
        LawReview.objects.get(slug=slug).cases.add(case)


def _provision(named: str) -> Provision:
    akn_id, number = named.split("#")
    return Provision.objects.get(instrument__akn_id=akn_id, number=number)


def _article(named: str) -> StandardArticle:
    standard, code = named.split("#")
    return StandardArticle._default_manager.get(standard__code=standard, code=code)


def _give_out(reference: str) -> None:
    """See to it that this number is not given to another case."""
    country, year, number = reference.split("-")
    numbers = CaseNumber._default_manager.filter(country=country, year=int(year))
    CaseNumber._default_manager.get_or_create(country=country, year=int(year))
    numbers.filter(last__lt=int(number)).update(last=int(number))
