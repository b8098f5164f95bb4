"""Whole chronologies, replayed fact by fact: where the law stood after each.

The facts are the sample's, each with its source; what must follow from them stands here.
"""

import datetime as dt
from typing import Any

import pytest

from backend.accounts.models import User
from backend.calendars import Precision
from backend.sample.loading.files import read
from backend.sample.loading.rows import Rows
from backend.sample.loading.templates import add_templates
from cases.actions import reviews
from cases.models import Confidence, LawReview, StageEvent
from cases.queries.road import road_of
from cases.stages import Stage
from tests.factories import LawReviewFactory, officer
from tests.records import kinds_of_events

TODAY = dt.date(2026, 11, 22)

STAGES = {
    "th-section-33": (
        "problem_documented problem_documented = = demand_submitted demand_submitted "
        "official_reply review_opened regression review_opened review_reported consultation "
        "official_reply demand_submitted = demand_submitted official_reply consultation"
    ),
    "th-workmens-compensation": "= problem_documented demand_submitted",
    "th-ministerial-regulation-15": (
        "final_executive_approval in_force consultation drafting published in_force monitoring ="
    ),
    "ph-batas-kasambahay": (
        "introduced passed_chamber = passed_chamber reconciliation assent in_force"
    ),
    "id-ruu-pprt": (
        "demand_submitted draft_endorsed = introduced = = carried_over = consultation "
        "draft_endorsed introduced"
    ),
    "my-socso-domestic-workers": "in_force operational fully_compulsory",
    "za-mahlangu": "problem_documented first_ruling apex_ruling remedy_effective",
    "mx-imss": "apex_ruling operational = = passed_chamber passed_chamber published in_force",
    "es-unemployment-protection": "filed apex_ruling final_executive_approval published in_force",
    "es-convention-189": "government_decision parliament_approval",
    "br-amendment-72": "introduced assent implementing_rules",
    "br-complementary-law-150": "assent implementing_rules",
}
"""Of each review the stage after each fact; "=" is where it stood: context, or unconfirmed."""

FILES = read()
REVIEWS = {said["slug"]: said for said in FILES.said["law_reviews"]}


def opened(slug: str) -> tuple[LawReview, User]:
    """Return a review without facts that follows its template, and its officer."""
    said = REVIEWS[slug]
    rows = Rows(FILES, now=dt.datetime(2026, 11, 22, tzinfo=dt.UTC))
    template = add_templates(rows)[said["template"]]
    review = LawReviewFactory.create(
        slug=slug, country=said["country"], track=said["track"], template=template
    )
    return review, officer(said["country"])


def record(review: LawReview, said: dict[str, Any], *, by: User) -> StageEvent:
    new = reviews.NewEvent(
        stage=Stage(said["stage"]),
        on=said["date"],
        precision=Precision(said["precision"]),
        summary=said["summary"],
        sources=[FILES.sources[source["id"]] for source in said["sources"]],
        gazette=said.get("gazette", ""),
        confidence=Confidence(said["confidence"]),
        dispute_note=said.get("dispute_note", ""),
    )
    return reviews.record_event(review, new, by=by)


def replay(slug: str) -> tuple[LawReview, list[str | None]]:
    """Record each fact of a review; return it, and where it stood after each."""
    review, keeper = opened(slug)
    stood = []
    for said in REVIEWS[slug]["events"]:
        record(review, said, by=keeper)
        stood.append(reviews.with_stage(review).stage)
    return reviews.with_stage(review), stood


def expected(slug: str) -> list[str | None]:
    stages: list[str | None] = []
    for word in STAGES[slug].split():
        stages.append((stages[-1] if stages else None) if word == "=" else word)
    return stages


class TestEveryChronology:
    def test_is_among_those_told_here(self) -> None:
        assert REVIEWS.keys() == STAGES.keys()

    @pytest.mark.parametrize("slug", STAGES)
    def test_stands_after_each_fact_where_it_should(self, slug: str) -> None:
        _, stood = replay(slug)

        assert stood == expected(slug)

    @pytest.mark.parametrize("slug", sorted(STAGES.keys() - {"th-ministerial-regulation-15"}))
    def test_ends_at_the_same_stage_told_backwards(self, slug: str) -> None:
        review, keeper = opened(slug)

        for said in reversed(REVIEWS[slug]["events"]):
            record(review, said, by=keeper)

        told_last = {"th-workmens-compensation": "problem_documented"}
        assert reviews.with_stage(review).stage == told_last.get(slug, expected(slug)[-1])


class TestIndonesia:
    def test_reaches_one_milestone_twice_and_keeps_both(self) -> None:
        review, _ = replay("id-ruu-pprt")

        first, second = StageEvent.objects.filter(
            law_review=review, stage=Stage.INTRODUCED
        ).order_by("on")

        assert (second.on - first.on).days == 1_087
        stop = next(
            stop
            for stop in road_of(review, reader=officer("ID"), on=TODAY).stops
            if stop.stage == Stage.INTRODUCED
        )
        assert (stop.is_here, len(stop.facts)) == (True, 2)


class TestSpain:
    def test_goes_on_two_tracks_of_which_neither_moves_the_other(self) -> None:
        decree, keeper = opened("es-unemployment-protection")
        treaty, _ = opened("es-convention-189")
        facts = [(decree, said) for said in REVIEWS[decree.slug]["events"]]
        facts += [(treaty, said) for said in REVIEWS[treaty.slug]["events"]]

        stood = []
        for review, said in sorted(facts, key=lambda fact: fact[1]["date"]):
            record(review, said, by=keeper)
            stood.append((reviews.with_stage(decree).stage, reviews.with_stage(treaty).stage))

        assert stood == [
            ("filed", None),
            ("apex_ruling", None),
            ("apex_ruling", "government_decision"),
            ("apex_ruling", "parliament_approval"),
            ("final_executive_approval", "parliament_approval"),
            ("published", "parliament_approval"),
            ("in_force", "parliament_approval"),
        ]


class TestThailand:
    def test_falls_back_in_2017_and_everybody_hears_of_a_step_back(self) -> None:
        review, keeper = opened("th-section-33")

        for said in REVIEWS["th-section-33"]["events"]:
            record(review, said, by=keeper)
            if said["stage"] == "regression":
                break

        assert reviews.with_stage(review).stage == Stage.REGRESSION
        assert kinds_of_events()[-1] == "review.regressed"


class TestMexico:
    def test_runs_a_pilot_before_the_law_and_counts_no_publication_without_its_gazette(
        self,
    ) -> None:
        review, stood = replay("mx-imss")

        publications = StageEvent.objects.filter(law_review=review, stage=Stage.PUBLISHED)
        believed = list(publications.order_by("on").values_list("confidence", flat=True))

        assert stood[1] == Stage.OPERATIONAL
        assert believed == [Confidence.UNCONFIRMED, Confidence.REPORTED]
