"""Where the law stands: derived from dated facts, never stored."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import stages
from cases.actions import corrections
from cases.models import Confidence, LawReview, ReviewStatus, StageEvent
from cases.models.review import DEFAULT_EXPECTED_DAYS
from cases.stages import ENDED, Stage
from tests.factories import (
    LawReviewFactory,
    StageEventFactory,
    StageTemplateFactory,
    TemplateStageFactory,
    officer,
)

HEARING = dt.date(2025, 2, 16)


def fact(review: LawReview, stage: Stage, on: dt.date, **more: Any) -> StageEvent:
    return StageEventFactory.create(law_review=review, stage=stage, on=on, **more)


def now_at(review: LawReview) -> LawReview:
    return LawReview.objects.with_stage().get(pk=review.pk)


class TestTheStage:
    def test_of_a_review_without_facts_is_unknown(self) -> None:
        review = now_at(LawReviewFactory.create())

        assert (review.stage, review.stage_since, review.last_evidence_on) == (None, None, None)

    def test_is_that_of_the_latest_fact(self) -> None:
        review = LawReviewFactory.create()
        fact(review, Stage.DRAFTING, dt.date(2024, 1, 1))
        fact(review, Stage.CONSULTATION, HEARING)

        assert now_at(review).stage == Stage.CONSULTATION
        assert now_at(review).stage_since == now_at(review).last_evidence_on == HEARING

    def test_is_not_moved_by_an_older_fact_that_comes_late(self) -> None:
        review = LawReviewFactory.create()
        fact(review, Stage.CONSULTATION, HEARING)

        fact(review, Stage.PUBLISHED, dt.date(2017, 2, 18))

        assert now_at(review).stage == Stage.CONSULTATION

    def test_goes_back_where_the_law_goes_back(self) -> None:
        review = LawReviewFactory.create()
        fact(review, Stage.IN_FORCE, dt.date(2012, 11, 9))

        fact(review, Stage.REGRESSION, dt.date(2017, 2, 18))

        assert now_at(review).stage == Stage.REGRESSION

    def test_may_be_the_same_again(self) -> None:
        review = LawReviewFactory.create()
        for year in (2004, 2019):
            fact(review, Stage.INTRODUCED, dt.date(year, 1, 1))
        fact(review, Stage.LAPSED, dt.date(2014, 9, 30))

        assert now_at(review).stage == Stage.INTRODUCED
        assert now_at(review).stage_since == dt.date(2019, 1, 1)

    def test_moves_back_when_a_fact_is_retracted(self) -> None:
        review = LawReviewFactory.create()
        fact(review, Stage.DRAFTING, dt.date(2024, 1, 1))
        wrong = fact(review, Stage.PUBLISHED, HEARING)

        corrections.retract(wrong, by=officer("TH"), reason="Another decree was meant")

        assert now_at(review).stage == Stage.DRAFTING
        assert now_at(review).last_evidence_on == dt.date(2024, 1, 1)

    def test_is_not_moved_by_what_is_unconfirmed(self) -> None:
        review = LawReviewFactory.create()
        fact(review, Stage.DRAFTING, dt.date(2024, 1, 1))

        fact(review, Stage.PUBLISHED, HEARING, confidence=Confidence.UNCONFIRMED)

        assert now_at(review).stage == Stage.DRAFTING

    @pytest.mark.parametrize(
        "confidence", [Confidence.OFFICIAL, Confidence.REPORTED, Confidence.INFERRED]
    )
    def test_is_moved_by_what_is_known_in_any_way(self, confidence: Confidence) -> None:
        review = LawReviewFactory.create()

        fact(review, Stage.PUBLISHED, HEARING, confidence=confidence)

        assert now_at(review).stage == Stage.PUBLISHED

    def test_is_not_moved_by_context(self) -> None:
        review = LawReviewFactory.create()
        fact(review, Stage.DRAFTING, dt.date(2024, 1, 1))

        fact(review, Stage.CONTEXT, HEARING)

        assert now_at(review).stage == Stage.DRAFTING
        assert now_at(review).last_evidence_on == dt.date(2024, 1, 1)

    def test_of_two_facts_of_one_day_is_that_recorded_last(self) -> None:
        review, now = LawReviewFactory.create(), timezone.now()
        fact(review, Stage.PUBLISHED, HEARING, recorded_at=now)

        fact(review, Stage.ASSENT, HEARING, recorded_at=now - dt.timedelta(minutes=1))

        assert now_at(review).stage == Stage.PUBLISHED

    def test_is_its_own_reviews_alone(self) -> None:
        review, sister = LawReviewFactory.create_batch(2)
        fact(sister, Stage.IN_FORCE, HEARING)

        assert now_at(review).stage is None

    @given(
        days=st.lists(
            st.tuples(st.integers(0, 5), st.sampled_from(Stage), st.sampled_from(Confidence)),
            max_size=6,
        )
    )
    @settings(max_examples=15, deadline=None)
    def test_is_the_newest_moving_fact_whatever_the_order_of_telling(
        self, days: list[tuple[int, Stage, Confidence]]
    ) -> None:
        review, begun = LawReviewFactory.create(), timezone.now()
        StageEvent.objects.bulk_create(
            StageEventFactory.build(
                law_review=review,
                stage=stage,
                on=HEARING + dt.timedelta(day),
                confidence=confidence,
                recorded_at=begun + dt.timedelta(seconds=turn),
            )
            for turn, (day, stage, confidence) in enumerate(days)
        )

        moving = [
            (day, turn, stage)
            for turn, (day, stage, confidence) in enumerate(days)
            if stage != Stage.CONTEXT and confidence != Confidence.UNCONFIRMED
        ]

        assert now_at(review).stage == (max(moving)[2] if moving else None)


class TestADispute:
    def test_is_seen_on_both_of_two_facts_that_contradict(self) -> None:
        review = LawReviewFactory.create()
        published = fact(review, Stage.PUBLISHED, dt.date(2024, 4, 30))

        fact(review, Stage.PUBLISHED, dt.date(2024, 4, 29), disputes=published)

        assert all(event.disputed for event in StageEvent.objects.with_dispute())

    def test_is_seen_where_sources_disagreed_from_the_start(self) -> None:
        review = LawReviewFactory.create()
        fact(review, Stage.PUBLISHED, dt.date(2024, 4, 30), dispute_note="“31 April”, says one")
        fact(review, Stage.IN_FORCE, dt.date(2024, 4, 30))

        marked = {event.stage: event.disputed for event in StageEvent.objects.with_dispute()}

        assert marked == {"published": True, "in_force": False}


class TestStalled:
    def test_begins_the_day_after_the_time_a_stage_should_take(self) -> None:
        template = StageTemplateFactory.create()
        TemplateStageFactory.create(template=template, expected_days_max=90)
        review = LawReviewFactory.create(template=template)
        fact(review, Stage.CONSULTATION, HEARING)

        limit = HEARING + dt.timedelta(90)

        assert not now_at(review).is_stalled(on=limit)
        assert now_at(review).is_stalled(on=limit + dt.timedelta(1))

    @pytest.mark.parametrize("told", [None, "another stage"])
    def test_begins_after_a_year_where_the_template_says_nothing(self, told: str | None) -> None:
        template = StageTemplateFactory.create()
        stage = Stage.DRAFTING if told else Stage.CONSULTATION
        days = 10 if told else None
        TemplateStageFactory.create(template=template, stage=stage, expected_days_max=days)
        review = LawReviewFactory.create(template=template)
        fact(review, Stage.CONSULTATION, HEARING)

        limit = HEARING + dt.timedelta(DEFAULT_EXPECTED_DAYS)

        assert not now_at(review).is_stalled(on=limit)
        assert now_at(review).is_stalled(on=limit + dt.timedelta(1))

    def test_is_no_review_of_which_nothing_is_known(self) -> None:
        assert not now_at(LawReviewFactory.create()).is_stalled(on=dt.date(2099, 1, 1))

    @pytest.mark.parametrize("stage", sorted(ENDED))
    def test_is_no_review_that_awaits_nothing_more(self, stage: Stage) -> None:
        review = LawReviewFactory.create()
        fact(review, stage, HEARING)

        assert not now_at(review).is_stalled(on=dt.date(2099, 1, 1))

    @pytest.mark.parametrize("stage", sorted(set(Stage) - ENDED - {Stage.CONTEXT}))
    def test_is_each_other_review_in_the_end(self, stage: Stage) -> None:
        review = LawReviewFactory.create()
        fact(review, stage, HEARING)

        assert now_at(review).is_stalled(on=dt.date(2099, 1, 1))

    def test_is_no_concluded_review(self) -> None:
        review = LawReviewFactory.create(status=ReviewStatus.CONCLUDED)
        fact(review, Stage.CONSULTATION, HEARING)

        assert not now_at(review).is_stalled(on=dt.date(2099, 1, 1))

    def test_is_thailands_section_33_as_the_facts_stand(self) -> None:
        review = LawReviewFactory.create()
        fact(review, Stage.CONSULTATION, HEARING)

        assert now_at(review).is_stalled(on=dt.date(2026, 11, 22))


class TestACodeOfAStage:
    def test_is_read_as_name_or_code_in_any_case(self) -> None:
        for text in ("B3", "b3", " B3 ", "consultation", "CONSULTATION"):
            assert stages.parse(text) == Stage.CONSULTATION, text

    @pytest.mark.parametrize("text", ["", "X1", "stalled", "Z9", "B", "consult"])
    def test_of_no_stage_is_not_read(self, text: str) -> None:
        assert stages.parse(text) is None

    def test_stands_for_one_stage_each(self) -> None:
        assert len(set(stages.CODES.values())) == len(stages.CODES)
        assert set(Stage) - set(stages.CODES.values()) == {Stage.CONTEXT}
