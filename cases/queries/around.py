"""Which countries are on the way, and how far the law has come in each."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from campaigns.access import Visitor
from campaigns.models import Campaign
from cases.models import LawReview
from cases.queries.standing import Standing, standings
from cases.stages import PHASES, Phase, Stage, how_far

MOST_REVIEWS = 5
"""Law reviews named beside a country; the list of all of them has the rest."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country with campaigns or law reviews; reviews that have come furthest first."""

    code: str
    reviews: list[Standing]
    campaigns: list[Campaign]

    @property
    def furthest(self) -> Stage | None:
        return _stage(self.reviews[0]) if self.reviews else None

    @property
    def phase(self) -> Phase | None:
        return PHASES[self.furthest] if self.furthest else None

    @property
    def named(self) -> list[Standing]:
        return self.reviews[:MOST_REVIEWS]

    @property
    def unnamed_count(self) -> int:
        return max(len(self.reviews) - MOST_REVIEWS, 0)


def countries_around(reader: Visitor, *, on: dt.date) -> list[Country]:
    """Return the countries ``reader`` may see something of, the furthest on the way first."""
    reviews: dict[str, list[Standing]] = defaultdict(list)
    visible = LawReview.objects.visible_to(reader).with_stage().order_by("title", "id")
    for standing in standings(visible.defer("about", "conclusion", "sources"), on=on):
        reviews[standing.review.country].append(standing)
    campaigns: dict[str, list[Campaign]] = defaultdict(list)
    for campaign in Campaign.objects.visible_to(reader).order_by("title", "id"):
        campaigns[campaign.country].append(campaign)
    found = [
        Country(
            code,
            sorted(reviews[code], key=lambda one: how_far(_stage(one)), reverse=True),
            campaigns[code],
        )
        for code in sorted(reviews.keys() | campaigns.keys())
    ]
    return sorted(found, key=lambda country: how_far(country.furthest), reverse=True)


def codes_around(reader: Visitor) -> set[str]:
    """Return the countries of ``countries_around`` alone."""
    law = LawReview.objects.visible_to(reader).order_by().values_list("country")
    fought_for = Campaign.objects.visible_to(reader).order_by().values_list("country")
    return {code for (code,) in law.union(fought_for)}


def _stage(standing: Standing) -> Stage | None:
    return Stage(standing.review.stage) if standing.review.stage else None
