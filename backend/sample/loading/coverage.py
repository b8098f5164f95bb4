"""Who is covered for what, the options of asks, proposed clauses, and what was ratified."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from backend.accounts.models import User
from backend.sample.loading.files import Marks, Texts, other_languages
from backend.sample.loading.rows import Rows, at_noon, id_of
from campaigns.models import Ask, AskOption
from cases.models import (
    AdvocacyCase,
    Clause,
    ClauseTag,
    CoverageChange,
    CoverageFact,
    LawReview,
    Provision,
    Ratification,
    Standard,
    StandardArticle,
)

TAGGED_ON = dt.date(2026, 9, 1)
TAGGED_BY = "leader.th"


@dataclass(frozen=True, kw_only=True, slots=True)
class CellsEntry:
    """The same said of several groups and branches."""

    groups: list[str]
    levels: dict[str, str]
    citation: str
    trust: str
    """S, S2 or I as of a source; R: from memory, and counted nowhere."""
    sources: Marks
    provision: str = ""
    contribution: str = ""
    qualifying_period: str = ""
    note: str = ""
    country: str = ""
    is_claim: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionEntry:
    ask: str
    slug: str
    titles: Texts
    text: str
    sources: Marks
    changes: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewCoverageEntry:
    review: str
    changes: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseEntry:
    review: str
    number: str
    heading: str
    before: str
    after: str
    amends: str
    articles: list[str]
    sources: Marks
    tags: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class RatificationEntry:
    standard: str
    country: str
    on: dt.date
    sources: Marks


def add_coverage(rows: Rows) -> None:
    """Add what holds, and what the options and reviews would change."""
    for said in rows.files.entries("coverage", CellsEntry):
        for cell in _cells(said, rows):
            key = (said.country, cell["group"], cell["branch"], said.is_claim)
            fact = CoverageFact(
                pk=id_of(CoverageFact, *key), country=said.country, is_claim=said.is_claim, **cell
            )
            rows.add(fact)
    for position, option in enumerate(rows.files.entries("options", OptionEntry), start=1):
        kept, _is_new = rows.add(_option(option, position, rows), "ask", "slug")
        _add_changes(option.changes, rows, option=kept)
    for proposed in rows.files.entries("review_coverage", ReviewCoverageEntry):
        review = LawReview.objects.get(slug=proposed.review)
        _add_changes(proposed.changes, rows, law_review=review)


def _option(said: OptionEntry, position: int, rows: Rows) -> AskOption:
    ask = Ask.objects.get(slug=said.ask)
    return AskOption(
        pk=id_of(AskOption, said.ask, said.slug),
        ask=ask,
        slug=said.slug,
        position=position,
        title=said.titles["en"],
        titles=other_languages(said.titles),
        text=said.text,
        sources=rows.cite(said.sources),
        updated_at=rows.now,
    )


def _add_changes(changes: list[dict[str, Any]], rows: Rows, **belongs: Any) -> None:
    for raw in changes:
        for cell in _cells(CellsEntry(**raw), rows):
            owner = next(iter(belongs.values()))
            key = (owner.pk, cell["group"], cell["branch"])
            rows.add(CoverageChange(pk=id_of(CoverageChange, *key), **belongs, **cell))


def _cells(said: CellsEntry, rows: Rows) -> Iterator[dict[str, Any]]:
    same = {
        "citation": said.citation,
        "provision": _provision(said.provision),
        "mark": said.trust,
        "contribution": said.contribution,
        "qualifying_period": said.qualifying_period,
        "note": said.note,
        "sources": rows.cite(said.sources),
        "created_at": rows.now,
        "updated_at": rows.now,
    }
    for group in said.groups:
        for branch, level in said.levels.items():
            yield {"group": group, "branch": branch, "level": level, **same}


def _provision(named: str) -> Provision | None:
    """Return the provision named "akn_id#number"; ``None`` where none is."""
    if not named:
        return None
    akn_id, _hash, number = named.partition("#")
    return Provision.objects.get(instrument__akn_id=akn_id, number=number)


def add_clauses(rows: Rows) -> None:
    """Add clauses with the cases that speak for them, as a leader would have tagged them."""
    for said in rows.files.entries("clauses", ClauseEntry):
        clause = Clause(
            pk=id_of(Clause, said.review, said.number),
            law_review=LawReview.objects.get(slug=said.review),
            position=int(said.number),
            number=said.number,
            heading=said.heading,
            before=said.before,
            after=said.after,
            amends=_provision(said.amends),
            sources=rows.cite(said.sources),
            created_at=rows.now,
            updated_at=rows.now,
        )
        kept, is_new = rows.add(clause, "law_review", "number")
        if is_new:
            kept.articles.set(_articles(said.articles))
            _add_tags(kept, said.tags, rows)


def _articles(named: list[str]) -> list[StandardArticle]:
    pairs = [name.split("#") for name in named]
    return [StandardArticle.objects.get(standard__code=s, code=code) for s, code in pairs]


def _add_tags(clause: Clause, tags: dict[str, list[str]], rows: Rows) -> None:
    leader = User.objects.get(username=TAGGED_BY)
    for bearing, references in tags.items():
        for case in AdvocacyCase.objects.filter(reference__in=references).order_by("reference"):
            tag = ClauseTag(
                pk=id_of(ClauseTag, clause.pk, case.reference, bearing),
                clause=clause,
                case=case,
                bearing=bearing,
                tagged_by=leader,
                tagged_at=at_noon(TAGGED_ON),
            )
            rows.add(tag)


def add_ratifications(rows: Rows) -> None:
    for said in rows.files.entries("ratifications", RatificationEntry):
        ratification = Ratification(
            pk=id_of(Ratification, said.standard, said.country),
            standard=Standard.objects.get(code=said.standard),
            country=said.country,
            on=said.on,
            sources=rows.cite(said.sources),
        )
        rows.add(ratification, "standard", "country")
