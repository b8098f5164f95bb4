"""How long laws stayed in each stage, read from the dated facts of their reviews."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from backend.calendars import Precision
from campaigns.access import Visitor
from cases.models import LawReview, ReviewStatus, StageEvent
from cases.models.review import StageEventQuerySet
from cases.stages import BROKEN_OFF, ENDED, Stage

_NO_CARRYING_ON = BROKEN_OFF | {Stage.CARRIED_OVER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """One standing fact that says where a law stood."""

    review: UUID
    country: str
    is_open: bool
    stage: str
    on: dt.date
    precision: str = Precision.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One stay of one law in one stage: from the first fact that says so to another stage."""

    review: UUID
    country: str
    stage: str
    since: dt.date
    days: int
    is_finished: bool
    """It was carried on; otherwise it lasts, or was broken off, and took at least so long."""


def facts_of(track: str, *, stage: str, reader: Visitor) -> list[Moving]:
    """Return the moving facts of each review on a track that was in ``stage``, oldest first."""
    facts = StageEvent.objects.visible_to(reader).standing().moving()
    been = facts.filter(law_review__track=track, stage=stage).values("law_review")
    return in_order(facts.filter(law_review__in=been))


def all_facts(track: str) -> list[Moving]:
    """Return the moving facts of every review on a track, for who runs the house."""
    facts = StageEvent.objects.standing().moving()
    return in_order(facts.filter(law_review__track=track))


def in_order(facts: StageEventQuerySet) -> list[Moving]:
    rows = facts.order_by("law_review", "on", "recorded_at", "id").values_list(
        "law_review", "law_review__country", "law_review__status", "stage", "on", "precision"
    )
    return [
        Moving(
            review=review,
            country=country,
            is_open=status == ReviewStatus.OPEN,
            stage=stage,
            on=on,
            precision=precision,
        )
        for review, country, status, stage, on, precision in rows
    ]


def spells(facts: Sequence[Moving], *, on: dt.date) -> list[Spell]:
    """Return each stay as known ``on`` a day; later facts are not looked at.

    A stay that is dated to a year alone is left out: its length is not known.
    """
    known = [fact for fact in facts if fact.on <= on]
    by_review = groupby(known, key=attrgetter("review"))
    return [spell for _, some in by_review for spell in _of_one(list(some), on=on)]


def _of_one(facts: list[Moving], *, on: dt.date) -> Iterator[Spell]:
    first_of_stay = [next(stay) for _, stay in groupby(facts, key=attrgetter("stage"))]
    for here, after in zip(first_of_stay, [*first_of_stay[1:], None], strict=True):
        spell = _spell(here, after, on=on)
        if spell is not None:
            yield spell


def _spell(here: Moving, after: Moving | None, *, on: dt.date) -> Spell | None:
    if here.stage in _NO_CARRYING_ON or here.precision == Precision.YEAR:
        return None
    if after is None and (here.stage in ENDED or not here.is_open):
        return None
    if after is not None and after.precision == Precision.YEAR:
        return None
    until = after.on if after else on
    return Spell(
        review=here.review,
        country=here.country,
        stage=here.stage,
        since=here.on,
        days=(until - here.on).days,
        is_finished=after is not None and after.stage not in _NO_CARRYING_ON,
    )


def entered_on(review: LawReview) -> dt.date | None:
    """Return since when ``review``, loaded ``with_stage``, stays in its stage without a break."""
    if review.stage is None:
        return None
    facts = StageEvent.objects.standing().moving().filter(law_review=review).newest_first()
    entered = None
    for stage, on in facts.values_list("stage", "on"):
        if stage != review.stage:
            break
        entered = on
    return entered
