"""Dated facts: recorded once, never changed, taken back by another."""

import datetime as dt
from typing import Any

import time_machine

from backend.errors import Invalid
from cases.actions import reviews
from cases.actions.reviews import NewEvent
from cases.models import Confidence, LawReview, StageEvent
from cases.stages import Stage
from tests.factories import (
    LawReviewFactory,
    StageEventFactory,
    officer,
)
from tests.records import refused, the_only_event

HEARING = dt.date(2025, 2, 16)


def a_fact(**said: Any) -> NewEvent:
    least: dict[str, Any] = {"stage": Stage.CONSULTATION, "on": HEARING}
    return NewEvent(**least | said)


class TestRecordEvent:
    def test_adds_a_dated_fact_with_its_sources(self) -> None:
        review, anong = LawReviewFactory.create(), officer("TH")
        source = {"title": "Public hearing", "url": "https://example.org/h", "mark": "S"}
        new = a_fact(summary="A hearing", sources=[source], confidence=Confidence.REPORTED)

        reviews.record_event(review, new, by=anong)

        fact = StageEvent.objects.get()
        assert (fact.pk, fact.law_review, fact.stage, fact.on) == (
            new.id,
            review,
            Stage.CONSULTATION,
            HEARING,
        )
        assert (fact.sources, fact.confidence, fact.recorded_by) == ([source], "reported", anong)

    def test_that_moves_the_stage_tells_from_where_to_where(self) -> None:
        review = StageEventFactory.create(stage=Stage.DRAFTING, on=dt.date(2024, 1, 1)).law_review

        reviews.record_event(review, a_fact(), by=officer("TH"))

        event = the_only_event()
        assert (event.kind, event.changes) == (
            "review.stage_changed",
            {
                "stage": "consultation",
                "on": "2025-02-16",
                "from": "drafting",
                "to": "consultation",
                "precision": "day",
            },
        )

    def test_that_moves_no_stage_is_told_as_a_fact(self) -> None:
        review = StageEventFactory.create(stage=Stage.DRAFTING, on=dt.date(2026, 1, 1)).law_review

        reviews.record_event(review, a_fact(), by=officer("TH"))

        assert (the_only_event().kind, the_only_event().changes) == (
            "review.fact_recorded",
            {"stage": "consultation", "on": "2025-02-16", "precision": "day"},
        )

    def test_to_a_concluded_review_is_refused(self) -> None:
        review, anong = LawReviewFactory.create(), officer("TH")
        reviews.conclude(review, by=anong, conclusion="In force")

        with refused(reviews.ReviewConcluded):
            reviews.record_event(review, a_fact(), by=anong)

    def test_to_a_review_somebody_concluded_meanwhile_is_refused(self) -> None:
        review, anong = LawReviewFactory.create(), officer("TH")
        reviews.conclude(LawReview.objects.get(), by=anong, conclusion="In force")

        with refused(reviews.ReviewConcluded):
            reviews.record_event(review, a_fact(), by=anong)

    def test_under_an_id_in_use_is_refused(self) -> None:
        before, anong = StageEventFactory.create(), officer("TH")

        with refused(reviews.EventIdTaken):
            reviews.record_event(before.law_review, a_fact(id=before.pk), by=anong)

    def test_that_disputes_a_fact_of_another_review_is_refused(self) -> None:
        review, elsewhere, anong = (
            LawReviewFactory.create(),
            StageEventFactory.create(),
            officer("TH"),
        )

        with refused(Invalid, match="another review"):
            reviews.record_event(review, a_fact(disputes=elsewhere), by=anong)

    def test_of_a_day_that_has_begun_nowhere_is_refused(self) -> None:
        review, anong = LawReviewFactory.create(), officer("TH")

        with time_machine.travel("2025-02-15T09:59:59Z", tick=False), refused(Invalid):
            reviews.record_event(review, a_fact(), by=anong)

    def test_of_a_day_that_has_begun_somewhere_is_taken(self) -> None:
        review, anong = LawReviewFactory.create(), officer("TH")

        with time_machine.travel("2025-02-15T10:00:00Z", tick=False):
            reviews.record_event(review, a_fact(), by=anong)

        assert StageEvent.objects.get().on == HEARING
