"""Many people at one moment, on a database that lets them."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from backend.audit.models import Dispatch, Event
from backend.errors import Stale
from campaigns.models import Campaign
from cases.actions import cases, milestones, reviews
from cases.actions import support as supports
from cases.actions.log_case import NewCase, log_case
from cases.actions.milestones import MilestoneNotOpen, NewMilestone, Reached
from cases.actions.reviews import EventIdTaken, NewEvent
from cases.models import (
    AdvocacyCase,
    CaseNumber,
    LawReview,
    Milestone,
    MilestoneMove,
    StageEvent,
    SupportKind,
    Track,
)
from cases.stages import Stage
from tests.crowd import at_once
from tests.factories import (
    CampaignFactory,
    CaseFactory,
    LawReviewFactory,
    MilestoneFactory,
    leader,
    officer,
    organiser,
)
from tests.records import kinds_of_events

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

CROWD = 8
DAY = MilestoneFactory.planned_on


def one_of(outcomes: list[Any], refusal: type[Exception]) -> Any:
    """Return what the one who won got; all others were refused with ``refusal``."""
    won = [outcome for outcome in outcomes if not isinstance(outcome, Exception)]
    told = [outcome for outcome in outcomes if isinstance(outcome, refusal)]
    assert (len(won), len(told)) == (1, len(outcomes) - 1), outcomes
    return won[0]


def form(campaign: Campaign, **said: Any) -> NewCase:
    least: dict[str, Any] = {"id": uuid4(), "network": campaign.lead_network, "title": "Excluded"}
    return NewCase(campaign=campaign, **least | said)


class TestEightOfficersMarkingOneMilestone:
    def test_are_one_who_wins_and_seven_who_are_told(self) -> None:
        milestone = MilestoneFactory.create()
        officers = [officer("TH") for _ in range(CROWD)]

        outcomes = at_once(
            [
                partial(milestones.mark_reached, mine, Reached(on=DAY), by=anong)
                for anong in officers
                for mine in [Milestone.objects.with_place().get()]
            ]
        )

        marked = one_of(outcomes, MilestoneNotOpen)
        assert Milestone.objects.get().marked_by == marked.marked_by
        assert kinds_of_events() == ["milestone.reached"]
        assert (Dispatch.objects.count(), StageEvent.objects.count()) == (1, 1)
        assert LawReview.objects.with_stage().get().stage == milestone.stage


class TestEightOfficersMovingOneDate:
    def test_are_one_who_wins_and_seven_who_are_told(self) -> None:
        MilestoneFactory.create()
        officers = [officer("TH") for _ in range(CROWD)]
        later = DAY.replace(year=DAY.year + 1)

        outcomes = at_once(
            [
                partial(milestones.reschedule, mine, by=anong, to=later, reason="Election")
                for anong in officers
                for mine in [Milestone.objects.with_place().get()]
            ]
        )

        one_of(outcomes, Stale)
        assert MilestoneMove.objects.count() == Event.objects.count() == 1


class TestMarkingAndMovingAtOnce:
    def test_leave_one_story(self) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")
        later = DAY.replace(year=DAY.year + 1)

        at_once(
            [
                partial(milestones.mark_reached, milestone, Reached(on=DAY), by=anong),
                partial(
                    milestones.reschedule,
                    Milestone.objects.with_place().get(),
                    by=anong,
                    to=later,
                    reason="Election",
                ),
            ]
        )

        read = Milestone.objects.get()
        assert read.version == 1 + Event.objects.count()
        assert MilestoneMove.objects.count() == kinds_of_events().count("milestone.rescheduled")


class TestOneFormSentEightTimes:
    def test_opens_one_case_with_one_event_and_one_number(self) -> None:
        campaign = CampaignFactory.create()
        champa, sent = leader(campaign.lead_network), form(campaign)

        opened = at_once([partial(log_case, sent, by=champa)] * CROWD)

        assert [case.pk for case in opened] == [sent.id] * CROWD
        assert AdvocacyCase.objects.count() == Event.objects.count() == 1
        assert CaseNumber.objects.get().last == 1

    def test_under_one_id_by_two_people_opens_the_case_of_one(self) -> None:
        campaign = CampaignFactory.create()
        sent = form(campaign)
        members = [organiser(campaign.lead_network) for _ in range(CROWD)]

        outcomes = at_once([partial(log_case, sent, by=member) for member in members])

        assert sum(isinstance(outcome, AdvocacyCase) for outcome in outcomes) == 1
        assert Event.objects.count() == CaseNumber.objects.get().last == 1


class TestEightCasesLoggedAtOnce:
    def test_are_numbered_one_after_the_other(self) -> None:
        campaign = CampaignFactory.create()
        members = [organiser(campaign.lead_network) for _ in range(CROWD)]

        opened = at_once([partial(log_case, form(campaign), by=member) for member in members])

        numbers = sorted(int(case.reference.split("-")[-1]) for case in opened)
        assert numbers == list(range(1, CROWD + 1))
        assert CaseNumber.objects.get().last == Event.objects.count() == CROWD

    def test_leave_no_hole_where_some_are_refused(self) -> None:
        campaign = CampaignFactory.create()
        members = [organiser(campaign.lead_network) for _ in range(CROWD)]
        wrong = [{"visibility": "everybody"} if n % 2 else {} for n in range(CROWD)]

        at_once(
            [
                partial(log_case, form(campaign, **said), by=member)
                for member, said in zip(members, wrong, strict=True)
            ]
        )

        references = AdvocacyCase.objects.values_list("reference", flat=True)
        numbers = sorted(int(reference.split("-")[-1]) for reference in references)
        assert numbers == list(range(1, CROWD // 2 + 1))


EDITS: dict[str, Callable[[AdvocacyCase, Any, str], Any]] = {
    "its text": lambda case, by, word: cases.edit(case, by=by, version=1, title=word),
    "what it points at": lambda case, by, word: cases.edit(
        case, by=by, version=1, links=cases.Links(issue_kinds=[word])
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
class TestTwoEditsOfOneVersion:
    def test_are_one_that_wins_and_one_that_is_told(self, edit: Callable[..., Any]) -> None:
        case = CaseFactory.create()
        champa = leader(case.network)
        words = ["abuse", "maternity"]

        outcomes = at_once([partial(edit, AdvocacyCase.objects.get(), champa, w) for w in words])

        one_of(outcomes, Stale)
        assert kinds_of_events() == ["case.edited"]
        assert AdvocacyCase.objects.get().version == 2


class TestOneFactSentEightTimes:
    def test_is_recorded_once(self) -> None:
        review, anong = LawReviewFactory.create(), officer("TH")
        fact = NewEvent(stage=Stage.CONSULTATION, on=DAY)

        outcomes = at_once(
            [
                partial(reviews.record_event, mine, fact, by=anong)
                for _ in range(CROWD)
                for mine in [LawReview.objects.get()]
            ]
        )

        one_of(outcomes, EventIdTaken)
        assert (StageEvent.objects.get().law_review, Event.objects.count()) == (review, 1)


class TestEightFactsAtOnce:
    def test_tell_an_unbroken_story_of_stages(self) -> None:
        LawReviewFactory.create()
        anong, stages = officer("TH"), list(Stage)[:CROWD]

        at_once(
            [
                partial(reviews.record_event, mine, NewEvent(stage=stage, on=DAY), by=anong)
                for stage in stages
                for mine in [LawReview.objects.get()]
            ]
        )

        told = [event.changes for event in Event.objects.order_by("id") if "to" in event.changes]
        assert StageEvent.objects.count() == Event.objects.count() == CROWD
        assert [step["from"] for step in told] == [None, *(step["to"] for step in told[:-1])]
        assert LawReview.objects.with_stage().get().stage == told[-1]["to"]


class TestOneShortNameChosenByEight:
    def test_is_one_reviews(self) -> None:
        officers = [officer("TH") for _ in range(CROWD)]

        outcomes = at_once(
            [
                partial(
                    reviews.open_review,
                    reviews.NewReview(
                        id=uuid4(), slug="s33", title="Section 33", country="TH", track=Track.ACT
                    ),
                    by=anong,
                )
                for anong in officers
            ]
        )

        one_of(outcomes, reviews.ReviewSlugTaken)
        assert kinds_of_events() == ["review.opened"]


REVIEW, SUPPORT, MILESTONE = uuid4(), uuid4(), uuid4()
OPENINGS: dict[str, tuple[Callable[[Any], Any], type[Exception]]] = {
    "review.opened": (
        lambda by: reviews.open_review(
            reviews.NewReview(
                id=REVIEW, slug="s33", title="Section 33", country="TH", track=Track.ACT
            ),
            by=by,
        ),
        reviews.ReviewSlugTaken,
    ),
    "support.added": (
        lambda by: supports.add(
            supports.NewSupport(
                id=SUPPORT, kind=SupportKind.TRAINING, title="Training", country="TH"
            ),
            by=by,
        ),
        supports.SupportIdTaken,
    ),
    "milestone.planned": (
        lambda by: milestones.plan(
            NewMilestone(
                id=MILESTONE,
                law_review=LawReview.objects.get(),
                stage=Stage.PUBLISHED,
                title="The Gazette prints the decree",
                planned_on=DAY,
            ),
            by=by,
        ),
        milestones.MilestoneIdTaken,
    ),
}


@pytest.mark.parametrize("kind", OPENINGS)
class TestOneFormOfTheOfficerSentEightTimes:
    def test_is_taken_once(self, kind: str) -> None:
        act, refusal = OPENINGS[kind]
        anong, review = officer("TH"), LawReviewFactory.create()

        outcomes = at_once([partial(act, anong)] * CROWD)

        one_of(outcomes, refusal)
        assert (kinds_of_events(), review.country) == ([kind], "TH")
