"""The officer's word that she looked and nothing had changed, and where a review stands by it."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from backend.accounts.models import User
from cases.actions import proposals, reviews
from cases.models import LawReview, ReviewStatus
from cases.queries.standing import Standing, longest_silent_first, standings
from tests.casts import NOT_THE_OFFICER_OF_THAILAND
from tests.factories import (
    LawReviewFactory,
    ReviewCheckFactory,
    StageEventFactory,
    officer,
)
from tests.records import kinds_of_events, nothing_written, refused, the_only_event


def closed(review: LawReview) -> LawReview:
    review.status = ReviewStatus.CONCLUDED
    review.save()
    return review


class TestConfirmNoChange:
    def test_leaves_one_event_and_no_fact(self) -> None:
        review, karin = LawReviewFactory.create(), officer("TH")

        check = proposals.confirm_no_change(review, by=karin)

        event = the_only_event()
        assert (event.kind, event.subject_id) == ("review.checked", review.pk)
        shown = LawReview.objects.with_stage().get()
        assert (shown.last_checked_at, shown.last_evidence_on) == (check.checked_at, None)
        assert shown.version == review.version

    @pytest.mark.parametrize(
        "other", NOT_THE_OFFICER_OF_THAILAND.values(), ids=NOT_THE_OFFICER_OF_THAILAND
    )
    def test_is_refused_to(self, other: Callable[[], User]) -> None:
        review, by = LawReviewFactory.create(country="TH"), other()

        with refused(PermissionDenied):
            proposals.confirm_no_change(review, by=by)

    def test_of_a_concluded_review_is_refused(self) -> None:
        review, karin = closed(LawReviewFactory.create()), officer("TH")

        with refused(reviews.ReviewConcluded):
            proposals.confirm_no_change(review, by=karin)

    def test_pressed_twice_is_one_word(self) -> None:
        review, karin = LawReviewFactory.create(), officer("TH")
        first = proposals.confirm_no_change(review, by=karin)

        with nothing_written():
            again = proposals.confirm_no_change(review, by=karin)

        assert again == first

    def test_on_another_day_or_by_a_colleague_is_another_word(self) -> None:
        review, karin = LawReviewFactory.create(), officer("TH")
        with time_machine.travel(dt.datetime(2026, 11, 1, tzinfo=dt.UTC)):
            proposals.confirm_no_change(review, by=karin)

        proposals.confirm_no_change(review, by=karin)
        proposals.confirm_no_change(review, by=officer("TH"))

        assert kinds_of_events() == ["review.checked"] * 3

    def test_does_not_make_a_stalled_review_move(self) -> None:
        review, karin = LawReviewFactory.create(), officer("TH")
        StageEventFactory.create(law_review=review, on=dt.date(2020, 1, 1))

        proposals.confirm_no_change(review, by=karin)

        assert LawReview.objects.with_stage().get().is_stalled(on=timezone.now().date())


def seen(review: LawReview, *, on: dt.date) -> Standing:
    return Standing(LawReview.objects.with_stage().get(pk=review.pk), on)


def checked(review: LawReview, day: int) -> None:
    moment = dt.datetime(2026, 11, day, 8, tzinfo=dt.UTC)
    ReviewCheckFactory.create(law_review=review, checked_at=moment)


class TestAStanding:
    NOV_22 = dt.date(2026, 11, 22)

    def test_says_how_long_ago_nothing_had_changed(self) -> None:
        review = LawReviewFactory.create()
        assert seen(review, on=self.NOV_22).checked_days is None

        checked(review, 10)
        checked(review, 19)

        assert seen(review, on=self.NOV_22).checked_days == 3
        assert seen(review, on=dt.date(2026, 11, 19)).checked_days == 0

    def test_forgets_that_word_once_more_is_written_down(self) -> None:
        review = LawReviewFactory.create()
        checked(review, 19)
        recorded = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)

        StageEventFactory.create(law_review=review, recorded_at=recorded)

        assert seen(review, on=self.NOV_22).checked_days is None

    def test_waits_for_a_look_until_there_was_one_lately(self) -> None:
        review = LawReviewFactory.create()
        assert seen(review, on=self.NOV_22).waits_for_a_look

        checked(review, 1)

        assert not seen(review, on=self.NOV_22).waits_for_a_look
        assert seen(review, on=dt.date(2026, 12, 1)).waits_for_a_look
        assert not seen(closed(review), on=dt.date(2026, 12, 1)).waits_for_a_look

    def test_of_what_was_just_checked_comes_after_what_was_not(self) -> None:
        silent, quieter, ended = (LawReviewFactory.create() for _ in range(3))
        then = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        for review, on in ((silent, dt.date(2020, 1, 1)), (quieter, dt.date(2025, 1, 1))):
            StageEventFactory.create(law_review=review, on=on, recorded_at=then)
        closed(ended)

        def order() -> list[LawReview]:
            rows = LawReview.objects.with_stage()
            return [one.review for one in longest_silent_first(standings(rows, on=self.NOV_22))]

        before = order()

        checked(silent, 21)

        assert before == [silent, quieter, ended]
        assert order() == [quieter, silent, ended]
