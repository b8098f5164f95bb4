"""Updates that organisers propose, the officer's answers, and her word that nothing changed."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from backend.accounts.models import User
from backend.calendars import Precision
from backend.errors import Invalid
from cases.actions import proposals, reviews
from cases.models import (
    Confidence,
    LawReview,
    Proposal,
    ProposalState,
    ReviewStatus,
    StageEvent,
)
from cases.queries.proposals import proposals_by, proposals_to_answer
from cases.stages import Stage
from tests.casts import NOT_THE_OFFICER_OF_THAILAND
from tests.factories import (
    LawReviewFactory,
    NetworkFactory,
    ProposalFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
    person,
)
from tests.records import kinds_of_events, nothing_written, refused, the_only_event

ON = dt.date(2025, 2, 16)
SOURCE = "https://www.example.org/hearing"


def thai_organiser() -> User:
    return organiser(NetworkFactory.create(country="TH"))


def proposes(review: LawReview, by: User, **more: Any) -> Proposal:
    given: dict[str, Any] = {
        "id": uuid4(),
        "stage": Stage.CONSULTATION,
        "on": ON,
        "summary": "A hearing is open.",
        "source_url": SOURCE,
    }
    return proposals.propose(review, proposals.NewProposal(**given | more), by=by)


def closed(review: LawReview) -> LawReview:
    review.status = ReviewStatus.CONCLUDED
    review.save()
    return review


class TestPropose:
    @pytest.mark.parametrize("role", [organiser, leader])
    def test_tells_the_keeper_and_records_no_fact(self, role: Callable[..., User]) -> None:
        review, network = LawReviewFactory.create(), NetworkFactory.create(country="TH")
        by = role(network)

        proposal = proposes(review, by)

        event = the_only_event()
        assert (event.kind, event.subject_id) == ("review.update_proposed", proposal.pk)
        assert (proposal.state, proposal.proposed_by) == (ProposalState.OPEN, by)
        assert proposal.network == network
        assert not StageEvent.objects.exists()
        assert LawReview.objects.get() == review
        assert LawReview.objects.get().version == review.version

    @pytest.mark.parametrize(
        "somebody",
        [
            lambda: contributor(NetworkFactory.create(country="TH")),
            lambda: leader(NetworkFactory.create(country="PH")),
            lambda: officer("TH"),
            administrator,
            person,
        ],
        ids=[
            "a contributor",
            "a leader in another country",
            "the officer, who records facts herself",
            "an administrator",
            "somebody without a role",
        ],
    )
    def test_is_refused_to(self, somebody: Callable[[], User]) -> None:
        review, by = LawReviewFactory.create(), somebody()

        with refused(PermissionDenied):
            proposes(review, by)

    def test_is_done_for_the_network_she_names_of_her_own(self) -> None:
        review = LawReviewFactory.create()
        rose, lotus = (NetworkFactory.create(name=name) for name in ("Rose", "Lotus"))
        malee, foreign = organiser(rose), NetworkFactory.create()
        malee.assignments.create(network=lotus, role="organiser", starts_on=ON)

        assert proposes(review, malee).network == lotus  # the first by name
        assert proposes(review, malee, network=rose).network == rose
        with refused(Invalid):
            proposes(review, malee, network=foreign)

    def test_of_a_concluded_review_is_refused(self) -> None:
        review, by = closed(LawReviewFactory.create()), thai_organiser()

        with refused(reviews.ReviewConcluded):
            proposes(review, by)

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [("source_url", ""), ("summary", " "), ("on", dt.date(2999, 1, 1))],
    )
    def test_names_what_is_missing_or_impossible(self, field: str, wrong: Any) -> None:
        review, by = LawReviewFactory.create(), thai_organiser()

        with nothing_written(), pytest.raises(Invalid) as refusal:
            proposes(review, by, **{field: wrong})
        assert refusal.value.field == field

    def test_sent_twice_proposes_once(self) -> None:
        review, by, form = LawReviewFactory.create(), thai_organiser(), uuid4()

        assert proposes(review, by, id=form) == proposes(review, by, id=form)
        assert kinds_of_events() == ["review.update_proposed"]

    def test_with_a_used_form_and_another_fact_is_refused(self) -> None:
        review, by, form = LawReviewFactory.create(), thai_organiser(), uuid4()
        other, somebody = LawReviewFactory.create(), thai_organiser()
        proposes(review, by, id=form)

        with refused(proposals.ProposalIdTaken):
            proposes(review, by, id=form, summary="It was another hearing.")
        with refused(proposals.ProposalIdTaken):
            proposes(other, by, id=form)
        with refused(proposals.ProposalIdTaken):
            proposes(review, somebody, id=form)


class TestAccept:
    def test_makes_it_a_fact_reported_at_second_hand(self) -> None:
        review, karin = LawReviewFactory.create(), officer("TH")
        proposal = ProposalFactory.create(
            law_review=review,
            stage=Stage.DRAFTING,
            on=dt.date(2025, 6, 1),
            precision=Precision.MONTH,
            summary="A draft goes round.",
            source_title="Bangkok Post",
            source_url=SOURCE,
        )

        fact = proposals.accept(proposal, by=karin)

        assert (fact.law_review, fact.stage, fact.on) == (review, "drafting", dt.date(2025, 6, 1))
        assert (fact.precision, fact.confidence) == (Precision.MONTH, Confidence.REPORTED)
        assert fact.sources == [{"title": "Bangkok Post", "url": SOURCE, "mark": ""}]
        assert fact.recorded_by == karin
        assert (proposal.state, proposal.event) == (ProposalState.ACCEPTED, fact)
        assert (proposal.decided_by, LawReview.objects.with_stage().get().stage) == (
            karin,
            "drafting",
        )
        assert kinds_of_events() == ["review.stage_changed", "review.proposal_accepted"]

    @pytest.mark.parametrize(
        "other", NOT_THE_OFFICER_OF_THAILAND.values(), ids=NOT_THE_OFFICER_OF_THAILAND
    )
    def test_is_refused_to(self, other: Callable[[], User]) -> None:
        proposal, by = ProposalFactory.create(law_review__country="TH"), other()

        with refused(PermissionDenied):
            proposals.accept(proposal, by=by)

    def test_is_refused_to_who_proposed_it(self) -> None:
        proposal = proposes(LawReviewFactory.create(), thai_organiser())

        with refused(PermissionDenied):
            proposals.accept(proposal, by=proposal.proposed_by)

    def test_twice_is_refused_and_leaves_no_second_fact(self) -> None:
        proposal, karin = ProposalFactory.create(), officer("TH")
        proposals.accept(proposal, by=karin)

        with refused(proposals.ProposalNotOpen):
            proposals.accept(proposal, by=karin)

    def test_of_a_declined_one_is_refused(self) -> None:
        proposal, karin = ProposalFactory.create(), officer("TH")
        proposals.decline(proposal, by=karin, answer="A rumour")

        with refused(proposals.ProposalNotOpen):
            proposals.accept(proposal, by=karin)

    def test_of_a_concluded_review_is_refused(self) -> None:
        proposal, karin = ProposalFactory.create(), officer("TH")
        closed(proposal.law_review)

        with refused(reviews.ReviewConcluded):
            proposals.accept(proposal, by=karin)


class TestDecline:
    def test_keeps_the_answer_and_records_no_fact(self) -> None:
        proposal, karin = ProposalFactory.create(), officer("TH")

        proposals.decline(proposal, by=karin, answer=" It was another law. ")

        assert the_only_event().kind == "review.proposal_declined"
        assert proposal.state == ProposalState.DECLINED
        assert (proposal.answer, proposal.decided_by) == ("It was another law.", karin)
        assert not StageEvent.objects.exists()

    @pytest.mark.parametrize(
        "other", NOT_THE_OFFICER_OF_THAILAND.values(), ids=NOT_THE_OFFICER_OF_THAILAND
    )
    def test_is_refused_to(self, other: Callable[[], User]) -> None:
        proposal, by = ProposalFactory.create(law_review__country="TH"), other()

        with refused(PermissionDenied):
            proposals.decline(proposal, by=by, answer="No")

    def test_says_why(self) -> None:
        proposal, karin = ProposalFactory.create(), officer("TH")

        with refused(Invalid, match="Say why"):
            proposals.decline(proposal, by=karin, answer=" ")

    def test_twice_is_refused(self) -> None:
        proposal, karin = ProposalFactory.create(), officer("TH")
        proposals.decline(proposal, by=karin, answer="A rumour")

        with refused(proposals.ProposalNotOpen):
            proposals.decline(proposal, by=karin, answer="Still a rumour")

    def test_works_for_a_review_that_was_concluded_meanwhile(self) -> None:
        proposal, karin = ProposalFactory.create(), officer("TH")
        closed(proposal.law_review)

        proposals.decline(proposal, by=karin, answer="The review has ended.")

        assert proposal.state == ProposalState.DECLINED


class TestAProposal:
    @pytest.mark.parametrize(
        ("wrong", "rule"),
        [
            ({"state": ProposalState.ACCEPTED}, "accepted_became_a_fact"),
            ({"state": ProposalState.DECLINED, "answer": ""}, "declined_says_why"),
            ({"decided_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, "decided_says_when"),
            ({"summary": ""}, "names_what_happened_and_its_source"),
            ({"source_url": ""}, "names_what_happened_and_its_source"),
        ],
    )
    def test_is_kept_whole_by_the_database(self, wrong: dict[str, Any], rule: str) -> None:
        karin = officer("TH")
        if "state" in wrong:
            wrong = wrong | {"decided_by": karin, "decided_at": timezone.now()}

        with pytest.raises(IntegrityError, match=rule):
            ProposalFactory.create(**wrong)

    def test_is_seen_by_its_proposer_and_the_keeper_alone(self) -> None:
        malee, karin = thai_organiser(), officer("TH")
        proposal = proposes(LawReviewFactory.create(), malee)

        assert list(proposals_to_answer(karin)) == [proposal]
        assert proposals_by(malee, review=proposal.law_review) == [proposal]
        for other in (malee, thai_organiser(), officer("PH"), administrator()):
            assert list(proposals_to_answer(other)) == []
        for other in (karin, thai_organiser(), officer("PH"), administrator()):
            assert proposals_by(other, review=proposal.law_review) == []

    def test_about_a_hidden_review_is_gone_for_a_proposer_who_left(self) -> None:
        malee = thai_organiser()
        proposal = proposes(LawReviewFactory.create(is_public=False), malee)
        assert Proposal.objects.visible_to(malee).get() == proposal

        malee.assignments.all().delete()

        assert not Proposal.objects.visible_to(User.objects.get(pk=malee.pk)).exists()
