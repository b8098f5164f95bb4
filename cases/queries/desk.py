"""What lies on somebody's desk when she comes in."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.calendars import Precision, last_day
from campaigns.access import holds, reach_of
from cases.models import AdvocacyCase, CaseDraft, IloSupport, LawReview, Proposal, SupportStatus
from cases.queries.changes import Change, recent_changes
from cases.queries.drafts import drafts_of
from cases.queries.plan import Step, due_soon, overdue
from cases.queries.proposals import proposals_to_answer
from cases.queries.standing import Standing, longest_silent_first, standings
from cases.queries.teamwork import Errand, my_tasks

MOST = 8
RUNNING = (SupportStatus.PLANNED, SupportStatus.ACTIVE)
ENDING_DAYS = 90
"""How far ahead an officer hears that support ends: time to ask for more (house rule)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Support with a last day, seen on one day."""

    support: IloSupport
    on: dt.date

    @property
    def days_left(self) -> int:
        """Days until its last day; negative once that went by."""
        ends_on = self.support.ends_on or self.on
        return (last_day(ends_on, precision=self.support.ends_precision) - self.on).days

    @property
    def days_over(self) -> int:
        return max(-self.days_left, 0)


@dataclass(frozen=True, slots=True)
class Due:
    """A step that should come soon, or should have come, and what she can do about it."""

    step: Step
    may_mark: bool
    may_tell: bool
    """The officer does not know yet whether it came; before its day there is nothing to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The home page of one person."""

    begun: list[CaseDraft]
    """What she is still writing, the last touched first."""
    due: list[Due]
    """What should have come by now, then what comes soon, each the oldest first."""
    tasks: list[Errand]
    proposals: list[Proposal]
    """Updates that wait for her word, the oldest first."""
    proposals_count: int
    waiting: list[AdvocacyCase]
    mine: list[AdvocacyCase]
    reviews: list[Standing]
    ending: list[Ending]
    """Support in the countries she keeps whose last day is near, or went by unnoticed."""
    changes: list[Change]
    may_log: bool
    keeps_reviews: bool
    runs_house: bool

    @property
    def most_silent(self) -> Standing | None:
        """The open review of hers that waits longest for news."""
        waiting = [one for one in self.reviews if one.waits_for_a_look and one.quiet_months]
        return waiting[0] if waiting else None


def desk_of(user: User, *, on: dt.date) -> Desk:
    """Gather what is due, what waits for ``user``, what is hers, and what moved."""
    proposals = proposals_to_answer(user)
    return Desk(
        begun=list(drafts_of(user)[:MOST]),
        tasks=my_tasks(user, on=on),
        proposals=list(proposals.order_by("proposed_at", "id")[:MOST]),
        proposals_count=proposals.count(),
        due=_due(user, on=on),
        waiting=list(_waiting(user)[:MOST]),
        mine=list(_mine(user)[:MOST]),
        reviews=longest_silent_first(standings(_kept(user), on=on)),
        ending=[Ending(support, on) for support in _ending(user, on=on)[:MOST]],
        changes=recent_changes(user),
        may_log=holds(user, Permission.CASE_LOG),
        keeps_reviews=holds(user, Permission.REVIEW_KEEP),
        runs_house=holds(user, Permission.HOUSE_MANAGE),
    )


def _due(user: User, *, on: dt.date) -> list[Due]:
    keeps = reach_of(user, Permission.REVIEW_KEEP).countries
    tells = reach_of(user, Permission.REVIEW_PROPOSE).home_countries - keeps
    found = [*overdue(user, on=on), *due_soon(user, on=on)]
    places = [step.milestone.law_review.country for step in found]
    return [
        Due(step, may_mark=place in keeps, may_tell=step.is_due and place in tells)
        for step, place in zip(found, places, strict=True)
    ]


def _waiting(user: User) -> QuerySet[AdvocacyCase]:
    """Return open cases of networks she leads that nobody works on, the oldest first."""
    led = reach_of(user, Permission.CASE_EDIT).networks
    waiting = AdvocacyCase.objects.visible_to(user).open()
    return waiting.filter(network__in=led, owner__isnull=True).order_by("created_at", "id")


def _mine(user: User) -> QuerySet[AdvocacyCase]:
    hers = Q(owner=user) | Q(owner__isnull=True, logged_by=user)
    return AdvocacyCase.objects.visible_to(user).open().filter(hers).order_by("-updated_at", "-id")


def _kept(user: User) -> QuerySet[LawReview]:
    countries = reach_of(user, Permission.REVIEW_KEEP).countries
    kept = LawReview.objects.visible_to(user).with_stage().filter(country__in=countries)
    return kept.order_by("title", "id")[:50]


def _ending(user: User, *, on: dt.date) -> QuerySet[IloSupport]:
    """Return support of the countries she keeps that ends soon, or should have ended."""
    kept = reach_of(user, Permission.SUPPORT_KEEP).countries
    after = on + dt.timedelta(ENDING_DAYS + 1)
    # A month or a year ends with its last day; what is stored is its first.
    ends = Q(ends_precision=Precision.DAY, ends_on__lt=after)
    ends |= Q(ends_precision=Precision.MONTH, ends_on__lt=after.replace(day=1))
    ends |= Q(ends_precision=Precision.YEAR, ends_on__lt=after.replace(month=1, day=1))
    mine = IloSupport.objects.visible_to(user).filter(ends, country__in=kept)
    return mine.filter(status__in=RUNNING).order_by("ends_on", "id")
