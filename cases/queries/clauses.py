"""What can be said of clauses, and the cases that speak for one."""

from dataclasses import dataclass

from django.db.models import QuerySet

from backend.accounts.models import User
from campaigns.access import Visitor
from cases.models import (
    AdvocacyCase,
    Bearing,
    Clause,
    ClauseTag,
    LawReview,
    Provision,
    StandardArticle,
)

MOST_TAGS = 50


@dataclass(frozen=True, slots=True)
class Spoken:
    """The cases with one bearing on a clause, as far as one reader may see them."""

    bearing: Bearing
    tags: list[ClauseTag]


def evidence_of(clause: Clause, *, reader: Visitor) -> list[Spoken]:
    """Return the cases for a clause, the newest of each bearing."""
    seen = ClauseTag.objects.visible_to(reader).with_recheck().filter(clause=clause)
    newest = seen.select_related("case").order_by("-tagged_at", "-id")
    return [Spoken(one, list(newest.filter(bearing=one)[:MOST_TAGS])) for one in Bearing]


def clauses_for(case: AdvocacyCase, *, reader: User) -> QuerySet[Clause]:
    """Return the clauses a case may speak for: those of its country's reviews."""
    seen = Clause.objects.visible_to(reader).filter(law_review__country=case.country)
    return seen.select_related("law_review").order_by("law_review__title", "position", "id")


def provisions_of(review: LawReview) -> QuerySet[Provision]:
    """Return the provisions of its country that a review may amend."""
    found = Provision.objects.filter(instrument__country=review.country)
    return found.select_related("instrument").order_by("instrument__title", "number", "id")


def articles_to_answer() -> QuerySet[StandardArticle]:
    found = StandardArticle.objects.select_related("standard")
    return found.order_by("standard__code", "kind", "position", "id")
