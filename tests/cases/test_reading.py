"""Whoever is shown what stands in a case is in the record of who read it."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import OperationalError
from django.urls import reverse

from backend.accounts.models import User
from backend.audit.models import Read
from backend.sight import FieldClass
from cases.models import AdvocacyCase, Visibility
from tests.factories import CaseFactory, CommentFactory, TaskFactory, contributor, leader, officer
from tests.interface import program
from tests.web.browser import browser_of


@pytest.fixture
def case() -> AdvocacyCase:
    return CaseFactory.create(visibility=Visibility.ILO)


def readings() -> list[tuple[str, str, str]]:
    """Return who was shown what, and how narrow."""
    rows = Read.objects.order_by("id")
    return [(row.reader_label, str(row.subject_id), row.field_class) for row in rows]


def on_page(name: str) -> Callable[[User, AdvocacyCase], int]:
    def ask(user: User, case: AdvocacyCase) -> int:
        return browser_of(user).get(reverse(f"cases:{name}", args=[case.pk])).status_code

    return ask


def in_interface(path: str) -> Callable[[User, AdvocacyCase], int]:
    def ask(user: User, case: AdvocacyCase) -> int:
        return program(user).get(f"/api/v1/{path}".format(case=case.pk)).status_code

    return ask


SHOWN = {
    "its page": on_page("case"),
    "its form": on_page("edit"),
    "its comments": on_page("comments"),
    "the interface": in_interface("cases/{case}/"),
    "the interface's list": in_interface("cases/"),
    "the interface's comments": in_interface("comments/?case={case}"),
    "the interface's tasks": in_interface("tasks/?case={case}"),
}
NOT_SHOWN = {
    "the list of titles": lambda user, _case: browser_of(user).get("/cases/").status_code,
    "a step": on_page("close"),
}


class TestWhoeverIsShownACase:
    @pytest.mark.parametrize("ask", SHOWN.values(), ids=SHOWN)
    def test_is_in_the_record(
        self, ask: Callable[[User, AdvocacyCase], int], case: AdvocacyCase
    ) -> None:
        CommentFactory.create(case=case)
        TaskFactory.create(case=case)

        assert ask(leader(case.network, named="hnin"), case) == 200

        assert readings() == [("hnin", str(case.pk), FieldClass.CASE_TEAM)]

    @pytest.mark.parametrize("ask", NOT_SHOWN.values(), ids=NOT_SHOWN)
    def test_is_not_where_only_its_title_is(
        self, ask: Callable[[User, AdvocacyCase], int], case: AdvocacyCase
    ) -> None:
        assert ask(leader(case.network), case) == 200

        assert readings() == []

    def test_is_said_to_have_seen_less_where_she_is_outside(self, case: AdvocacyCase) -> None:
        SHOWN["its page"](officer(case.country, named="karin"), case)
        SHOWN["the interface"](officer(case.country, named="dao"), case)

        assert [(who, how) for who, _case, how in readings()] == [
            ("karin", FieldClass.NETWORK),
            ("dao", FieldClass.NETWORK),
        ]

    def test_is_there_when_it_is_her_own(self, case: AdvocacyCase) -> None:
        mala = contributor(case.network, named="mala")
        AdvocacyCase.objects.filter(pk=case.pk).update(logged_by=mala)

        SHOWN["its page"](mala, case)

        assert readings() == [("mala", str(case.pk), FieldClass.CASE_TEAM)]

    def test_is_there_once_for_each_case_of_a_list(self, case: AdvocacyCase) -> None:
        CommentFactory.create_batch(3, case=case)
        other = CommentFactory.create(case=CaseFactory.create(network=case.network)).case

        assert program(leader(case.network)).get("/api/v1/comments/").status_code == 200

        assert {shown for _who, shown, _how in readings()} == {str(case.pk), str(other.pk)}
        assert len(readings()) == 2

    def test_is_there_when_a_write_answers_with_it(self, case: AdvocacyCase) -> None:
        program(leader(case.network, named="hnin")).post(f"/api/v1/cases/{case.pk}/activate/")

        assert readings() == [("hnin", str(case.pk), FieldClass.CASE_TEAM)]

    def test_is_there_when_a_refusal_shows_how_it_is_now(self, case: AdvocacyCase) -> None:
        answer = program(leader(case.network)).patch(
            f"/api/v1/cases/{case.pk}/",
            {"title": "New"},
            format="json",
            headers={"If-Match": '"999"'},
        )

        assert answer.status_code == 412
        assert case.title in answer.content.decode()
        assert len(readings()) == 1


class TestWhoeverIsRefused:
    @pytest.mark.parametrize("ask", SHOWN.values(), ids=SHOWN)
    def test_is_not(self, ask: Callable[[User, AdvocacyCase], int], case: AdvocacyCase) -> None:
        ask(leader(CaseFactory.create().network), case)

        assert str(case.pk) not in {shown for _who, shown, _how in readings()}

    def test_is_not_when_she_may_see_but_not_change(self, case: AdvocacyCase) -> None:
        assert SHOWN["its form"](officer(case.country), case) == 403

        assert readings() == []


class TestWhereTheRecordCannotBeWritten:
    @pytest.mark.parametrize("ask", SHOWN.values(), ids=SHOWN)
    def test_nothing_is_shown(
        self,
        ask: Callable[[User, AdvocacyCase], int],
        case: AdvocacyCase,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        hnin = leader(case.network)
        CommentFactory.create(case=case)
        TaskFactory.create(case=case)

        def fail(_rows: object) -> None:
            raise OperationalError

        monkeypatch.setattr(Read.objects, "bulk_create", fail)

        with suppress(OperationalError):  # the interface makes an answer of it
            assert ask(hnin, case) >= 500
