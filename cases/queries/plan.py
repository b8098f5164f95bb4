"""The planned steps of reviews, and how far each has slipped."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto

from django.db.models.functions import Coalesce

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.calendars import last_day
from campaigns.access import reach_of
from cases.models import Milestone, MilestoneStatus
from cases.models.milestone import MilestoneQuerySet

_DUE = Coalesce("forecast_on", "planned_on")
SOON_DAYS = 30
"""How far ahead the home page looks (house rule)."""

MOST_NEAR = 6
"""Steps in one picture: as many as a phone shows at a glance."""


class StepState(StrEnum):
    """How a planned step is shown: its status, and for what is still planned how late it runs."""

    PLANNED = auto()
    SLIPPED = auto()
    OVERDUE = auto()
    REACHED = auto()
    MISSED = auto()
    DROPPED = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone, seen on one day."""

    milestone: Milestone
    on: dt.date

    @property
    def state(self) -> StepState:
        milestone = self.milestone
        if milestone.status != MilestoneStatus.PLANNED:
            return StepState(milestone.status)
        if self.days_late:
            return StepState.OVERDUE
        return StepState.SLIPPED if milestone.slip_days > 0 else StepState.PLANNED

    @property
    def is_open(self) -> bool:
        return self.milestone.status == MilestoneStatus.PLANNED

    @property
    def shown_on(self) -> dt.date:
        """When it came; where it did not, when it is or was awaited."""
        return self.milestone.reached_on or self.milestone.due_on

    @property
    def days_late(self) -> int:
        """Days an open step is overdue, a month or year once it is over; 0 where it is not."""
        until = last_day(self.milestone.due_on, precision=self.milestone.precision)
        return max((self.on - until).days, 0) if self.is_open else 0

    @property
    def is_due(self) -> bool:
        """It should have come by now."""
        return self.is_open and (self.days_late > 0 or self.milestone.due_on == self.on)

    @property
    def days_ahead(self) -> int:
        return max((self.milestone.due_on - self.on).days, 0)

    @property
    def slip_days(self) -> int:
        """Days later than first planned; negative is earlier."""
        return self.milestone.slip_days

    @property
    def later_days(self) -> int:
        return max(self.milestone.slip_days, 0)

    @property
    def moved_days(self) -> str:
        """Days from the first plan with their sign: "+153", "-20", "0"."""
        days = self.milestone.slip_days
        return f"{days:+d}" if days else "0"

    @property
    def early_days(self) -> int:
        return max(-self.milestone.slip_days, 0)

    @property
    def moved_to(self) -> dt.date | None:
        """The day that took the place of the first plan; ``None`` where that still holds."""
        return self.shown_on if self.shown_on != self.milestone.planned_on else None

    @property
    def expected_on(self) -> dt.date | None:
        """The new date an open step waits for; ``None`` where the first plan still holds."""
        return self.milestone.forecast_on if self.is_open else None


def steps(milestones: Iterable[Milestone], *, on: dt.date) -> list[Step]:
    """Return each milestone as seen ``on`` a day, in the same order."""
    return [Step(milestone, on) for milestone in milestones]


def nearby(user: User) -> MilestoneQuerySet:
    """Return the milestones of the countries ``user`` has to do with, not all public ones."""
    visible = Milestone.objects.visible_to(user).with_place()
    reach = reach_of(user, Permission.REVIEW_READ)
    if reach.everywhere:
        return visible
    return visible.filter(law_review__country__in=reach.countries | reach.home_countries)


def due_soon(user: User, *, on: dt.date) -> list[Step]:
    found = nearby(user).due_within(SOON_DAYS, on=on).order_by(_DUE, "id")
    return steps(found[:10], on=on)


def overdue(user: User, *, on: dt.date) -> list[Step]:
    return steps(nearby(user).overdue(on=on).order_by(_DUE, "id")[:10], on=on)


def nearest(milestones: MilestoneQuerySet, *, on: dt.date) -> list[Step]:
    """Return the steps whose date lies nearest to ``on``, in the order they were planned."""

    def days_away(step: Step) -> int:
        return abs(((step.milestone.reached_on or step.milestone.due_on) - on).days)

    found = steps(milestones.with_place().order_by("planned_on", "id"), on=on)
    kept = sorted(found, key=days_away)[:MOST_NEAR]
    return [step for step in found if step in kept]
