"""The long lists, narrowed as the reader wishes, and never wider than what she may see."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from backend.accounts.models import User
from campaigns.access import Visitor
from campaigns.models import Campaign, Network
from cases.models import AdvocacyCase, CaseIssue, IloSupport, LawReview
from cases.models.case import AdvocacyCaseQuerySet
from cases.models.review import LawReviewQuerySet
from cases.models.support import IloSupportQuerySet
from cases.queries.search import cases_saying, reviews_saying, support_saying


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedCases:
    """What a list of cases is narrowed to; empty narrows nothing."""

    q: str = ""
    status: str = ""
    """A status, or "open" for every one that is not an outcome."""
    kind: str = ""
    country: str = ""
    campaign: Campaign | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedReviews:
    """What a list of law reviews is narrowed to; empty narrows nothing."""

    q: str = ""
    status: str = ""
    stage: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSupport:
    """What a list of ILO support is narrowed to; empty narrows nothing."""

    q: str = ""
    status: str = ""
    kind: str = ""
    country: str = ""


def list_cases(reader: User, wanted: WantedCases) -> AdvocacyCaseQuerySet:
    rows = AdvocacyCase.objects.visible_to(reader).with_place()
    if wanted.q:
        rows = rows.filter(pk__in=cases_saying(reader, wanted.q).order_by().values("pk"))
    if wanted.kind:
        rows = rows.filter(pk__in=CaseIssue.objects.filter(kind=wanted.kind).values("case"))
    if wanted.campaign:
        rows = rows.filter(campaign=wanted.campaign)
    if wanted.country:
        rows = rows.filter(country=wanted.country)
    if wanted.status == "open":
        return rows.open()
    return rows.filter(status=wanted.status) if wanted.status else rows


def list_reviews(reader: Visitor, wanted: WantedReviews) -> LawReviewQuerySet:
    rows = LawReview.objects.visible_to(reader).with_stage()
    if wanted.q:
        rows = rows.filter(pk__in=reviews_saying(reader, wanted.q).order_by().values("pk"))
    return rows.filter(_same(status=wanted.status, stage=wanted.stage, country=wanted.country))


def list_support(reader: Visitor, wanted: WantedSupport) -> IloSupportQuerySet:
    rows = IloSupport.objects.visible_to(reader).select_related("programme")
    if wanted.q:
        rows = rows.filter(pk__in=support_saying(reader, wanted.q).order_by().values("pk"))
    return rows.filter(_same(status=wanted.status, kind=wanted.kind, country=wanted.country))


def countries_of_cases(reader: Visitor) -> list[str]:
    """Return the countries of the cases ``reader`` may see, each once.

    It asks each network for one case: to look through all cases takes longer the more there are.
    """
    seen = AdvocacyCase.objects.visible_to(reader).filter(network=OuterRef("pk"))
    networks = Network.objects.filter(Exists(seen))
    return list(networks.order_by().values_list("country", flat=True).distinct())


def countries_of(rows: LawReviewQuerySet | IloSupportQuerySet) -> list[str]:
    """Return the countries among ``rows``, each once."""
    return list(rows.order_by().values_list("country", flat=True).distinct())


def _same(**fields: str) -> Q:
    return Q(**{name: value for name, value in fields.items() if value})
