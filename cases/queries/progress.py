"""How far laws have come, in one look: what was reached, what comes next, what has stalled."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import Coalesce

from campaigns.access import Visitor
from campaigns.models import Ask, Campaign
from cases.models import LawReview, Milestone
from cases.queries.plan import Step, StepState, steps
from cases.queries.standing import Standing, standings
from cases.stages import Stage

SETBACKS = frozenset({Stage.LAPSED, Stage.WITHDRAWN, Stage.REJECTED, Stage.REGRESSION})


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the law stands, over one review or several."""

    reviews: list[Standing]
    coming: Step | None
    """The planned step that is due first."""

    @property
    def reached(self) -> Standing | None:
        """The review that moved last."""
        moved = [one for one in self.reviews if one.review.stage_since]
        return max(moved, key=lambda one: str(one.review.stage_since), default=None)

    @property
    def is_set_back(self) -> bool:
        return self.reached is not None and self.reached.review.stage in SETBACKS

    @property
    def is_late(self) -> bool:
        return self.coming is not None and self.coming.state == StepState.OVERDUE

    @property
    def stalled(self) -> list[Standing]:
        """The reviews nobody heard of for too long, the longest silence first."""
        silent = [one for one in self.reviews if one.is_stalled]
        return sorted(silent, key=lambda one: -(one.quiet_days or 0))

    @property
    def is_open(self) -> bool:
        return any(one.is_open for one in self.reviews)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What may be said of something in public, whoever asks: nothing a visitor could not read."""

    asks: list[Ask]
    progress: Progress


def progress_of(found: list[Standing], *, reader: Visitor, on: dt.date) -> Progress:
    """Return how far the reviews of ``found`` have come."""
    planned = Milestone.objects.visible_to(reader).with_place().planned()
    ours = planned.filter(law_review__in=[one.review.pk for one in found if one.is_open])
    first = steps(ours.order_by(Coalesce("forecast_on", "planned_on"), "id")[:1], on=on)
    return Progress(found, first[0] if first else None)


def voice_of_campaign(campaign: Campaign, *, on: dt.date) -> Voice:
    """Return what anybody may hear of ``campaign``, which is public."""
    visitor = AnonymousUser()
    reviews = LawReview.objects.visible_to(visitor).with_stage().filter(asks__campaign=campaign)
    found = standings(reviews.distinct().order_by("title", "id"), on=on)
    asks = campaign.asks.order_by("created_at", "id")
    return Voice(asks=list(asks), progress=progress_of(found, reader=visitor, on=on))


def voice_of_review(review: LawReview, *, on: dt.date) -> Voice:
    """Return what anybody may hear of ``review``, which is public and loaded ``with_stage``."""
    visitor = AnonymousUser()
    asks = Ask.objects.visible_to(visitor).filter(reviews=review).order_by("title", "id")
    found = standings([review], on=on)
    return Voice(asks=list(asks), progress=progress_of(found, reader=visitor, on=on))
