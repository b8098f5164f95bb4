from typing import Any

import pytest

from backend.accounts.models import User
from cases.models import AdvocacyCase, IloSupport, LawReview, Visibility
from tests.factories import (
    IloSupportFactory,
    LawReviewFactory,
    MilestoneFactory,
    ProgrammeFactory,
    officer,
)
from tests.interface import NOBODY, listed, patch, post, problem, read, tag_of, wrong_fields
from tests.records import kinds_of_events, nothing_written

RECORD = {"kind": "legal_review", "title": "Comments on the draft decree", "country": "TH"}


@pytest.fixture
def support() -> IloSupport:
    return IloSupportFactory.create(title="Comments on the draft")


@pytest.fixture
def path(support: IloSupport) -> str:
    return f"ilo-support/{support.pk}/"


class TestAdd:
    def test_answers_with_the_support_and_its_address(self, anan: User) -> None:
        programme = ProgrammeFactory.create()
        said = {
            **RECORD,
            "programme": str(programme.pk),
            "status": "planned",
            "starts_on": "2026-01-01",
            "ends_on": "2026-12-31",
            "cpo_code": "THA251",
            "amount": "12000.50",
            "currency": "USD",
        }

        answer = post(anan, "ilo-support/", **said)

        assert answer.status_code == 201, answer.content
        shown = answer.json()
        assert shown.items() >= said.items()
        assert shown["law_reviews"] == shown["milestones"] == shown["cases"] == []
        assert answer["Location"].endswith(f"ilo-support/{shown['id']}/")
        assert kinds_of_events() == ["support.added"]

    def test_can_say_at_once_what_it_helps(self, anan: User, review: LawReview) -> None:
        milestone = MilestoneFactory.create(law_review=review)
        joined = {"law_reviews": [str(review.pk)], "milestones": [str(milestone.pk)]}

        answer = post(anan, "ilo-support/", **RECORD, **joined)

        assert answer.json().items() >= joined.items()
        assert kinds_of_events() == ["support.added"]

    def test_is_the_officers_of_that_country(self, champa: User) -> None:
        for somebody in (champa, officer("PH")):
            with nothing_written():
                answer = post(somebody, "ilo-support/", **RECORD)
            assert answer.status_code == 403

    def test_under_the_id_of_another_is_refused(self, anan: User, support: IloSupport) -> None:
        answer = post(anan, "ilo-support/", **RECORD, id=str(support.pk))

        assert answer.status_code == 409
        assert problem(answer)["code"] == "support_id_taken"

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("kind", "gift"),
            ("country", "ZZ"),
            ("status", "over"),
            ("programme", NOBODY),
            ("starts_on", "2026-02-30"),
            ("amount", "1e30"),
            ("amount", "NaN"),
            ("amount", -1),
            ("currency", "baht"),
            ("currency", "THB"),
            ("cpo_code", "x" * 17),
            ("law_reviews", [NOBODY]),
            ("cases", [NOBODY]),
        ],
    )
    def test_names_the_field_that_is_wrong(self, anan: User, field: str, value: Any) -> None:
        with nothing_written():
            answer = post(anan, "ilo-support/", **{**RECORD, field: value})

        assert {name.split(".")[0] for name in wrong_fields(answer)} == {field}

    def test_cannot_end_before_it_starts(self, anan: User) -> None:
        dates = {"starts_on": "2026-02-01", "ends_on": "2026-01-01"}

        assert wrong_fields(post(anan, "ilo-support/", **RECORD, **dates)) == {"ends_on"}

    def test_for_a_review_of_another_country_is_taken_back_as_a_whole(self, anan: User) -> None:
        foreign = LawReviewFactory.create(country="PH")

        with nothing_written():
            answer = post(anan, "ilo-support/", **RECORD, law_reviews=[str(foreign.pk)])

        assert wrong_fields(answer) == {"law_reviews"}


class TestEdit:
    def test_needs_the_version_that_was_read(self, anan: User, path: str) -> None:
        tag = tag_of(anan, path)

        first = patch(anan, path, tag=tag, about="Two rounds of comments.")
        second = patch(anan, path, tag=tag, title="Comments")

        assert first.status_code == 200
        assert second.status_code == 412
        assert problem(second)["changed"] == ["about"]

    def test_is_refused_to_who_may_only_read_it(self, champa: User, path: str) -> None:
        assert patch(champa, path, title="Ours").status_code == 403

    def test_of_one_she_may_not_see_finds_nothing(self, maria: User) -> None:
        hidden = IloSupportFactory.create(is_public=False)

        assert patch(maria, f"ilo-support/{hidden.pk}/", title="Ours").status_code == 404


class TestLink:
    def test_joins_whatever_is_named(
        self, anan: User, path: str, review: LawReview, case: AdvocacyCase
    ) -> None:
        milestone = MilestoneFactory.create(law_review=review)
        AdvocacyCase.objects.update(visibility=Visibility.ILO)

        answer = post(
            anan,
            f"{path}link/",
            law_review=str(review.pk),
            milestone=str(milestone.pk),
            case=str(case.pk),
        )

        assert answer.status_code == 200, answer.content
        assert answer.json()["law_reviews"] == [str(review.pk)]
        assert answer.json()["milestones"] == [str(milestone.pk)]
        assert answer.json()["cases"] == [str(case.pk)]
        assert kinds_of_events() == ["support.linked", "case.supported"]

    def test_names_something(self, anan: User, path: str) -> None:
        assert wrong_fields(post(anan, f"{path}link/")) == {"law_review"}

    def test_to_another_countrys_review_names_the_review(self, anan: User, path: str) -> None:
        foreign = LawReviewFactory.create(country="PH")

        answer = post(anan, f"{path}link/", law_review=str(foreign.pk))

        assert wrong_fields(answer) == {"law_review"}

    def test_to_a_case_that_was_not_shared_says_that_it_does_not_exist(
        self, anan: User, path: str, case: AdvocacyCase
    ) -> None:
        hidden = post(anan, f"{path}link/", case=str(case.pk))
        missing = post(anan, f"{path}link/", case=NOBODY)

        assert wrong_fields(hidden) == {"case"}
        assert problem(hidden) == problem(missing)

    def test_is_the_officers_of_that_country(
        self, champa: User, path: str, review: LawReview
    ) -> None:
        for somebody in (champa, officer("PH")):
            assert post(somebody, f"{path}link/", law_review=str(review.pk)).status_code == 403

    def test_of_one_she_may_not_see_finds_nothing(self, maria: User, review: LawReview) -> None:
        hidden = IloSupportFactory.create(is_public=False)

        answer = post(maria, f"ilo-support/{hidden.pk}/link/", law_review=str(review.pk))

        assert answer.status_code == 404


class TestSetStatus:
    def test_moves_it_along(self, anan: User, path: str) -> None:
        answer = post(anan, f"{path}set-status/", to="ended")

        assert answer.json()["status"] == "ended"
        assert kinds_of_events() == ["support.ended"]

    def test_of_ended_support_is_refused(self, anan: User, path: str) -> None:
        post(anan, f"{path}set-status/", to="cancelled")

        answer = post(anan, f"{path}set-status/", to="active")

        assert answer.status_code == 409
        assert problem(answer)["code"] == "already_that_status"

    @pytest.mark.parametrize("body", [{}, {"to": "over"}, {"to": None}, {"to": []}])
    def test_names_a_wrong_status(self, anan: User, path: str, body: dict[str, Any]) -> None:
        assert wrong_fields(post(anan, f"{path}set-status/", **body)) == {"to"}

    def test_is_the_officers(self, champa: User, path: str) -> None:
        assert post(champa, f"{path}set-status/", to="ended").status_code == 403

    def test_of_one_she_may_not_see_finds_nothing(self, maria: User) -> None:
        hidden = IloSupportFactory.create(is_public=False)

        assert post(maria, f"ilo-support/{hidden.pk}/set-status/", to="ended").status_code == 404


class TestList:
    def test_can_be_narrowed(self, anan: User, support: IloSupport, review: LawReview) -> None:
        programme, milestone = ProgrammeFactory.create(), MilestoneFactory.create(law_review=review)
        other = IloSupportFactory.create(
            programme=programme, kind="training", status="planned", country="PH"
        )
        other.law_reviews.add(review)
        other.milestones.add(milestone)

        for parameters in (
            {"programme": programme.pk},
            {"kind": "training"},
            {"status": "planned"},
            {"country": "PH"},
            {"law_review": review.pk},
            {"milestone": milestone.pk},
        ):
            assert listed(anan, "ilo-support/", **parameters) == [str(other.pk)]
        assert read(anan, f"ilo-support/{support.pk}/")["kind"] == "legal_review"
