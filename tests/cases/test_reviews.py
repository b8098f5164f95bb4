"""What people do to law reviews."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from backend.accounts.models import User
from backend.errors import Stale
from cases.actions import corrections, reviews
from cases.actions.reviews import NewEvent, NewReview
from cases.models import LawReview, ReviewStatus, StageEvent, Track
from cases.stages import Stage
from tests.casts import NOT_THE_OFFICER_OF_THAILAND as STRANGERS
from tests.factories import (
    AskFactory,
    InstrumentFactory,
    LawReviewFactory,
    StageEventFactory,
    StageTemplateFactory,
    officer,
)
from tests.records import nothing_written, refused, the_only_event

HEARING = dt.date(2025, 2, 16)
by_strangers = pytest.mark.parametrize("other", STRANGERS.values(), ids=STRANGERS)
Act = Callable[[LawReview, User], Any]
ACTS: dict[str, Act] = {
    "edit": lambda review, by: reviews.edit(review, by=by, version=None, title="Another"),
    "record an event": lambda review, by: reviews.record_event(review, a_fact(), by=by),
    "retract": lambda review, by: corrections.retract(review.events.get(), by=by, reason="Wrong"),
    "conclude": lambda review, by: reviews.conclude(review, by=by, conclusion="In force"),
}


def a_review(**said: Any) -> NewReview:
    least: dict[str, Any] = {
        "id": uuid4(),
        "slug": "th-s33",
        "title": "Royal decree on section 33",
        "country": "TH",
        "track": Track.ROYAL_OR_EXECUTIVE_DECREE,
    }
    return NewReview(**least | said)


def a_fact(**said: Any) -> NewEvent:
    least: dict[str, Any] = {"stage": Stage.CONSULTATION, "on": HEARING}
    return NewEvent(**least | said)


class TestAReview:
    @pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
    @by_strangers
    def test_is_not_changed_by(self, act: Act, other: Callable[[], User]) -> None:
        review = StageEventFactory.create().law_review
        somebody = other()

        with refused(PermissionDenied):
            act(review, somebody)

    @pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
    def test_is_changed_by_its_countrys_officer_with_one_event(self, act: Act) -> None:
        review = StageEventFactory.create().law_review

        act(review, officer("TH"))

        assert the_only_event().subject_id == review.pk
        assert LawReview.objects.get().version == 2


class TestOpenReview:
    def test_by_the_countrys_officer_opens_one_that_she_keeps(self) -> None:
        anong, new = officer("TH"), a_review()
        ask, law = AskFactory.create(), InstrumentFactory.create()

        review = reviews.open_review(a_review(id=new.id, asks=[ask], instruments=[law]), by=anong)

        assert LawReview.objects.get() == review
        assert (review.pk, review.officer, review.status) == (new.id, anong, ReviewStatus.OPEN)
        assert (review.asks.get(), review.instruments.get()) == (ask, law)
        assert the_only_event().kind == "review.opened"

    def test_follows_the_newest_template_of_its_country_and_track(self) -> None:
        track = Track.ROYAL_OR_EXECUTIVE_DECREE
        newest = StageTemplateFactory.create(track=track, version=7)
        StageTemplateFactory.create(track=track, version=2)
        StageTemplateFactory.create(track=track, version=9, country="PH")
        StageTemplateFactory.create(track=Track.ACT, version=9)

        review = reviews.open_review(a_review(), by=officer("TH"))

        assert review.template == newest

    def test_without_a_template_follows_none(self) -> None:
        assert reviews.open_review(a_review(), by=officer("TH")).template is None

    @by_strangers
    def test_is_refused_to(self, other: Callable[[], User]) -> None:
        somebody = other()

        with refused(PermissionDenied):
            reviews.open_review(a_review(), by=somebody)

    @pytest.mark.parametrize("same", ["slug", "id"])
    def test_under_a_name_in_use_is_refused(self, same: str) -> None:
        before, anong = LawReviewFactory.create(), officer("TH")

        with refused(reviews.ReviewSlugTaken):
            reviews.open_review(a_review(**{same: getattr(before, same)}), by=anong)

    def test_in_no_country_is_refused(self) -> None:
        anong = officer("XX")

        with refused(ValidationError):
            reviews.open_review(a_review(country="XX"), by=anong)


class TestEdit:
    def test_changes_the_text_and_names_the_fields_alone(self) -> None:
        review = LawReviewFactory.create()

        reviews.edit(review, by=officer("TH"), version=1, about="Why", is_public=False)

        review.refresh_from_db()
        assert (review.about, review.is_public) == ("Why", False)
        assert the_only_event().changes == {"fields": ["about", "is_public"]}

    def test_of_an_older_version_is_refused(self) -> None:
        review, anong = LawReviewFactory.create(), officer("TH")
        reviews.edit(LawReview.objects.get(), by=anong, version=1, title="First")

        with refused(Stale):
            reviews.edit(review, by=anong, version=1, title="Second")

    def test_that_changes_nothing_leaves_no_event(self) -> None:
        review, anong = LawReviewFactory.create(), officer("TH")

        with nothing_written():
            reviews.edit(review, by=anong, version=1, title=review.title)


class TestConclude:
    def test_ends_a_review_and_keeps_its_facts(self) -> None:
        review = StageEventFactory.create().law_review

        reviews.conclude(review, by=officer("TH"), conclusion="In force since May")

        review.refresh_from_db()
        assert (review.status, review.conclusion) == (ReviewStatus.CONCLUDED, "In force since May")
        assert StageEvent.objects.exists()
        assert (the_only_event().kind, the_only_event().changes) == ("review.concluded", {})

    def test_a_second_time_is_refused(self) -> None:
        review, anong = LawReviewFactory.create(), officer("TH")
        reviews.conclude(LawReview.objects.get(), by=anong, conclusion="In force")

        with refused(reviews.ReviewConcluded):
            reviews.conclude(review, by=anong, conclusion="Rejected")
