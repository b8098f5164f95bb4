"""What people do to milestones."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from backend.accounts.models import User
from backend.calendars import Precision
from backend.errors import Invalid, Stale
from cases.actions import milestones, reviews
from cases.actions.milestones import NewMilestone, Reached
from cases.models import (
    Confidence,
    LawReview,
    Milestone,
    MilestoneStatus,
    StageEvent,
)
from cases.stages import Stage
from tests.casts import NOT_THE_OFFICER_OF_THAILAND as STRANGERS
from tests.factories import LawReviewFactory, MilestoneFactory, officer
from tests.records import refused, the_only_event

DAY = dt.date(2026, 3, 8)
LATER = dt.date(2026, 6, 30)
Act = Callable[[Milestone, User], Any]
ACTS: dict[str, Act] = {
    "mark reached": lambda m, by: milestones.mark_reached(m, Reached(on=DAY), by=by),
    "mark missed": lambda m, by: milestones.mark_missed(m, by=by, reason="House dissolved"),
    "drop": lambda m, by: milestones.drop(m, by=by, reason="Another way"),
    "reschedule": lambda m, by: milestones.reschedule(m, by=by, to=LATER, reason="Election"),
}
PLAN: Act = lambda m, by: milestones.plan(a_step(m.law_review), by=by)  # noqa: E731
CLOSED = [status for status in MilestoneStatus if status != MilestoneStatus.PLANNED]


def a_step(review: LawReview, **said: Any) -> NewMilestone:
    least: dict[str, Any] = {
        "id": uuid4(),
        "stage": Stage.PUBLISHED,
        "title": "The Gazette prints the decree",
        "planned_on": DAY,
    }
    return NewMilestone(law_review=review, **least | said)


def closed(status: MilestoneStatus) -> Milestone:
    reached_on = DAY if status == MilestoneStatus.REACHED else None
    return MilestoneFactory.create(status=status, reached_on=reached_on, marked_by=officer("TH"))


class TestAMilestone:
    @pytest.mark.parametrize("act", [*ACTS.values(), PLAN], ids=[*ACTS, "plan"])
    @pytest.mark.parametrize("other", STRANGERS.values(), ids=STRANGERS)
    def test_is_not_moved_by(self, act: Act, other: Callable[[], User]) -> None:
        milestone, somebody = MilestoneFactory.create(), other()

        with refused(PermissionDenied):
            act(milestone, somebody)

    @pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
    @pytest.mark.parametrize("status", CLOSED)
    def test_that_is_closed_is_not_moved_at_all(self, act: Act, status: MilestoneStatus) -> None:
        milestone, anong = closed(status), officer("TH")

        with refused(milestones.MilestoneNotOpen):
            act(milestone, anong)

    @pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
    @pytest.mark.parametrize("first", ACTS.values(), ids=ACTS)
    def test_moved_by_one_is_refused_to_who_read_it_before(self, act: Act, first: Act) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")
        first(Milestone.objects.get(), anong)
        moved = first is ACTS["reschedule"]
        if moved and act is not first:
            act(milestone, anong)
            return

        with refused(Stale if moved else milestones.MilestoneNotOpen):
            act(milestone, anong)

    @pytest.mark.parametrize("name", ["plan", "mark reached", "reschedule"])
    @pytest.mark.parametrize("seen", ["concluded", "open"])
    def test_of_a_concluded_review_is_awaited_no_more(self, name: str, seen: str) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")
        reviews.conclude(LawReview.objects.get(), by=anong, conclusion="House dissolved")
        if seen == "concluded":
            milestone = Milestone.objects.with_place().get()

        with refused(reviews.ReviewConcluded, match="has been concluded"):
            (ACTS | {"plan": PLAN})[name](milestone, anong)

    @pytest.mark.parametrize("name", ["mark missed", "drop"])
    def test_that_a_concluded_review_left_open_can_be_closed(self, name: str) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")
        reviews.conclude(milestone.law_review, by=anong, conclusion="House dissolved")

        ACTS[name](milestone, anong)

        assert Milestone.objects.get().status in {"missed", "dropped"}


class TestPlan:
    def test_adds_a_step_that_is_awaited(self) -> None:
        review, new = LawReviewFactory.create(), a_step(LawReviewFactory.create())

        milestone = milestones.plan(new, by=officer("TH"))

        assert Milestone.objects.get() == milestone
        assert (milestone.pk, milestone.status, milestone.planned_on) == (
            new.id,
            MilestoneStatus.PLANNED,
            DAY,
        )
        assert milestone.law_review != review

    def test_leaves_one_event_with_its_date(self) -> None:
        milestones.plan(a_step(LawReviewFactory.create()), by=officer("TH"))

        event = the_only_event()
        assert (event.kind, event.changes) == ("milestone.planned", {"planned_on": "2026-03-08"})

    def test_under_an_id_in_use_is_refused(self) -> None:
        before, anong = MilestoneFactory.create(), officer("TH")

        with refused(milestones.MilestoneIdTaken):
            milestones.plan(a_step(before.law_review, id=before.pk), by=anong)


class TestMarkReached:
    def test_closes_the_milestone_and_says_by_whom(self) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")

        milestones.mark_reached(milestone, Reached(on=DAY, note="Unanimous"), by=anong)

        milestone.refresh_from_db()
        assert (milestone.status, milestone.reached_on, milestone.marked_by) == (
            MilestoneStatus.REACHED,
            DAY,
            anong,
        )
        assert (milestone.note, milestone.version) == ("Unanimous", 2)

    def test_leaves_one_event_naming_officer_and_date(self) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")

        milestones.mark_reached(milestone, Reached(on=DAY), by=anong)

        event = the_only_event()
        assert (event.kind, event.subject_id, event.actor_id) == (
            "milestone.reached",
            milestone.pk,
            anong.pk,
        )
        assert event.changes == {"reached_on": "2026-03-08", "precision": "day"}

    def test_files_the_stage_as_a_fact_of_the_review(self) -> None:
        milestone = MilestoneFactory.create(stage=Stage.APPROVED_IN_PRINCIPLE)
        reached = Reached(on=DAY, precision=Precision.MONTH, source_url="https://example.org/1")

        milestones.mark_reached(milestone, reached, by=officer("TH"))

        fact = StageEvent.objects.get()
        assert (fact.law_review, fact.stage, fact.on) == (
            milestone.law_review,
            Stage.APPROVED_IN_PRINCIPLE,
            DAY,
        )
        assert (fact.precision, fact.sources[0]["url"]) == ("month", "https://example.org/1")
        assert LawReview.objects.with_stage().get().stage == Stage.APPROVED_IN_PRINCIPLE

    @pytest.mark.parametrize(
        ("source_url", "confidence"),
        [("https://example.org/1", Confidence.OFFICIAL), ("", Confidence.REPORTED)],
        ids=["with a source", "without one"],
    )
    def test_trusts_the_fact_by_its_source(self, source_url: str, confidence: Confidence) -> None:
        milestone = MilestoneFactory.create()

        milestones.mark_reached(milestone, Reached(on=DAY, source_url=source_url), by=officer("TH"))

        assert StageEvent.objects.get().confidence == confidence

    @pytest.mark.parametrize(
        "moment", ["2026-03-07T10:00:00Z", "2026-03-08T00:00:00Z", "2027-01-01T00:00:00Z"]
    )
    def test_of_a_day_that_has_begun_somewhere_is_taken(self, moment: str) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")

        with time_machine.travel(moment, tick=False):
            milestones.mark_reached(milestone, Reached(on=DAY), by=anong)

        assert milestone.reached_on == DAY

    @pytest.mark.parametrize("moment", ["2026-03-07T09:59:59Z", "2026-01-01T00:00:00Z"])
    def test_of_a_day_that_has_begun_nowhere_is_refused(self, moment: str) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")

        with time_machine.travel(moment, tick=False), refused(Invalid, match="in the future"):
            milestones.mark_reached(milestone, Reached(on=DAY), by=anong)

    def test_whose_second_write_fails_undoes_the_first(self) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")

        with (
            refused(IntegrityError),
            patch.object(StageEvent.objects, "create", side_effect=IntegrityError),
        ):
            milestones.mark_reached(milestone, Reached(on=DAY), by=anong)


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (milestones.mark_missed, MilestoneStatus.MISSED),
        (milestones.drop, MilestoneStatus.DROPPED),
    ],
    ids=["missed", "dropped"],
)
class TestGivingAMilestoneUp:
    def test_closes_it_with_its_reason(
        self, act: Callable[..., Milestone], status: MilestoneStatus
    ) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")

        act(milestone, by=anong, reason="The House was dissolved")

        milestone.refresh_from_db()
        assert (milestone.status, milestone.note, milestone.marked_by) == (
            status,
            "The House was dissolved",
            anong,
        )
        assert milestone.reached_on is None

    def test_leaves_one_event_and_no_fact_about_the_law(
        self, act: Callable[..., Milestone], status: MilestoneStatus
    ) -> None:
        act(MilestoneFactory.create(), by=officer("TH"), reason="The House was dissolved")

        assert (the_only_event().kind, the_only_event().changes) == (f"milestone.{status}", {})
        assert not StageEvent.objects.exists()
