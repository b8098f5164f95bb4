"""Programmes, the ILO support they carry, and the numbers beside a campaign."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from backend.sample.loading.files import Marks, Texts, other_languages
from backend.sample.loading.rows import OPENED, Rows, at_noon, id_of
from cases.models import (
    AdvocacyCase,
    IloSupport,
    KeyFigure,
    LawReview,
    Milestone,
    Programme,
    ProgrammeCountry,
    ProgrammePart,
    ResourceLine,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeEntry:
    code: str
    names: Texts
    phase: str
    status: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    lead: str
    url: str
    about: str
    sources: Marks
    parts: list[dict[str, Any]]
    countries: list[dict[str, Any]]
    starts_precision: str = "day"
    ends_precision: str = "day"
    project_code: str = ""
    resources: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class PartEntry:
    kind: str
    code: str
    names: Texts
    sources: Marks
    about: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CountryEntry:
    country: str
    role: str
    sources: Marks
    known_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ResourceEntry:
    kind: str
    amount: str
    currency: str
    as_of: dt.date
    sources: Marks
    as_of_precision: str = "day"
    country: str = ""


def add_programmes(rows: Rows) -> None:
    """Add the programmes with their parts and countries."""
    for said in rows.files.entries("programmes", ProgrammeEntry):
        programme, _is_new = rows.add(_programme(said, rows=rows), "code")
        for position, part in enumerate(said.parts, start=1):
            row = _part(PartEntry(**part), programme=programme, rows=rows)
            row.position = position
            rows.add(row, "programme", "kind", "code")
        for raw in said.countries:
            country = CountryEntry(**raw)
            row_of_country = ProgrammeCountry(
                pk=id_of(ProgrammeCountry, said.code, country.country, country.role),
                programme=programme,
                country=country.country,
                role=country.role,
                known_on=country.known_on,
                sources=rows.cite(country.sources),
            )
            rows.add(row_of_country, "programme", "country", "role")
        for raw in said.resources:
            _add_resource(ResourceEntry(**raw), programme=programme, rows=rows)


def _add_resource(said: ResourceEntry, *, programme: Programme, rows: Rows) -> None:
    line = ResourceLine(
        pk=id_of(ResourceLine, programme.code, said.country, said.kind, said.as_of),
        programme=programme,
        country=said.country,
        kind=said.kind,
        amount=Decimal(said.amount),
        currency=said.currency,
        as_of=said.as_of,
        as_of_precision=said.as_of_precision,
        sources=rows.cite(said.sources),
        recorded_at=at_noon(OPENED),
    )
    rows.add(line)


def _programme(said: ProgrammeEntry, *, rows: Rows) -> Programme:
    return Programme(
        pk=id_of(Programme, said.code),
        code=said.code,
        name=said.names["en"],
        names=other_languages(said.names),
        phase=said.phase,
        about=said.about,
        lead=said.lead,
        status=said.status,
        starts_on=said.starts_on,
        starts_precision=said.starts_precision,
        ends_on=said.ends_on,
        ends_precision=said.ends_precision,
        url=said.url,
        project_code=said.project_code,
        sources=rows.cite(said.sources),
    )


def _part(said: PartEntry, *, programme: Programme, rows: Rows) -> ProgrammePart:
    return ProgrammePart(
        pk=id_of(ProgrammePart, programme.code, said.kind, said.code),
        programme=programme,
        kind=said.kind,
        code=said.code,
        name=said.names["en"],
        names=other_languages(said.names),
        about=said.about,
        sources=rows.cite(said.sources),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class SupportEntry:
    slug: str
    programme: str | None
    kind: str
    titles: Texts
    country: str
    status: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    is_public: bool
    about: str
    sources: Marks
    law_reviews: list[str]
    milestones: list[str]
    cases: list[str]
    starts_precision: str = "day"
    ends_precision: str = "day"


def add_support(rows: Rows) -> None:
    """Add the ILO's support and link it to what it helped."""
    for said in rows.files.entries("ilo_support", SupportEntry):
        support, is_new = rows.add(_support(said, rows=rows))
        if is_new:
            steps = [id_of(Milestone, slug) for slug in said.milestones]
            support.law_reviews.set(LawReview.objects.filter(slug__in=said.law_reviews))
            support.milestones.set(Milestone.objects.filter(pk__in=steps))
            support.cases.set(AdvocacyCase.objects.filter(reference__in=said.cases))


def _support(said: SupportEntry, *, rows: Rows) -> IloSupport:
    return IloSupport(
        pk=id_of(IloSupport, said.slug),
        programme=Programme._default_manager.get(code=said.programme) if said.programme else None,
        kind=said.kind,
        title=said.titles["en"],
        titles=other_languages(said.titles),
        about=said.about,
        country=said.country,
        status=said.status,
        starts_on=said.starts_on,
        starts_precision=said.starts_precision,
        ends_on=said.ends_on,
        ends_precision=said.ends_precision,
        is_public=said.is_public,
        sources=rows.cite(said.sources),
        created_at=at_noon(OPENED),
        updated_at=at_noon(OPENED),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureEntry:
    code: str
    country: str
    labels: Texts
    value: float
    unit: str
    qualifier: str
    sources: Marks
    as_of: dt.date | None = None
    as_of_precision: str = field(default="day")
    vintage: dt.date | None = None


def add_figures(rows: Rows) -> None:
    """Add the published numbers."""
    for said in rows.files.entries("key_figures", FigureEntry):
        figure = KeyFigure(
            pk=id_of(KeyFigure, said.code),
            code=said.code,
            country=said.country,
            label=said.labels["en"],
            labels=other_languages(said.labels),
            value=Decimal(str(said.value)),
            unit=said.unit,
            qualifier=said.qualifier,
            as_of=said.as_of,
            as_of_precision=said.as_of_precision,
            vintage=said.vintage,
            sources=rows.cite(said.sources),
        )
        rows.add(figure, "code")
