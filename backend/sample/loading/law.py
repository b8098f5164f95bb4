"""Instruments with their provisions, and international labour standards with their articles."""

from dataclasses import dataclass, field
from typing import Any

from backend.sample.loading.files import Marks, Texts, other_languages
from backend.sample.loading.rows import Rows, id_of
from campaigns.models import Ask
from cases.models import Instrument, Provision, Standard, StandardArticle


@dataclass(frozen=True, kw_only=True, slots=True)
class InstrumentEntry:
    akn_id: str
    country: str
    kind: str
    titles: Texts
    gazette: str
    sources: Marks
    provisions: list[dict[str, Any]]
    about: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProvisionEntry:
    number: str
    kind: str
    titles: Texts
    aliases: list[str]
    asks: list[str]
    sources: Marks


def add_instruments(rows: Rows) -> None:
    """Add the laws, their provisions, and which asks are about them."""
    for said in rows.files.entries("instruments", InstrumentEntry):
        instrument = Instrument(
            pk=id_of(Instrument, said.akn_id),
            akn_id=said.akn_id,
            country=said.country,
            kind=said.kind,
            title=said.titles["en"],
            titles=other_languages(said.titles),
            about=said.about,
            gazette=said.gazette,
            sources=rows.cite(said.sources),
        )
        kept, _is_new = rows.add(instrument, "akn_id")
        for provision in said.provisions:
            _add_provision(ProvisionEntry(**provision), instrument=kept, rows=rows)


def _add_provision(said: ProvisionEntry, *, instrument: Instrument, rows: Rows) -> None:
    provision = Provision(
        pk=id_of(Provision, instrument.akn_id, said.kind, said.number),
        instrument=instrument,
        kind=said.kind,
        number=said.number,
        title=said.titles["en"],
        titles=other_languages(said.titles),
        aliases=said.aliases,
        sources=rows.cite(said.sources),
    )
    kept, is_new = rows.add(provision, "instrument", "kind", "number")
    if is_new:
        kept.asks.set(Ask.objects.filter(slug__in=said.asks))


@dataclass(frozen=True, kw_only=True, slots=True)
class StandardEntry:
    code: str
    kind: str
    number: int
    year: int
    titles: Texts
    about: str
    url: str
    sources: Marks
    articles: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleEntry:
    code: str
    kind: str
    titles: Texts
    text: str = ""
    sources: Marks = field(default_factory=list)


def add_standards(rows: Rows) -> None:
    """Add the standards; an article without sources of its own has its standard's."""
    for said in rows.files.entries("standards", StandardEntry):
        standard = Standard(
            pk=id_of(Standard, said.code),
            code=said.code,
            kind=said.kind,
            number=said.number,
            year=said.year,
            title=said.titles["en"],
            titles=other_languages(said.titles),
            about=said.about,
            url=said.url,
            sources=rows.cite(said.sources),
        )
        kept, _is_new = rows.add(standard, "code")
        for position, raw in enumerate(said.articles, start=1):
            part = ArticleEntry(**raw)
            article = StandardArticle(
                pk=id_of(StandardArticle, said.code, part.kind, part.code),
                standard=kept,
                kind=part.kind,
                code=part.code,
                position=position,
                title=part.titles["en"],
                titles=other_languages(part.titles),
                text=part.text,
                sources=rows.cite(part.sources or said.sources),
            )
            rows.add(article, "standard", "kind", "code")
