"""The long lists as their addresses narrow them: for their pages and for searches people keep."""

from django.http import QueryDict

from backend.accounts.models import User
from campaigns.access import Visitor
from campaigns.models import Campaign
from cases.models import IloSupport, LawReview
from cases.models.case import AdvocacyCaseQuerySet
from cases.models.review import LawReviewQuerySet
from cases.models.support import IloSupportQuerySet
from cases.queries.lists import (
    WantedCases,
    WantedReviews,
    WantedSupport,
    countries_of,
    countries_of_cases,
    list_cases,
    list_reviews,
    list_support,
)
from cases.web.forms.filters import FilterCases, FilterReviews, FilterSupport

Given = QueryDict | str
"""What a list's address says after its "?", read or as it is written."""


def _read(given: Given) -> QueryDict:
    return QueryDict(given) if isinstance(given, str) else given


def narrowed_cases(reader: User, given: Given) -> tuple[FilterCases, AdvocacyCaseQuerySet]:
    """Return the filter as it was filled in, and the cases it leaves of those she may see."""
    campaigns = Campaign.objects.visible_to(reader).order_by("title", "id")
    form = FilterCases(_read(given), campaigns=campaigns, seen_in=countries_of_cases(reader))
    return form, list_cases(reader, WantedCases(**form.wanted()))


def narrowed_reviews(reader: Visitor, given: Given) -> tuple[FilterReviews, LawReviewQuerySet]:
    """Return the filter as it was filled in, and the reviews it leaves of those she may see."""
    seen_in = countries_of(LawReview.objects.visible_to(reader))
    form = FilterReviews(_read(given), seen_in=seen_in)
    return form, list_reviews(reader, WantedReviews(**form.wanted()))


def narrowed_support(reader: Visitor, given: Given) -> tuple[FilterSupport, IloSupportQuerySet]:
    """Return the filter as it was filled in, and the support it leaves of what she may see."""
    seen_in = countries_of(IloSupport.objects.visible_to(reader))
    form = FilterSupport(_read(given), seen_in=seen_in)
    return form, list_support(reader, WantedSupport(**form.wanted()))
