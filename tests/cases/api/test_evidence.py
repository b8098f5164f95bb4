"""Files of cases over HTTP: sent as multipart, opened by who may, kept once."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backend.accounts.models import User
from cases.models import AdvocacyCase, Evidence
from tests.factories import ConsentFactory
from tests.files import hostile, samples
from tests.interface import NOBODY, listed, post, problem, program, read, wrong_fields
from tests.records import kinds_of_events, nothing_written

NOTE = b"They kept her passport."


@pytest.fixture(autouse=True)
def consents(case: AdvocacyCase, shared: AdvocacyCase) -> None:
    for one in (case, shared):
        ConsentFactory.create(case=one)


def sends(person: User, case: AdvocacyCase | str, content: bytes = NOTE, **more: Any) -> Any:
    body = {"case": str(getattr(case, "pk", case)), "file": SimpleUploadedFile("x", content)}
    headers = more.pop("headers", {})
    return program(person).post(
        "/api/v1/evidence/", body | more, format="multipart", headers=headers
    )


class TestEvidence:
    def test_is_kept_and_shown_to_who_may_open_it(
        self, champa: User, malee: User, case: AdvocacyCase
    ) -> None:
        answer = sends(champa, case, samples.jpeg())

        assert answer.status_code == 201, answer.content
        shown = answer.json()
        assert (shown["kind"], shown["format"], shown["scan"]) == ("photo", "jpeg", "not_scanned")
        assert not {"original_name", "copy_name", "name"} & shown.keys()
        assert read(champa, f"evidence/{shown['id']}/") == shown
        assert listed(champa, "evidence/", case=str(case.pk)) == [shown["id"]]
        assert listed(malee, "evidence/") == []
        assert kinds_of_events() == ["evidence.added"]

    def test_is_opened_as_a_copy_without_hidden_data(
        self, champa: User, case: AdvocacyCase
    ) -> None:
        pk = sends(champa, case, samples.jpeg()).json()["id"]

        answer = program(champa).get(f"/api/v1/evidence/{pk}/file/")

        assert answer.status_code == 200
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert samples.CANARY not in answer.content

    def test_sent_twice_with_one_id_is_kept_once(self, champa: User, case: AdvocacyCase) -> None:
        new: dict[str, Any] = {"id": str(uuid4())}

        first, again = (sends(champa, case, **new) for _ in range(2))

        assert first.json() == again.json()
        assert Evidence.objects.count() == 1

    def test_under_a_used_id_with_other_bytes_is_refused(
        self, champa: User, case: AdvocacyCase
    ) -> None:
        new: dict[str, Any] = {"id": str(uuid4())}
        sends(champa, case, **new)

        assert problem(sends(champa, case, NOTE + b"!", **new))["code"] == "form_used"

    def test_with_one_key_is_answered_once_though_its_form_is_packed_anew(
        self, champa: User, case: AdvocacyCase
    ) -> None:
        key = {"Idempotency-Key": "from-her-phone"}
        large = samples.jpeg() + bytes(3 << 20)

        first, again = (sends(champa, case, large, headers=key) for _ in range(2))
        other = sends(champa, case, NOTE, headers=key)

        assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
        assert first.json() == again.json()
        assert Evidence.objects.count() == 1

    def test_that_is_not_taken_says_why(self, champa: User, case: AdvocacyCase) -> None:
        with nothing_written():
            answer = sends(champa, case, hostile.SCRIPT)

        assert wrong_fields(answer) == {"file"}

    def test_of_no_case_or_no_file_is_refused(self, champa: User, case: AdvocacyCase) -> None:
        assert wrong_fields(sends(champa, NOBODY)) == {"case"}
        assert wrong_fields(post(champa, "evidence/", case=str(case.pk))) == {"file"}
        assert wrong_fields(sends(champa, case, title="x")) == {"title"}

    def test_is_refused_to_the_officer_who_reads_the_case(
        self, anan: User, shared: AdvocacyCase
    ) -> None:
        assert sends(anan, shared).status_code == 403

    def test_is_withdrawn_by_who_added_it(self, champa: User, case: AdvocacyCase) -> None:
        pk = sends(champa, case).json()["id"]

        assert post(champa, f"evidence/{pk}/withdraw/").json()["withdrawn_at"]

        assert program(champa).get(f"/api/v1/evidence/{pk}/file/").status_code == 409
        assert listed(champa, "evidence/", withdrawn="false") == []
        assert listed(champa, "evidence/", withdrawn="true") == [pk]

    @pytest.mark.parametrize("broken", ["", "--x", "--x\r\nContent-Disposition: nonsense"])
    def test_packed_badly_is_no_crash(self, champa: User, broken: str) -> None:
        for headers in ({}, {"Idempotency-Key": "k"}):
            answer = program(champa).generic(
                "POST", "/api/v1/evidence/", broken, "multipart/form-data; boundary=x",
                headers=headers,
            )  # fmt: skip
            assert answer.status_code == 400
