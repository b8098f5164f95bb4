"""Comments over HTTP: who reads what was said, and who learns by whom."""

from typing import Any
from uuid import uuid4

import pytest

from backend.accounts.models import User
from campaigns.models import Campaign
from cases.models import AdvocacyCase, Comment
from tests.factories import CaseFactory, CommentFactory
from tests.interface import NOBODY, listed, post, problem, program, read, wrong_fields
from tests.records import kinds_of_events, nothing_written


def says(person: User, case: AdvocacyCase, **body: Any) -> Any:
    return post(person, "comments/", case=str(case.pk), **{"text": "She was called."} | body)


class TestComment:
    def test_is_for_the_network_unless_said_otherwise(
        self, champa: User, malee: User, case: AdvocacyCase
    ) -> None:
        answer = says(champa, case)

        assert answer.status_code == 201, answer.content
        shown = answer.json()
        assert shown["readers"] == "network"
        assert (shown["author"], shown["network"]) == (str(champa.pk), str(case.network_id))
        assert answer["Location"].endswith(f"/api/v1/comments/{shown['id']}/")
        assert read(malee, f"comments/{shown['id']}/") == shown
        assert kinds_of_events() == ["case.commented"]

    def test_sent_twice_with_one_id_is_said_once(self, champa: User, case: AdvocacyCase) -> None:
        form = {"id": str(uuid4()), "readers": "case"}

        first, again = says(champa, case, **form), says(champa, case, **form)

        assert first.json() == again.json()
        assert Comment.objects.count() == 1

    def test_under_a_used_id_with_other_words_is_refused(
        self, champa: User, case: AdvocacyCase
    ) -> None:
        form = {"id": str(uuid4())}
        says(champa, case, **form)

        answer = says(champa, case, **form, text="She called back.")

        assert answer.status_code == 409
        assert problem(answer)["code"] == "form_used"

    def test_names_its_author_inside_her_network_alone(
        self, champa: User, malee: User, anan: User, ally: User, shared: AdvocacyCase
    ) -> None:
        for by in (champa, anan, ally):
            says(by, shared, readers="case")

        def authors_to(reader: User) -> list[str | None]:
            return [row["author"] for row in read(reader, "comments/")["results"]]

        assert authors_to(malee) == [str(champa.pk), None, None]
        assert authors_to(anan) == [None, str(anan.pk), None]
        assert authors_to(ally) == [None, None, str(ally.pk)]
        networks = [row["network"] for row in read(anan, "comments/")["results"]]
        assert networks == [
            str(shared.network_id),
            None,
            str(ally.assignments.get().network_id),
        ]

    def test_for_the_network_is_nowhere_for_whoever_reads_along(
        self, champa: User, anan: User, ally: User, nu: User, shared: AdvocacyCase
    ) -> None:
        AdvocacyCase.objects.filter(pk=shared.pk).update(logged_by=nu)
        inside = says(champa, shared, readers="network").json()

        for reader in (anan, ally, nu):
            assert listed(reader, "comments/", case=shared.pk) == []
            assert program(reader).get(f"/api/v1/comments/{inside['id']}/").status_code == 404
            assert listed(reader, "events/", subject_id=inside["id"]) == []
            assert "case.commented" not in str(read(reader, "events/"))

    def test_is_not_shown_to_whoever_is_let_in_later(
        self, champa: User, anan: User, case: AdvocacyCase
    ) -> None:
        says(champa, case, readers="case")

        post(champa, f"cases/{case.pk}/share/", visibility="ilo")

        assert listed(anan, "cases/") == [str(case.pk)]
        assert listed(anan, "comments/") == []

    def test_into_the_network_is_refused_from_outside(
        self, anan: User, ally: User, shared: AdvocacyCase
    ) -> None:
        for guest in (anan, ally):
            with nothing_written():
                answer = says(guest, shared)
            assert answer.status_code == 403

    def test_on_a_case_she_may_not_see_says_the_same_as_on_none(
        self, maria: User, anan: User, case: AdvocacyCase
    ) -> None:
        for stranger in (maria, anan):
            hidden = says(stranger, case, readers="case")
            missing = post(stranger, "comments/", case=NOBODY, text="Hello", readers="case")

            assert wrong_fields(hidden) == {"case"}
            assert problem(hidden) == problem(missing)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("text", ""),
            ("text", None),
            ("text", "x" * 5_001),
            ("readers", "world"),
            ("readers", None),
            ("id", "1"),
            ("case", None),
            ("author", NOBODY),
            ("shared_with", "allies_and_ilo"),
        ],
    )
    def test_names_the_field_that_is_wrong(
        self, champa: User, case: AdvocacyCase, field: str, value: Any
    ) -> None:
        body = {"case": str(case.pk), "text": "Hello"} | {field: value}

        with nothing_written():
            answer = post(champa, "comments/", **body)

        assert wrong_fields(answer) == {field}

    def test_is_found_by_case_and_readers_and_listed_as_it_was_said(
        self, champa: User, case: AdvocacyCase, campaign: Campaign
    ) -> None:
        rows = [CommentFactory.create(case=case, readers=who) for who in ("case", "network")]
        CommentFactory.create(case=CaseFactory.create(campaign=campaign))

        assert listed(champa, "comments/", case=case.pk) == [str(row.pk) for row in rows]
        assert listed(champa, "comments/", case=case.pk, readers="network") == [str(rows[1].pk)]
        assert len(listed(champa, "comments/")) == 3

    def test_is_never_changed_or_taken_away(self, champa: User, case: AdvocacyCase) -> None:
        address = f"/api/v1/comments/{says(champa, case).json()['id']}/"

        assert program(champa).patch(address, {"readers": "case"}).status_code == 405
        assert program(champa).delete(address).status_code == 405
