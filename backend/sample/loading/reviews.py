"""Law reviews with their dated facts and their planned steps."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from backend.accounts.models import User
from backend.sample.loading.files import Marks, Texts, other_languages
from backend.sample.loading.rows import OPENED, Rows, at_noon, id_of
from campaigns.models import Ask
from cases.models import (
    Instrument,
    LawReview,
    Milestone,
    MilestoneMove,
    MilestoneStatus,
    StageEvent,
    StageTemplate,
)

_SEEN = {"S": "seen in the source", "S2": "seen at second hand", "I": "inferred"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewEntry:
    slug: str
    titles: Texts
    country: str
    track: str
    template: str
    lead_body: str
    officer: str | None
    """``None`` where nobody keeps it: a reference review."""
    is_public: bool
    status: str
    instruments: list[str]
    asks: list[str]
    events: list[dict[str, Any]]
    milestones: list[dict[str, Any]]
    alongside: list[str] = field(default_factory=list)
    """Of those above it in the files."""
    about: str = ""
    conclusion: str = ""
    sources: Marks = field(default_factory=list)


def add_reviews(rows: Rows, *, templates: dict[str, StageTemplate]) -> list[LawReview]:
    """Add the reviews with all that belongs to them; return those that are new."""
    new = []
    for said in rows.files.entries("law_reviews", ReviewEntry):
        row = _review(said, rows=rows, template=templates[said.template])
        review, is_new = rows.add(row, "slug")
        if is_new:
            review.instruments.set(Instrument._default_manager.filter(akn_id__in=said.instruments))
            review.asks.set(Ask.objects.filter(slug__in=said.asks))
            review.alongside.set(LawReview.objects.filter(slug__in=said.alongside))
            new.append(review)
        for position, event in enumerate(said.events):
            fact = _fact(EventEntry(**event), review=review, rows=rows)
            # In the order of the file, so that of two facts of one day the later moves the stage.
            fact.recorded_at += dt.timedelta(seconds=position)
            rows.add(fact)
        for milestone in said.milestones:
            _add_milestone(MilestoneEntry(**milestone), review=review, rows=rows)
    return new


def _review(said: ReviewEntry, *, rows: Rows, template: StageTemplate) -> LawReview:
    return LawReview(
        pk=id_of(LawReview, said.slug),
        slug=said.slug,
        title=said.titles["en"],
        titles=other_languages(said.titles),
        about=said.about,
        country=said.country,
        track=said.track,
        lead_body=rows.body(said.lead_body),
        template=template,
        officer=User.objects.get(username=said.officer) if said.officer else None,
        status=said.status,
        conclusion=said.conclusion,
        is_public=said.is_public,
        sources=rows.cite(said.sources),
        created_at=at_noon(OPENED),
        updated_at=at_noon(OPENED),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class EventEntry:
    date: dt.date
    precision: str
    stage: str
    summary: str
    confidence: str
    sources: Marks
    gazette: str = ""
    disputed: bool = False
    dispute_note: str = ""


def _fact(said: EventEntry, *, review: LawReview, rows: Rows) -> StageEvent:
    return StageEvent(
        pk=id_of(StageEvent, review.slug, said.date, said.stage),
        law_review=review,
        stage=said.stage,
        on=said.date,
        precision=said.precision,
        summary=said.summary,
        sources=rows.cite(said.sources),
        gazette=said.gazette,
        confidence=said.confidence,
        dispute_note=said.dispute_note,
        recorded_at=at_noon(said.date),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneEntry:
    slug: str
    stage: str
    titles: Texts
    body: str
    planned_on: dt.date
    precision: str
    status: str
    note: str
    moves: list[dict[str, Any]]
    fictional: bool
    reached_on: dt.date | None = None
    sources: Marks = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveEntry:
    moved_to: dt.date
    moved_at: dt.date
    by: str
    reason: str


def _add_milestone(said: MilestoneEntry, *, review: LawReview, rows: Rows) -> None:
    moves = [MoveEntry(**move) for move in said.moves]
    milestone = _milestone(said, review=review, rows=rows)
    if moves:
        milestone.forecast_on = moves[-1].moved_to
        milestone.updated_at = at_noon(moves[-1].moved_at)
    kept, is_new = rows.add(milestone)
    if is_new:
        _add_moves(kept, moves)


def _milestone(said: MilestoneEntry, *, review: LawReview, rows: Rows) -> Milestone:
    sources = rows.cite(said.sources)
    is_planned = said.status == MilestoneStatus.PLANNED
    return Milestone(
        pk=id_of(Milestone, said.slug),
        law_review=review,
        stage=said.stage,
        title=said.titles["en"],
        titles=other_languages(said.titles),
        body=rows.body(said.body),
        status=said.status,
        planned_on=said.planned_on,
        reached_on=said.reached_on,
        precision=said.precision,
        source_url=next((source["url"] for source in sources if source["url"]), ""),
        # A milestone has no list of sources, so they are told where its other remarks stand.
        note=" ".join([said.note, *(f"{s['title']} ({_SEEN[s['mark']]})." for s in sources)]),
        marked_by=None if is_planned else review.officer,
        created_at=at_noon(OPENED),
        updated_at=at_noon(OPENED),
    )


def _add_moves(milestone: Milestone, moves: list[MoveEntry]) -> None:
    moved_from = milestone.planned_on
    for move in moves:
        MilestoneMove._default_manager.create(
            milestone=milestone,
            moved_from=moved_from,
            moved_to=move.moved_to,
            reason=move.reason,
            moved_by=User.objects.get(username=move.by),
            moved_at=at_noon(move.moved_at),
        )
        moved_from = move.moved_to
