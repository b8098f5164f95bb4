"""Proposed updates, their answers, and the word that nothing changed, over HTTP."""

from typing import Any
from uuid import uuid4

import pytest

from backend.accounts.models import User
from cases.models import LawReview, Proposal, ReviewStatus, StageEvent
from tests.factories import (
    LawReviewFactory,
    NetworkFactory,
    ProposalFactory,
    officer,
    organiser,
)
from tests.interface import NOBODY, listed, post, problem, program, read, wrong_fields
from tests.records import kinds_of_events, nothing_written

SAID = {
    "stage": "drafting",
    "on": "2025-06-17",
    "precision": "month",
    "summary": "The office drafts the decree.",
    "source_url": "https://www.example.org/draft",
    "source_title": "Bangkok Post",
}


def proposes(person: User, review: LawReview, **more: Any) -> Any:
    return post(person, "proposals/", law_review=str(review.pk), **SAID | more)


class TestPropose:
    def test_answers_with_what_waits_for_the_officer(self, malee: User, review: LawReview) -> None:
        answer = proposes(malee, review)

        assert answer.status_code == 201, answer.content
        shown = answer.json()
        assert shown.items() >= (SAID | {"on": "2025-06-01", "stage_code": "C1"}).items()
        assert (shown["state"], shown["answer"], shown["event"]) == ("open", "", None)
        assert shown["proposed_by"] == str(malee.pk)
        assert answer["Location"].endswith(f"/api/v1/proposals/{shown['id']}/")
        assert read(malee, f"proposals/{shown['id']}/") == shown
        assert kinds_of_events() == ["review.update_proposed"]
        assert read(malee, f"law-reviews/{review.pk}/")["stage"] is None

    def test_sent_twice_with_one_id_is_proposed_once(self, malee: User, review: LawReview) -> None:
        form = {"id": str(uuid4())}

        first, again = proposes(malee, review, **form), proposes(malee, review, **form)

        assert first.json() == again.json()
        assert Proposal.objects.count() == 1

    def test_under_the_id_of_another_is_refused(self, malee: User, review: LawReview) -> None:
        form = {"id": str(ProposalFactory.create(law_review=review).pk)}

        answer = proposes(malee, review, **form)

        assert answer.status_code == 409
        assert problem(answer)["code"] == "proposal_id_taken"

    def test_is_refused_to_who_only_reads_the_review(
        self, nu: User, anan: User, maria: User, review: LawReview
    ) -> None:
        for reader in (nu, anan, maria):
            with nothing_written():
                answer = proposes(reader, review)
            assert answer.status_code == 403

    def test_about_a_review_she_may_not_see_says_the_same_as_about_none(self, maria: User) -> None:
        hidden = proposes(maria, LawReviewFactory.create(is_public=False))
        missing = post(maria, "proposals/", **SAID, law_review=NOBODY)

        assert wrong_fields(hidden) == {"law_review"}
        assert problem(hidden) == problem(missing)

    def test_about_a_concluded_review_is_refused(self, malee: User, review: LawReview) -> None:
        LawReview.objects.update(status=ReviewStatus.CONCLUDED)

        answer = proposes(malee, review)

        assert answer.status_code == 409
        assert problem(answer)["code"] == "review_concluded"

    def test_for_a_network_that_is_not_hers_is_refused(
        self, malee: User, review: LawReview
    ) -> None:
        mine, foreign = malee.assignments.get().network, NetworkFactory.create()
        assert mine is not None

        assert proposes(malee, review, network=str(mine.pk)).status_code == 201
        assert wrong_fields(proposes(malee, review, network=str(foreign.pk))) == {"network"}

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("stage", "X1"),
            ("on", "2999-01-01"),
            ("on", "2025-02-30"),
            ("on", "2568-06-17"),
            ("precision", "week"),
            ("summary", ""),
            ("summary", "x" * 5_001),
            ("source_url", ""),
            ("source_url", "javascript:alert(1)"),
            ("source_title", "x" * 301),
            ("state", "accepted"),
            ("network", NOBODY),
        ],
    )
    def test_names_the_field_that_is_wrong(
        self, malee: User, review: LawReview, field: str, value: Any
    ) -> None:
        with nothing_written():
            answer = proposes(malee, review, **{field: value})

        assert wrong_fields(answer) == {field}

    @pytest.mark.parametrize("field", ["stage", "on", "summary", "source_url"])
    def test_needs(self, malee: User, review: LawReview, field: str) -> None:
        body = {name: value for name, value in SAID.items() if name != field}

        answer = post(malee, "proposals/", law_review=str(review.pk), **body)

        assert wrong_fields(answer) == {field}


class TestProposal:
    def test_is_read_by_its_proposer_and_the_keeper_alone(
        self, malee: User, champa: User, anan: User, maria: User, review: LawReview
    ) -> None:
        proposal = ProposalFactory.create(law_review=review, proposed_by=malee)

        for reader in (malee, anan):
            assert listed(reader, "proposals/") == [str(proposal.pk)]
        for other in (champa, maria, officer("PH")):
            assert listed(other, "proposals/") == []
            assert program(other).get(f"/api/v1/proposals/{proposal.pk}/").status_code == 404
            assert post(other, f"proposals/{proposal.pk}/accept/").status_code == 404
            assert listed(other, "events/", subject_id=proposal.pk) == []

    def test_tells_the_keeper_the_network_and_not_the_person(
        self, malee: User, anan: User, review: LawReview
    ) -> None:
        proposes(malee, review)

        (shown,) = read(anan, "proposals/")["results"]

        assert shown["proposed_by"] is None
        assert shown["network"] == str(malee.assignments.get().network_id)

    def test_is_found_by_review_and_state(self, anan: User, review: LawReview) -> None:
        waiting = ProposalFactory.create(law_review=review)
        other = ProposalFactory.create()
        post(anan, f"proposals/{other.pk}/decline/", answer="A rumour")

        assert listed(anan, "proposals/", law_review=review.pk) == [str(waiting.pk)]
        assert listed(anan, "proposals/", state="open") == [str(waiting.pk)]
        assert listed(anan, "proposals/", state="declined") == [str(other.pk)]


class TestAccept:
    def test_makes_it_a_fact_of_the_review(
        self, malee: User, anan: User, review: LawReview
    ) -> None:
        proposal = proposes(malee, review).json()

        answer = post(anan, f"proposals/{proposal['id']}/accept/")

        assert answer.status_code == 200, answer.content
        shown = answer.json()
        assert shown["state"] == "accepted"
        fact = read(anan, f"stage-events/{shown['event']}/")
        assert (fact["stage"], fact["on"], fact["confidence"]) == (
            "drafting",
            "2025-06-01",
            "reported",
        )
        assert fact["sources"] == [
            {"title": SAID["source_title"], "url": SAID["source_url"], "mark": ""}
        ]
        assert read(malee, f"proposals/{proposal['id']}/")["state"] == "accepted"
        assert kinds_of_events() == [
            "review.update_proposed",
            "review.stage_changed",
            "review.proposal_accepted",
        ]

    @pytest.mark.parametrize("second", ["accept", "decline"])
    def test_then_another_answer_is_refused(self, anan: User, second: str) -> None:
        path = f"proposals/{ProposalFactory.create().pk}"
        post(anan, f"{path}/accept/")

        body = {"answer": "No"} if second == "decline" else {}
        answer = post(anan, f"{path}/{second}/", **body)

        assert answer.status_code == 409
        assert problem(answer)["code"] == "proposal_not_open"
        assert StageEvent.objects.count() == 1

    @pytest.mark.parametrize("answer", ["accept", "decline"])
    def test_is_the_keepers(self, malee: User, review: LawReview, answer: str) -> None:
        proposal = ProposalFactory.create(law_review=review, proposed_by=malee)
        body = {"answer": "No"} if answer == "decline" else {}

        with nothing_written():
            refusal = post(malee, f"proposals/{proposal.pk}/{answer}/", **body)

        assert refusal.status_code == 403


class TestDecline:
    def test_keeps_the_answer_for_who_proposed_it(
        self, malee: User, anan: User, review: LawReview
    ) -> None:
        proposal = ProposalFactory.create(law_review=review, proposed_by=malee)

        answer = post(anan, f"proposals/{proposal.pk}/decline/", answer="That was another law.")

        assert answer.json()["state"] == "declined"
        shown = read(malee, f"proposals/{proposal.pk}/")
        assert (shown["answer"], shown["event"]) == ("That was another law.", None)
        assert kinds_of_events() == ["review.proposal_declined"]

    @pytest.mark.parametrize("body", [{}, {"answer": ""}, {"answer": None}])
    def test_says_why(self, anan: User, body: dict[str, Any]) -> None:
        path = f"proposals/{ProposalFactory.create().pk}/decline/"

        assert wrong_fields(post(anan, path, **body)) == {"answer"}


class TestConfirmNoChange:
    def test_is_seen_by_whoever_reads_the_review(
        self, anan: User, maria: User, review: LawReview
    ) -> None:
        path = f"law-reviews/{review.pk}/"
        before = read(maria, path)

        answer = post(anan, f"{path}confirm-no-change/")

        assert answer.status_code == 200, answer.content
        assert before["last_checked_at"] is None
        after = read(maria, path)
        assert after["last_checked_at"] == answer.json()["last_checked_at"] is not None
        assert (after["version"], after["last_evidence_on"]) == (before["version"], None)
        assert kinds_of_events() == ["review.checked"]

    def test_sent_twice_is_one_word(self, anan: User, review: LawReview) -> None:
        path = f"law-reviews/{review.pk}/confirm-no-change/"

        first, again = post(anan, path), post(anan, path)

        assert first.json() == again.json()
        assert kinds_of_events() == ["review.checked"]

    def test_is_the_keepers(self, champa: User, malee: User, review: LawReview) -> None:
        for reader in (champa, malee, officer("PH")):
            with nothing_written():
                answer = post(reader, f"law-reviews/{review.pk}/confirm-no-change/")
            assert answer.status_code == 403

    def test_of_a_review_she_may_not_see_finds_nothing(self) -> None:
        hidden = LawReviewFactory.create(is_public=False)
        stranger = organiser(NetworkFactory.create(country="PH"))

        answer = post(stranger, f"law-reviews/{hidden.pk}/confirm-no-change/")

        assert answer.status_code == 404

    def test_of_a_concluded_review_is_refused(self, anan: User, review: LawReview) -> None:
        LawReview.objects.update(status=ReviewStatus.CONCLUDED)

        answer = post(anan, f"law-reviews/{review.pk}/confirm-no-change/")

        assert problem(answer)["code"] == "review_concluded"
