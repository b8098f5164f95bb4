"""Parliaments: their calendars, what lies before them, and what lapsed with them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from campaigns.access import Visitor
from cases.models import (
    Dissolution,
    LawReview,
    ParliamentPeriod,
    PeriodKind,
    ReviewStatus,
)
from cases.models.review import LawReviewQuerySet
from cases.queries.standing import Standing, standings
from cases.stages import PARLIAMENTARY

RISK_DAYS = {PeriodKind.TERM: 90, PeriodKind.SESSION: 30}
"""How long before the end of a term or session a bill is said to be at risk (house rule)."""


def before_parliament() -> LawReviewQuerySet:
    """Return the open reviews of laws that lie before a parliament now."""
    reviews = LawReview.objects.with_stage().filter(status=ReviewStatus.OPEN)
    return reviews.filter(Q(stage__in=PARLIAMENTARY))


def open_before_parliament(country: str, *, on: dt.date) -> LawReviewQuerySet:
    """Return those of one country that lay there by ``on``, in one order for all who hold them."""
    return before_parliament().filter(Q(stage_since__lte=on), country=country).order_by("pk")


def ending_soon(*, on: dt.date) -> list[ParliamentPeriod]:
    """Return the terms and sessions that end so soon that bills may not be passed in time."""
    soon = Q()
    for kind, days in RISK_DAYS.items():
        soon |= Q(kind=kind, ends_on__range=(on, on + dt.timedelta(days)))
    return list(ParliamentPeriod._default_manager.filter(soon).order_by("ends_on", "id"))


def end_that_threatens(review: LawReview, *, on: dt.date) -> ParliamentPeriod | None:
    """Return the term or session at whose end ``review``, loaded ``with_stage``, may lapse."""
    if review.status != ReviewStatus.OPEN or review.stage not in PARLIAMENTARY:
        return None
    return next((one for one in ending_soon(on=on) if one.country == review.country), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parliament:
    """One country's parliament as one reader may see it."""

    country: str
    ahead: list[ParliamentPeriod]
    """Soonest to end first."""
    behind: list[ParliamentPeriod]
    dissolutions: list[Dissolution]
    before_it: list[Standing]

    @property
    def is_known(self) -> bool:
        return bool(self.ahead or self.behind or self.dissolutions or self.before_it)


def parliament_of(country: str, *, reader: Visitor, on: dt.date) -> Parliament:
    """Gather what is known of a country's parliament."""
    periods = ParliamentPeriod._default_manager.filter(country=country).order_by("ends_on", "id")
    seen = LawReview.objects.visible_to(reader)
    dissolved = Dissolution.objects.visible_to(reader).filter(country=country)
    lying = before_parliament().filter(country=country, pk__in=seen.values("pk"))
    return Parliament(
        country=country,
        ahead=[one for one in periods if one.ends_on >= on],
        behind=[one for one in periods if one.ends_on < on][::-1],
        dissolutions=list(dissolved.order_by("-on", "-declared_at")),
        before_it=standings(lying.order_by("title", "id"), on=on),
    )


def countries_with_parliament(reader: Visitor) -> list[str]:
    """Return the countries of whose parliament anything is known to ``reader``."""
    seen = LawReview.objects.visible_to(reader).values_list("country", flat=True)
    known = ParliamentPeriod._default_manager.values_list("country", flat=True)
    dissolved = Dissolution.objects.values_list("country", flat=True)
    return sorted({*seen.distinct(), *known.distinct(), *dissolved.distinct()})
