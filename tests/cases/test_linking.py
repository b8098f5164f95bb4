"""Joining cases and asks to the review that could answer them."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from backend.accounts.models import User
from campaigns.models import Ask
from cases.actions import linking
from cases.models import AdvocacyCase, LawReview
from tests.factories import (
    AskFactory,
    CaseFactory,
    LawReviewFactory,
    NetworkFactory,
    leader,
    officer,
    organiser,
)
from tests.records import kinds_of_events, nothing_written, refused, the_only_event


class TestLinkCase:
    @pytest.mark.parametrize("who", ["the networks leader", "the organiser who owns it"])
    def test_joins_a_case_to_the_review_that_could_answer_it(self, who: str) -> None:
        review, case = LawReviewFactory.create(), CaseFactory.create()
        by = leader(case.network) if who == "the networks leader" else organiser(case.network)
        AdvocacyCase.objects.update(owner=by)
        case.refresh_from_db()

        linking.link_case(review, case, by=by)

        event = the_only_event()
        assert review.cases.get() == case
        assert (event.kind, event.subject_id, event.changes) == (
            "case.linked",
            case.pk,
            {"law_review": str(review.pk)},
        )

    def test_twice_leaves_no_second_event(self) -> None:
        review, case = LawReviewFactory.create(), CaseFactory.create()
        champa = leader(case.network)
        linking.link_case(review, case, by=champa)

        with nothing_written():
            linking.link_case(review, case, by=champa)

    def test_is_refused_to_who_may_not_change_the_case(self) -> None:
        review, case, anong = LawReviewFactory.create(), CaseFactory.create(), officer("TH")
        may = organiser(case.network)

        for somebody in (anong, may):
            with refused(PermissionDenied):
                linking.link_case(review, case, by=somebody)

    def test_counts_the_case_a_version_up_and_tells_others_nothing_of_it(self) -> None:
        review, case = LawReviewFactory.create(), CaseFactory.create()

        linking.link_case(review, case, by=leader(case.network))

        assert (AdvocacyCase.objects.get().version, LawReview.objects.get().version) == (2, 1)

    def test_to_a_review_she_may_not_see_is_refused(self) -> None:
        review = LawReviewFactory.create(country="PH", is_public=False)
        case = CaseFactory.create()
        champa = leader(case.network)

        with refused(PermissionDenied):
            linking.link_case(review, case, by=champa)


class TestLinkAsk:
    @pytest.mark.parametrize(
        "cast",
        [lambda ask: leader(ask.campaign.lead_network), lambda _: officer("TH")],
        ids=["who leads the campaign", "the reviews officer"],
    )
    def test_joins_an_ask_to_the_review_by(self, cast: Callable[[Ask], User]) -> None:
        review, ask = LawReviewFactory.create(), AskFactory.create()

        linking.link_ask(review, ask, by=cast(ask))

        assert review.asks.get() == ask
        assert LawReview.objects.get().version == 2
        assert (the_only_event().kind, the_only_event().changes) == (
            "review.ask_linked",
            {"ask": str(ask.pk)},
        )

    def test_twice_leaves_no_second_event(self) -> None:
        review, ask, anong = LawReviewFactory.create(), AskFactory.create(), officer("TH")
        linking.link_ask(review, ask, by=anong)

        with nothing_written():
            linking.link_ask(review, ask, by=anong)

        assert kinds_of_events() == ["review.ask_linked"]

    def test_to_a_review_the_leader_may_not_see_is_refused(self) -> None:
        review = LawReviewFactory.create(country="PH", is_public=False)
        ask = AskFactory.create()
        champa = leader(ask.campaign.lead_network)

        with refused(PermissionDenied):
            linking.link_ask(review, ask, by=champa)

    def test_is_refused_to_everybody_else(self) -> None:
        review, ask = LawReviewFactory.create(), AskFactory.create()
        others = [organiser(ask.campaign.lead_network), leader(NetworkFactory.create())]

        for somebody in [*others, officer("PH")]:
            with refused(PermissionDenied):
                linking.link_ask(review, ask, by=somebody)
