"""Taking back what was wrong."""

import datetime as dt

from cases.actions import corrections, milestones, reviews
from cases.actions.corrections import AlreadyRetracted
from cases.actions.milestones import Reached
from cases.models import LawReview, Milestone, MilestoneStatus, StageEvent
from cases.stages import Stage
from tests.factories import MilestoneFactory, StageEventFactory, officer
from tests.records import kinds_of_events, refused, the_only_event

DAY = dt.date(2026, 3, 8)


class TestRetract:
    def test_keeps_both_the_fact_and_its_taking_back(self) -> None:
        wrong, anong = StageEventFactory.create(), officer("TH")

        taking_back = corrections.retract(wrong, by=anong, reason="Another decree was meant")

        assert (taking_back.retracts, taking_back.summary) == (wrong, "Another decree was meant")
        assert StageEvent.objects.count() == 2
        assert not StageEvent.objects.standing().exists()

    def test_tells_that_the_stage_moved_back(self) -> None:
        review = StageEventFactory.create(stage=Stage.DRAFTING, on=dt.date(2024, 1, 1)).law_review
        wrong = StageEventFactory.create(law_review=review, stage=Stage.PUBLISHED)

        corrections.retract(wrong, by=officer("TH"), reason="Another decree was meant")

        assert (the_only_event().kind, the_only_event().changes) == (
            "review.stage_changed",
            {
                "stage": "drafting",
                "on": "2024-01-01",
                "precision": "day",
                "from": "published",
                "to": "drafting",
            },
        )

    def test_that_moves_no_stage_tells_what_was_taken_back(self) -> None:
        review = StageEventFactory.create(stage=Stage.DRAFTING, on=dt.date(2026, 1, 1)).law_review
        wrong = StageEventFactory.create(
            law_review=review, stage=Stage.CONSULTATION, on=dt.date(2025, 2, 1), precision="month"
        )

        corrections.retract(wrong, by=officer("TH"), reason="It was put off")

        assert (the_only_event().kind, the_only_event().changes) == (
            "review.fact_retracted",
            {"stage": "consultation", "on": "2025-02-01", "precision": "month"},
        )

    def test_of_the_only_fact_tells_what_was_taken_back(self) -> None:
        wrong = StageEventFactory.create(stage=Stage.PUBLISHED)

        corrections.retract(wrong, by=officer("TH"), reason="Another decree was meant")

        assert LawReview.objects.with_stage().get().stage is None
        assert the_only_event().kind == "review.fact_retracted"
        assert the_only_event().changes["stage"] == "published"

    def test_of_a_concluded_review_is_possible(self) -> None:
        wrong, anong = StageEventFactory.create(), officer("TH")
        reviews.conclude(wrong.law_review, by=anong, conclusion="In force")

        corrections.retract(wrong, by=anong, reason="Another decree was meant")

        assert not StageEvent.objects.standing().exists()

    def test_a_second_time_is_refused(self) -> None:
        wrong, anong = StageEventFactory.create(), officer("TH")
        corrections.retract(wrong, by=anong, reason="Wrong")

        with refused(AlreadyRetracted):
            corrections.retract(wrong, by=anong, reason="Still wrong")

    def test_of_a_taking_back_is_refused(self) -> None:
        anong = officer("TH")
        taking_back = corrections.retract(StageEventFactory.create(), by=anong, reason="Wrong")

        with refused(AlreadyRetracted):
            corrections.retract(taking_back, by=anong, reason="It was right")


class TestRetractWhatAReachedMilestoneBecame:
    def test_plans_the_milestone_again_as_if_it_was_never_reached(self) -> None:
        milestone, anong = MilestoneFactory.create(planned_on=DAY), officer("TH")
        reached = Reached(on=DAY, source_url="https://example.org/g", note="Gazette")
        milestones.mark_reached(milestone, reached, by=anong)

        corrections.retract(StageEvent.objects.get(), by=anong, reason="Another decree")

        milestone = Milestone.objects.get()
        assert (milestone.status, milestone.due_on) == (MilestoneStatus.PLANNED, DAY)
        assert (milestone.reached_on, milestone.marked_by, milestone.event) == (None, None, None)
        assert (milestone.source_url, milestone.note, milestone.version) == ("", "", 3)
        assert not milestone.revisions.exists()

    def test_tells_of_the_milestone_once(self) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")
        milestones.mark_reached(milestone, Reached(on=DAY), by=anong)

        corrections.retract(StageEvent.objects.get(), by=anong, reason="Another decree")

        assert kinds_of_events() == ["milestone.reached", "milestone.reopened"]
        assert LawReview.objects.with_stage().get().stage is None

    def test_lets_it_be_reached_another_day(self) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")
        milestones.mark_reached(milestone, Reached(on=DAY), by=anong)
        corrections.retract(StageEvent.objects.get(), by=anong, reason="It was a day later")
        later = DAY + dt.timedelta(1)

        milestones.mark_reached(Milestone.objects.get(), Reached(on=later), by=anong)

        assert StageEvent.objects.standing().get().on == later
        assert Milestone.objects.get().event == StageEvent.objects.standing().get()

    def test_leaves_other_milestones_alone(self) -> None:
        kept, anong = MilestoneFactory.create(), officer("TH")
        milestones.mark_reached(kept, Reached(on=DAY), by=anong)
        wrong = StageEventFactory.create(law_review=kept.law_review, stage=kept.stage, on=DAY)

        corrections.retract(wrong, by=anong, reason="Entered twice")

        assert Milestone.objects.get().status == MilestoneStatus.REACHED
