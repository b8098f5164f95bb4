"""The road of one law review: what happened, what is planned, what stands behind it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch

from backend.accounts.models import User
from backend.accounts.roles import Permission
from campaigns.access import Visitor, reach_of
from campaigns.models import Ask
from cases.access import may_propose
from cases.models import (
    AdvocacyCase,
    IloSupport,
    LawReview,
    Milestone,
    Proposal,
    ReviewStatus,
    StageEvent,
    TemplateStage,
)
from cases.queries.plan import Step, steps
from cases.queries.progress import Progress, Voice
from cases.queries.proposals import proposals_by, proposals_to_answer
from cases.queries.standing import Standing
from cases.queries.stops import Stop, stops_of

SHOWN_AT_FIRST = 3
SEEN_AT_ONCE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """A review as one reader may see it. Facts are newest first, open steps soonest first."""

    standing: Standing
    stops: list[Stop]
    facts: list[StageEvent]
    ahead: list[Step]
    behind: list[Step]
    support: list[IloSupport]
    cases: list[AdvocacyCase]
    asks: list[Ask]
    proposed: list[Proposal]
    """Updates that wait for the reader's word, the oldest first."""
    mine: list[Proposal]
    """What the reader proposed herself, newest first."""
    is_kept: bool
    """The reader is the officer who may change it."""
    may_propose: bool
    officer: User | None
    """Who keeps it, for those who have signed in."""

    @property
    def due(self) -> Step | None:
        """The open step to mark first: what should have come by today, the longest ago."""
        due = [step for step in self.ahead if step.is_due]
        return due[0] if due and self.takes_facts else None

    @property
    def may_say_no_change(self) -> bool:
        return self.is_kept and self.standing.can_be_checked

    @property
    def is_long(self) -> bool:
        """It does not fit a screen at once."""
        return len(self.stops) > SEEN_AT_ONCE

    @property
    def soon(self) -> list[Step]:
        return self.ahead[:SHOWN_AT_FIRST]

    @property
    def later(self) -> list[Step]:
        return self.ahead[SHOWN_AT_FIRST:]

    @property
    def newest(self) -> list[StageEvent]:
        return self.facts[:SHOWN_AT_FIRST]

    @property
    def older(self) -> list[StageEvent]:
        return self.facts[SHOWN_AT_FIRST:]

    @property
    def voice(self) -> Voice:
        """What a visitor may hear, where the reader is one."""
        first = self.ahead[0] if self.ahead and self.standing.is_open else None
        return Voice(asks=self.asks, progress=Progress([self.standing], first))

    @property
    def takes_facts(self) -> bool:
        return self.is_kept and self.standing.review.status == ReviewStatus.OPEN


def road_of(review: LawReview, *, reader: Visitor, on: dt.date) -> Road:
    """Gather the road of ``review``, loaded ``with_stage``, with what the reader may see."""
    facts = list(
        StageEvent.objects.filter(law_review=review, retracts__isnull=True)
        .with_dispute()
        .select_related("retraction")
        .newest_first()
    )
    planned = Milestone.objects.filter(law_review=review).with_moves().order_by("planned_on", "id")
    plan = sorted(steps(planned, on=on), key=lambda step: step.milestone.due_on)
    return Road(
        standing=Standing(review, on),
        stops=stops_of(review, stages=_stages(review), facts=facts[::-1], plan=plan),
        facts=facts,
        ahead=[step for step in plan if step.is_open],
        behind=[step for step in plan if not step.is_open],
        support=list(
            IloSupport.objects.visible_to(reader)
            .filter(law_reviews=review)
            .select_related("programme")
            .prefetch_related(Prefetch("milestones", Milestone.objects.visible_to(reader)))
            .order_by("status", "title", "id")
        ),
        cases=list(
            AdvocacyCase.objects.visible_to(reader)
            .filter(reviews=review)
            .order_by("-updated_at", "-id")[:20]
        ),
        asks=list(
            Ask.objects.visible_to(reader)
            .filter(reviews=review)
            .select_related("campaign")
            .order_by("title", "id")
        ),
        proposed=list(
            proposals_to_answer(reader).filter(law_review=review).order_by("proposed_at", "id")
        ),
        mine=proposals_by(reader, review=review),
        may_propose=may_propose(review, by=reader),
        officer=review.officer if isinstance(reader, User) else None,
        is_kept=reach_of(reader, Permission.REVIEW_KEEP).includes(country=review.country),
    )


def _stages(review: LawReview) -> list[TemplateStage]:
    if review.template_id is None:
        return []
    return list(TemplateStage.objects.filter(template=review.template_id).order_by("position"))
