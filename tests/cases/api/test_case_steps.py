from dataclasses import dataclass
from typing import Any

import pytest

from backend.accounts.models import User
from campaigns.models import Campaign
from cases.models import AdvocacyCase, CaseStatus, LawReview, Visibility
from tests.factories import LawReviewFactory, NetworkFactory, leader, organiser
from tests.interface import NOBODY, listed, post, problem, read, wrong_fields
from tests.records import kinds_of_events, nothing_written

BODY_OF: dict[str, dict[str, Any]] = {
    "activate": {},
    "submit": {},
    "reopen": {},
    "close": {"outcome": "won"},
    "share": {"visibility": "ilo"},
    "assign": {"to": NOBODY},
    "link-review": {"law_review": NOBODY},
}


def at(case: AdvocacyCase, status: CaseStatus) -> str:
    """Put a case where a step starts from; return its address."""
    AdvocacyCase.objects.filter(pk=case.pk).update(status=status)
    return f"cases/{case.pk}/"


@pytest.mark.parametrize("verb", BODY_OF)
class TestEveryStep:
    def test_of_a_case_she_may_not_see_finds_nothing(
        self, maria: User, case: AdvocacyCase, verb: str
    ) -> None:
        with nothing_written():
            answer = post(maria, f"cases/{case.pk}/{verb}/", **BODY_OF[verb])

        assert answer.status_code == 404
        problem(answer)

    def test_is_refused_to_who_may_read_but_not_work_on_it(
        self, malee: User, anan: User, case: AdvocacyCase, review: LawReview, verb: str
    ) -> None:
        AdvocacyCase.objects.filter(pk=case.pk).update(visibility=Visibility.ILO)
        body = BODY_OF[verb] | ({"law_review": str(review.pk)} if verb == "link-review" else {})

        for reader in (malee, anan):
            with nothing_written():
                answer = post(reader, f"cases/{case.pk}/{verb}/", **body)
            assert answer.status_code == 403

    def test_takes_no_field_it_does_not_know(
        self, champa: User, case: AdvocacyCase, verb: str
    ) -> None:
        answer = post(champa, f"cases/{case.pk}/{verb}/", **BODY_OF[verb], colour="red")

        assert "colour" in wrong_fields(answer)


@dataclass(frozen=True)
class Step:
    """A step that needs no words."""

    verb: str
    start: CaseStatus
    end: CaseStatus
    kind: str


STEPS = [
    Step("activate", CaseStatus.LOGGED, CaseStatus.ACTIVE, "case.status_changed"),
    Step("submit", CaseStatus.ACTIVE, CaseStatus.SUBMITTED, "case.status_changed"),
    Step("reopen", CaseStatus.LOST, CaseStatus.ACTIVE, "case.reopened"),
]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.verb)
class TestStepWithoutWords:
    def test_moves_the_case(self, champa: User, case: AdvocacyCase, step: Step) -> None:
        path = at(case, step.start)

        answer = post(champa, f"{path}{step.verb}/")

        assert answer.status_code == 200, answer.content
        assert answer.json()["status"] == step.end
        assert answer.json() == read(champa, path)
        assert kinds_of_events() == [step.kind]

    def test_twice_is_refused(self, champa: User, case: AdvocacyCase, step: Step) -> None:
        path = at(case, step.start)
        post(champa, f"{path}{step.verb}/")

        answer = post(champa, f"{path}{step.verb}/")

        assert answer.status_code == 409
        assert problem(answer)["code"] == "case_not_in_that_state"
        assert read(champa, path)["status"] == step.end
        assert kinds_of_events() == [step.kind]


class TestClose:
    @pytest.mark.parametrize("outcome", ["won", "partly_won", "lost", "withdrawn"])
    def test_keeps_outcome_and_note(self, champa: User, case: AdvocacyCase, outcome: str) -> None:
        body = {"outcome": outcome, "note": "The office registered her."}

        answer = post(champa, f"cases/{case.pk}/close/", **body)

        assert answer.json()["status"] == outcome
        assert answer.json()["outcome_note"] == "The office registered her."
        assert kinds_of_events() == ["case.closed"]

    def test_of_an_ended_case_is_refused(self, champa: User, case: AdvocacyCase) -> None:
        path = at(case, CaseStatus.WON)

        assert post(champa, f"{path}close/", outcome="lost").status_code == 409

    @pytest.mark.parametrize("body", [{}, {"outcome": "active"}, {"outcome": None}])
    def test_names_a_wrong_outcome(
        self, champa: User, case: AdvocacyCase, body: dict[str, Any]
    ) -> None:
        assert wrong_fields(post(champa, f"cases/{case.pk}/close/", **body)) == {"outcome"}

    def test_takes_a_note_of_a_bounded_length(self, champa: User, case: AdvocacyCase) -> None:
        body = {"outcome": "won", "note": "x" * 5_001}

        assert wrong_fields(post(champa, f"cases/{case.pk}/close/", **body)) == {"note"}


class TestShare:
    def test_opens_the_case_to_the_officer_and_closes_it_again(
        self, champa: User, anan: User, case: AdvocacyCase
    ) -> None:
        shared = post(champa, f"cases/{case.pk}/share/", visibility="ilo")
        seen = listed(anan, "cases/")
        post(champa, f"cases/{case.pk}/share/", visibility="network")

        assert shared.json()["visibility"] == "ilo"
        assert seen == [str(case.pk)]
        assert listed(anan, "cases/") == []

    def test_opens_the_case_to_leaders_of_allies(
        self, champa: User, case: AdvocacyCase, campaign: Campaign
    ) -> None:
        ally = NetworkFactory.create()
        campaign.allies.add(ally)

        post(champa, f"cases/{case.pk}/share/", visibility="allies")

        assert listed(leader(ally), "cases/") == [str(case.pk)]
        assert listed(organiser(ally), "cases/") == []

    def test_as_it_is_already_is_refused(self, champa: User, case: AdvocacyCase) -> None:
        answer = post(champa, f"cases/{case.pk}/share/", visibility="network")

        assert answer.status_code == 409
        assert problem(answer)["code"] == "no_change"

    def test_names_a_wrong_visibility(self, champa: User, case: AdvocacyCase) -> None:
        answer = post(champa, f"cases/{case.pk}/share/", visibility="world")

        assert wrong_fields(answer) == {"visibility"}


class TestAssign:
    def test_hands_the_case_over(self, champa: User, malee: User, case: AdvocacyCase) -> None:
        answer = post(champa, f"cases/{case.pk}/assign/", to=str(malee.pk))

        assert answer.json()["owner"] == str(malee.pk)
        assert kinds_of_events() == ["case.assigned"]

    def test_to_who_owns_it_already_is_refused(self, champa: User, case: AdvocacyCase) -> None:
        answer = post(champa, f"cases/{case.pk}/assign/", to=str(champa.pk))

        assert answer.status_code == 409

    def test_to_who_cannot_work_on_it_says_the_same_as_to_nobody(
        self, champa: User, nu: User, maria: User, case: AdvocacyCase
    ) -> None:
        answers = [
            post(champa, f"cases/{case.pk}/assign/", to=to) for to in (nu.pk, maria.pk, NOBODY)
        ]

        assert [wrong_fields(answer) for answer in answers] == [{"to"}] * 3
        assert len({str(problem(answer)["errors"]) for answer in answers}) == 1

    def test_tells_no_outsider_who_is_a_member(
        self, anan: User, malee: User, maria: User, case: AdvocacyCase
    ) -> None:
        AdvocacyCase.objects.filter(pk=case.pk).update(visibility=Visibility.ILO)

        member = post(anan, f"cases/{case.pk}/assign/", to=str(malee.pk))
        stranger = post(anan, f"cases/{case.pk}/assign/", to=str(maria.pk))

        assert member.status_code == stranger.status_code == 403
        assert member.json() == stranger.json()


class TestLinkReview:
    def test_joins_the_case_to_the_review(
        self, champa: User, case: AdvocacyCase, review: LawReview
    ) -> None:
        answer = post(champa, f"cases/{case.pk}/link-review/", law_review=str(review.pk))

        assert answer.status_code == 200, answer.content
        assert answer.json()["law_reviews"] == [str(review.pk)]
        assert read(champa, f"law-reviews/{review.pk}/")["cases"] == [str(case.pk)]
        assert kinds_of_events() == ["case.linked"]

    def test_to_a_review_she_may_not_see_says_that_it_does_not_exist(
        self, champa: User, case: AdvocacyCase
    ) -> None:
        hidden = LawReviewFactory.create(country="PH", is_public=False)

        invisible = post(champa, f"cases/{case.pk}/link-review/", law_review=str(hidden.pk))
        missing = post(champa, f"cases/{case.pk}/link-review/", law_review=NOBODY)

        assert wrong_fields(invisible) == wrong_fields(missing) == {"law_review"}
        assert problem(invisible) == problem(missing)
