"""What must stand behind a fact before it counts."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from cases.actions import milestones, reviews
from cases.models import Confidence, LawReview, StageEvent
from cases.stages import Needs, Stage
from tests.factories import (
    LawReviewFactory,
    MilestoneFactory,
    StageTemplateFactory,
    TemplateStageFactory,
    officer,
)

DAY = dt.date(2024, 4, 30)
LINK = [{"title": "Royal Gazette", "url": "https://gazette.example/141", "mark": ""}]
NAMED = [{"title": "A newspaper", "url": "", "mark": ""}]


def recorded(review: LawReview, stage: Stage, **more: Any) -> StageEvent:
    new = reviews.NewEvent(id=uuid4(), stage=stage, on=DAY, **more)
    return reviews.record_event(review, new, by=officer(review.country))


class TestAPublication:
    @pytest.mark.parametrize("claimed", [Confidence.OFFICIAL, Confidence.REPORTED])
    @pytest.mark.parametrize("sources", [[], NAMED])
    def test_is_unconfirmed_and_moves_nothing_without_a_gazette_reference_or_link(
        self, claimed: Confidence, sources: list[dict[str, str]]
    ) -> None:
        review = LawReviewFactory.create()
        recorded(review, Stage.DRAFTING)

        fact = recorded(review, Stage.PUBLISHED, confidence=claimed, sources=sources)

        assert fact.confidence == Confidence.UNCONFIRMED
        assert reviews.with_stage(review).stage == Stage.DRAFTING

    @pytest.mark.parametrize("shown", [{"gazette": "Vol. 141, part 24"}, {"sources": LINK}])
    def test_counts_with_either(self, shown: dict[str, Any]) -> None:
        review = LawReviewFactory.create()

        fact = recorded(review, Stage.PUBLISHED, **shown)

        assert fact.confidence == Confidence.OFFICIAL
        assert reviews.with_stage(review).stage == Stage.PUBLISHED

    def test_counts_once_the_reference_is_found(self) -> None:
        review = LawReviewFactory.create()
        recorded(review, Stage.PUBLISHED)

        recorded(review, Stage.PUBLISHED, gazette="Vol. 141, part 24")

        assert reviews.with_stage(review).stage == Stage.PUBLISHED

    def test_is_no_less_unconfirmed_as_a_milestone_that_was_reached(self) -> None:
        milestone = MilestoneFactory.create(stage=Stage.PUBLISHED)

        reached = milestones.Reached(on=DAY)
        milestones.mark_reached(milestone, reached, by=officer("TH"))

        assert StageEvent.objects.get().confidence == Confidence.UNCONFIRMED

    def test_needs_it_whatever_its_template_says(self) -> None:
        template = StageTemplateFactory.create()
        TemplateStageFactory.create(template=template, stage=Stage.PUBLISHED, needs=Needs.NOTHING)

        fact = recorded(LawReviewFactory.create(template=template), Stage.PUBLISHED)

        assert fact.confidence == Confidence.UNCONFIRMED


class TestAnyOtherFact:
    def test_is_reported_at_best_where_nothing_stands_behind_it(self) -> None:
        fact = recorded(LawReviewFactory.create(), Stage.CONSULTATION)

        assert fact.confidence == Confidence.REPORTED

    def test_is_official_with_a_source(self) -> None:
        fact = recorded(LawReviewFactory.create(), Stage.CONSULTATION, sources=NAMED)

        assert fact.confidence == Confidence.OFFICIAL

    def test_is_never_surer_than_was_claimed(self) -> None:
        claimed = {"confidence": Confidence.INFERRED, "sources": LINK}

        assert recorded(LawReviewFactory.create(), Stage.CONSULTATION, **claimed).confidence == (
            Confidence.INFERRED
        )

    def test_needs_the_gazette_where_its_template_says_so(self) -> None:
        template = StageTemplateFactory.create()
        TemplateStageFactory.create(template=template, stage=Stage.ASSENT, needs=Needs.GAZETTE)

        fact = recorded(LawReviewFactory.create(template=template), Stage.ASSENT, sources=NAMED)

        assert fact.confidence == Confidence.UNCONFIRMED
