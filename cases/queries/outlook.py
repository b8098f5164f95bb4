"""What a review's template and comparable laws say about what comes next."""

import datetime as dt
from dataclasses import dataclass

from backend.accounts.roles import Permission
from backend.working_days import knows_holidays_of, working_days_until
from campaigns.access import Visitor, reach_of
from cases.models import (
    Gate,
    GateStatus,
    LawReview,
    ParliamentPeriod,
    ReviewStatus,
    StageTemplate,
    TemplateGate,
    TemplateStage,
)
from cases.queries.forecast import Forecast, forecast_for
from cases.queries.parliaments import end_that_threatens
from cases.queries.spells import Spell
from cases.queries.standing import Standing, standings
from cases.queries.template_change import versions_above
from cases.stages import Stage

MOST_COMPARED = 10
"""How many comparable laws are named on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAhead:
    """A gate of this review, seen on one day; or one its template knows and nobody dated."""

    kind: str
    of_template: TemplateGate | None
    gate: Gate | None = None
    working_days: int | None = None
    """Working days left; ``None`` where it has no date or is closed."""

    @property
    def still_to_do(self) -> list[str]:
        """Return what to do before it closes; nothing once it is passed or shut."""
        if self.gate and self.gate.status != GateStatus.OPEN:
            return []
        said = self.of_template.to_do if self.of_template else ""
        return [line for line in said.splitlines() if line.strip()]

    @property
    def label(self) -> str:
        return str(GateStatus(self.gate.status).label) if self.gate else ""

    @property
    def is_near(self) -> bool:
        warn = self.of_template.warn_days if self.of_template else 0
        return self.working_days is not None and self.working_days <= max(warn, 10)


@dataclass(frozen=True, slots=True)
class Compared:
    """One stay that a forecast rests on, with its review."""

    review: LawReview
    stay: Spell


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What lies ahead of one review, as one reader may see it."""

    forecast: Forecast | None
    compared: list[Compared]
    """What the forecast rests on, the longest first; at most ``MOST_COMPARED``."""
    here: TemplateStage | None
    """The stage it is in, as its template has it."""
    next: list[str]
    """Names of the stages that may come next."""
    gates: list[GateAhead]
    knows_holidays: bool
    end: ParliamentPeriod | None
    """The term or session at whose end it may lapse."""
    alongside: list[Standing]
    newer: StageTemplate | None
    """A newer version of its template, where the reader may move it there."""


def outlook_of(review: LawReview, *, reader: Visitor, on: dt.date) -> Outlook:
    """Gather what lies ahead of ``review``, loaded ``with_stage``."""
    template = StageTemplate.objects.with_stages().filter(reviews=review).first()
    stages = list(template.stages.all()) if template else []
    here = next((one for one in stages if one.stage == review.stage), None)
    others = LawReview.objects.visible_to(reader).filter(alongside=review).with_stage()
    is_open = review.status == ReviewStatus.OPEN
    forecast = forecast_for(review, reader=reader, on=on)
    return Outlook(
        forecast=forecast,
        compared=_compared(forecast) if forecast else [],
        here=here,
        next=_next(here, stages) if is_open else [],
        gates=_gates(review, template, on=on),
        knows_holidays=knows_holidays_of(review.country),
        end=end_that_threatens(review, on=on),
        alongside=standings(others.order_by("title", "id"), on=on),
        newer=_newer(review, reader=reader) if is_open else None,
    )


def _compared(forecast: Forecast) -> list[Compared]:
    # The stays are of reviews that the reader may see: nothing else went into the forecast.
    longest = sorted(forecast.stays, key=lambda stay: -stay.days)[:MOST_COMPARED]
    reviews = LawReview.objects.in_bulk([stay.review for stay in longest])
    return [Compared(reviews[stay.review], stay) for stay in longest]


def following(here: TemplateStage, stages: list[TemplateStage]) -> list[str]:
    """Return the codes of what may come after ``here``: as said, else the next one in order."""
    if here.next_stages:
        return [str(code) for code in here.next_stages]
    return [one.stage for one in stages if one.position > here.position][:1]


def _next(here: TemplateStage | None, stages: list[TemplateStage]) -> list[str]:
    if here is None:
        return []
    return [str(Stage(code).label) for code in following(here, stages) if code in Stage.values]


def _gates(review: LawReview, template: StageTemplate | None, *, on: dt.date) -> list[GateAhead]:
    known = list(template.gates.all()) if template else []
    by_kind = {one.kind: one for one in known}
    dated = [
        GateAhead(
            kind=gate.get_kind_display(),
            of_template=by_kind.get(gate.kind),
            gate=gate,
            working_days=working_days_until(gate.closes_on, since=on, country=review.country)
            if gate.status == GateStatus.OPEN and gate.closes_on >= on
            else None,
        )
        for gate in Gate.objects.filter(law_review=review).order_by("closes_on", "id")
    ]
    kinds = {one.gate.kind for one in dated if one.gate}
    undated = [
        GateAhead(kind=one.get_kind_display(), of_template=one)
        for one in known
        if one.stage == review.stage and one.kind not in kinds
    ]
    return [*dated, *undated] if review.status == ReviewStatus.OPEN else dated


def _newer(review: LawReview, *, reader: Visitor) -> StageTemplate | None:
    if not reach_of(reader, Permission.REVIEW_KEEP).includes(country=review.country):
        return None
    return versions_above(review).first()
