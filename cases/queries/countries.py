"""A country in one look, and countries beside each other."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from campaigns.access import Visitor
from campaigns.models import Campaign
from cases.branches import Branch, CoverageKind, WorkerGroup
from cases.models import CoverageFact, LawReview, Ratification
from cases.overlays import covered, meets_minimum
from cases.queries.around import Country, countries_around
from cases.queries.coverage import Picture, picture_of, pictures_of
from cases.queries.standing import Standing, standings


@dataclass(frozen=True, slots=True)
class InOneLook:
    """What is known of one country, as far as one reader may see it."""

    code: str
    reviews: list[Standing]
    campaigns: list[Campaign]
    ratifications: list[Ratification]
    picture: Picture


def country_of(code: str, *, reader: Visitor, on: dt.date) -> InOneLook:
    """Gather reviews with their stages, campaigns, ratifications and cover by law."""
    reviews = LawReview.objects.visible_to(reader).with_stage().filter(country=code)
    campaigns = Campaign.objects.visible_to(reader).filter(country=code)
    ratified = Ratification.objects.filter(country=code).select_related("standard")
    return InOneLook(
        code=code,
        reviews=standings(reviews.order_by("title", "id"), on=on),
        campaigns=list(campaigns.order_by("title", "id")),
        ratifications=list(ratified.order_by("on", "id")),
        picture=picture_of(code, kind=CoverageKind.LEGAL, on=on),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """One country in the comparison, for one group of workers."""

    country: Country
    ratifications: list[Ratification]
    is_known: bool
    """Something is recorded for that group; else nothing is said of it."""
    branches: list[Branch]
    meets_minimum: bool


def compare(
    reader: Visitor, *, group: WorkerGroup, kind: CoverageKind, on: dt.date
) -> list[Compared]:
    """Put all countries of which the reader may see something beside each other."""
    around = {country.code: country for country in countries_around(reader, on=on)}
    ratified = defaultdict(list)
    for one in Ratification.objects.select_related("standard").order_by("on", "id"):
        ratified[one.country].append(one)
    told = CoverageFact.objects.order_by().values_list("country", flat=True).distinct()
    codes = [*around, *sorted({*told, *ratified} - around.keys())]
    pictures = pictures_of(codes, kind=kind, on=on)
    return [
        _compared(around.get(code) or Country(code, [], []), ratified[code], pictures[code], group)
        for code in codes
    ]


def _compared(
    country: Country, ratified: list[Ratification], picture: Picture, group: WorkerGroup
) -> Compared:
    matrix = picture.matrix
    return Compared(
        country=country,
        ratifications=ratified,
        is_known=any(place.group == group for place in matrix),
        branches=covered(matrix, group),
        meets_minimum=meets_minimum(matrix, group),
    )
