"""Testimonies over HTTP: a list shows that they are there, and what was told is asked for alone."""

from typing import Any
from uuid import uuid4

import pytest

from backend.accounts.models import User
from backend.api.models import KeptAnswer
from backend.audit.models import Read
from cases.models import AdvocacyCase, Purpose, Testimony
from tests.factories import ConsentFactory, WithdrawalFactory
from tests.interface import NOBODY, listed, post, problem, program, read, wrong_fields
from tests.records import kinds_of_events, nothing_written

WORDS = "They kept her passport."


@pytest.fixture(autouse=True)
def _consents(case: AdvocacyCase, shared: AdvocacyCase) -> None:
    for one in (case, shared):
        ConsentFactory.create(case=one)


def tells(person: User, case: AdvocacyCase | str, **more: Any) -> Any:
    said = {
        "case": str(getattr(case, "pk", case)),
        "text": WORDS,
        "pseudonym": "Ma Hla",
        "language": "my",
        "written_in": "en",
        "told_on": "2026-03-08",
    }
    return post(person, "testimonies/", **said | more)


def text_of(person: User, pk: str) -> Any:
    return program(person).get(f"/api/v1/testimonies/{pk}/text/")


class TestTestimonies:
    def test_are_listed_without_a_word_of_them(
        self, champa: User, malee: User, case: AdvocacyCase
    ) -> None:
        answer = tells(champa, case)

        assert answer.status_code == 201, answer.content
        shown = answer.json()
        assert WORDS not in answer.content.decode()
        assert "text" not in shown
        assert read(champa, f"testimonies/{shown['id']}/") == shown
        assert listed(champa, "testimonies/", case=str(case.pk)) == [shown["id"]]
        assert listed(malee, "testimonies/") == []
        assert kinds_of_events() == ["testimony.added"]

    def test_open_for_who_may_and_leave_a_row(
        self, champa: User, malee: User, case: AdvocacyCase
    ) -> None:
        pk = tells(champa, case).json()["id"]

        assert text_of(champa, pk).json() == {"text": WORDS}
        assert text_of(malee, pk).status_code == 404
        assert [(one.reader_id, str(one.subject_id)) for one in Read.objects.all()] == [
            (champa.pk, pk)
        ]

    def test_are_kept_by_no_browser(self, champa: User, case: AdvocacyCase) -> None:
        answer = text_of(champa, tells(champa, case).json()["id"])

        assert "no-store" in answer["Cache-Control"]

    def test_are_kept_in_no_answer_that_waits_for_a_repeat(
        self, champa: User, case: AdvocacyCase
    ) -> None:
        said = {"text": WORDS, "pseudonym": "Ma Hla", "language": "my", "written_in": "en"}
        body = said | {"case": str(case.pk), "told_on": "2026-03-08"}
        program(champa).post("/api/v1/testimonies/", body, headers={"Idempotency-Key": "once"})

        kept = KeptAnswer.objects.get()

        assert WORDS not in str(vars(kept))

    def test_open_for_the_officer_only_while_she_agrees(
        self, champa: User, anan: User, shared: AdvocacyCase
    ) -> None:
        pk = tells(champa, shared).json()["id"]
        before = text_of(anan, pk).status_code
        consent = ConsentFactory.create(case=shared, purpose=Purpose.ILO)
        during = text_of(anan, pk)
        WithdrawalFactory.create(consent=consent)

        assert (before, during.status_code, text_of(anan, pk).status_code) == (404, 200, 404)

    def test_tell_nobody_outside_who_wrote_them(
        self, champa: User, anan: User, shared: AdvocacyCase
    ) -> None:
        ConsentFactory.create(case=shared, purpose=Purpose.ILO)
        pk = tells(champa, shared).json()["id"]

        assert read(champa, f"testimonies/{pk}/")["written_by"] == str(champa.pk)
        assert read(anan, f"testimonies/{pk}/")["written_by"] is None

    def test_sent_twice_with_one_id_are_kept_once(self, champa: User, case: AdvocacyCase) -> None:
        new = {"id": str(uuid4())}

        first, again = (tells(champa, case, **new) for _ in range(2))

        assert first.json() == again.json()
        assert Testimony.objects.count() == 1

    def test_are_corrected_beside_what_was_written_before(
        self, champa: User, case: AdvocacyCase
    ) -> None:
        pk = tells(champa, case).json()["id"]

        better = post(champa, f"testimonies/{pk}/correct/", text="They kept it for a year.")

        assert better.json()["corrects"] == pk
        assert text_of(champa, better.json()["id"]).json()["text"].endswith("year.")
        assert text_of(champa, pk).json() == {"text": WORDS}
        assert listed(champa, "testimonies/", corrected="false") == [better.json()["id"]]
        again = post(champa, f"testimonies/{pk}/correct/", text="No.")
        assert problem(again)["status"] == 409

    def test_taken_back_are_gone_for_everybody(self, champa: User, case: AdvocacyCase) -> None:
        pk = tells(champa, case).json()["id"]

        gone = post(champa, f"testimonies/{pk}/withdraw/")

        assert gone.json()["withdrawn_at"]
        assert text_of(champa, pk).status_code == 409
        assert Testimony.objects.get().text is None

    def test_are_refused_where_something_is_wrong(self, champa: User, case: AdvocacyCase) -> None:
        with nothing_written():
            assert wrong_fields(tells(champa, case, text="", told_on="soon")) == {"text", "told_on"}
            assert wrong_fields(tells(champa, case, told_on="2999-01-01")) == {"told_on"}
            assert wrong_fields(tells(champa, NOBODY)) == {"case"}
