"""Tasks over HTTP."""

from typing import Any
from uuid import uuid4

import pytest

from backend.accounts.models import User
from cases.models import AdvocacyCase, Task
from tests.factories import TaskFactory
from tests.interface import NOBODY, listed, post, problem, program, read, wrong_fields
from tests.records import kinds_of_events, nothing_written


def gives(person: User, case: AdvocacyCase, to: User, **body: Any) -> Any:
    said = {"case": str(case.pk), "owner": str(to.pk), "title": "Call the office"}
    return post(person, "tasks/", **said | body)


class TestTask:
    def test_is_given_with_owner_and_day(
        self, champa: User, malee: User, case: AdvocacyCase
    ) -> None:
        answer = gives(champa, case, malee, due_on="2026-12-01")

        assert answer.status_code == 201, answer.content
        shown = answer.json()
        assert shown["owner"] == str(malee.pk)
        assert shown["created_by"] == str(champa.pk)
        assert (shown["due_on"], shown["done_at"], shown["done_by"]) == ("2026-12-01", None, None)
        assert read(malee, f"tasks/{shown['id']}/") == shown
        assert kinds_of_events() == ["task.given"]

    def test_sent_twice_with_one_id_is_given_once(self, champa: User, case: AdvocacyCase) -> None:
        form = {"id": str(uuid4())}

        first, again = gives(champa, case, champa, **form), gives(champa, case, champa, **form)

        assert first.json() == again.json()
        assert Task.objects.count() == 1

    def test_is_given_by_whoever_may_change_the_case(
        self, malee: User, nu: User, anan: User, ally: User, shared: AdvocacyCase
    ) -> None:
        AdvocacyCase.objects.filter(pk=shared.pk).update(logged_by=nu)

        for reader in (malee, nu, anan, ally):
            with nothing_written():
                answer = gives(reader, shared, malee)
            assert answer.status_code == 403

    def test_for_whoever_cannot_work_on_it_says_the_same_as_for_nobody(
        self, champa: User, nu: User, anan: User, maria: User, case: AdvocacyCase
    ) -> None:
        answers = [gives(champa, case, owner) for owner in (nu, anan, maria)]
        nobody = post(champa, "tasks/", case=str(case.pk), title="Call", owner=NOBODY)

        assert [wrong_fields(answer) for answer in answers] == [{"owner"}] * 3
        assert {str(problem(answer)["errors"]) for answer in answers} == {
            str(problem(nobody)["errors"])
        }

    def test_tells_no_outsider_who_is_a_member(
        self, anan: User, malee: User, maria: User, shared: AdvocacyCase
    ) -> None:
        member, stranger = gives(anan, shared, malee), gives(anan, shared, maria)

        assert member.status_code == stranger.status_code == 403
        assert member.json() == stranger.json()

    def test_of_a_case_she_may_not_see_says_the_same_as_of_none(
        self, maria: User, malee: User, case: AdvocacyCase
    ) -> None:
        hidden = gives(maria, case, malee)
        missing = post(maria, "tasks/", case=NOBODY, title="Call", owner=str(malee.pk))

        assert wrong_fields(hidden) == {"case"}
        assert problem(hidden) == problem(missing)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", ""),
            ("title", "x" * 201),
            ("due_on", "2026-02-30"),
            ("due_on", "soon"),
            ("owner", "malee"),
            ("done_at", "2026-01-01T00:00:00Z"),
        ],
    )
    def test_names_the_field_that_is_wrong(
        self, champa: User, case: AdvocacyCase, field: str, value: Any
    ) -> None:
        with nothing_written():
            answer = gives(champa, case, champa, **{field: value})

        assert wrong_fields(answer) == {field}

    def test_is_nowhere_for_whoever_reads_along(
        self, anan: User, ally: User, nu: User, malee: User, shared: AdvocacyCase
    ) -> None:
        AdvocacyCase.objects.filter(pk=shared.pk).update(logged_by=nu)
        task = TaskFactory.create(case=shared, owner=malee)

        for reader in (anan, ally, nu):
            assert listed(reader, "tasks/") == []
            assert listed(reader, "tasks/", owner=malee.pk) == []
            assert program(reader).get(f"/api/v1/tasks/{task.pk}/").status_code == 404
            assert post(reader, f"tasks/{task.pk}/done/").status_code == 404

    def test_of_her_own_tells_a_reader_from_outside_nobody_else(
        self, ally: User, malee: User, shared: AdvocacyCase
    ) -> None:
        TaskFactory.create(case=shared, owner=ally, created_by=malee)

        (shown,) = read(ally, "tasks/")["results"]

        assert shown["owner"] == str(ally.pk)
        assert (shown["created_by"], shown["done_by"]) == (None, None)

    def test_is_found_by_case_owner_and_whether_it_is_open(
        self, champa: User, malee: User, case: AdvocacyCase
    ) -> None:
        done = gives(champa, case, malee).json()["id"]
        post(malee, f"tasks/{done}/done/")
        later = gives(champa, case, malee).json()["id"]
        soon = gives(champa, case, champa, due_on="2026-12-01").json()["id"]

        assert listed(champa, "tasks/", case=case.pk) == [soon, done, later]
        assert listed(champa, "tasks/", owner=malee.pk, open="true") == [later]
        assert listed(champa, "tasks/", open="false") == [done]
        assert listed(champa, "tasks/", due_before="2026-12-01") == [soon]


class TestDone:
    def test_is_said_by_its_owner(self, malee: User, case: AdvocacyCase) -> None:
        task = TaskFactory.create(case=case, owner=malee)

        answer = post(malee, f"tasks/{task.pk}/done/")

        assert answer.status_code == 200, answer.content
        assert answer.json()["done_by"] == str(malee.pk)
        assert answer.json()["done_at"]
        assert kinds_of_events() == ["task.done"]

    def test_twice_is_refused(self, malee: User, case: AdvocacyCase) -> None:
        task = TaskFactory.create(case=case, owner=malee)
        post(malee, f"tasks/{task.pk}/done/")

        answer = post(malee, f"tasks/{task.pk}/done/")

        assert answer.status_code == 409
        assert problem(answer)["code"] == "task_not_open"
        assert kinds_of_events() == ["task.done"]

    def test_of_somebody_elses_is_refused_to_who_only_reads(
        self, champa: User, malee: User, case: AdvocacyCase
    ) -> None:
        task = TaskFactory.create(case=case, owner=champa)

        with nothing_written():
            answer = post(malee, f"tasks/{task.pk}/done/")

        assert answer.status_code == 403

    def test_takes_no_field(self, malee: User, case: AdvocacyCase) -> None:
        task = TaskFactory.create(case=case, owner=malee)

        answer = post(malee, f"tasks/{task.pk}/done/", done_by=NOBODY)

        assert wrong_fields(answer) == {"done_by"}
