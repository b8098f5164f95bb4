"""Letting people in and closing their accounts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from knox.models import AuthToken

from backend.accounts.actions import NewPerson
from backend.accounts.models import User
from backend.errors import Invalid
from campaigns import access
from campaigns.actions import people, roles
from tests.factories import (
    NetworkFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
    person,
)
from tests.records import refused, the_only_event

STRONG = "sample-only-33"
ACTS: dict[str, Callable[[User, User], Any]] = {
    "admit": lambda _, by: people.admit(NewPerson(username="new"), by=by),
    "give a password": lambda may, by: people.give_password(may, password=STRONG, by=by),
    "close an account": lambda may, by: people.close_account(may, by=by),
    "reopen an account": lambda may, by: people.reopen_account(may, by=by),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
class TestEverythingHere:
    def test_is_refused_to_all_but_administrators(self, act: Callable[[User, User], Any]) -> None:
        network, may = NetworkFactory.create(), person(named="may")

        for somebody in (leader(network), organiser(network), contributor(network), officer("TH")):
            with refused(PermissionDenied):
                act(may, somebody)


class TestAdmit:
    def test_adds_a_person_who_may_do_nothing_yet(self) -> None:
        may = people.admit(
            NewPerson(username="may", password=STRONG, language="my"), by=administrator()
        )

        assert User.objects.get(username="may") == may
        assert (may.language, may.check_password(STRONG)) == ("my", True)
        assert access.roles_of(may) == frozenset()

    def test_leaves_one_event(self) -> None:
        may = people.admit(NewPerson(username="may"), by=administrator())

        assert (the_only_event().kind, the_only_event().subject_id) == ("person.admitted", may.pk)

    def test_without_a_password_lets_nobody_sign_in_with_one(self) -> None:
        may = people.admit(NewPerson(username="may"), by=administrator())

        assert not may.has_usable_password()

    @pytest.mark.parametrize("weak", ["short", "password1234", "may-may-may-may"])
    def test_with_a_weak_password_is_refused(self, weak: str) -> None:
        ann, new = administrator(), NewPerson(username="may-may-may-ma", password=weak)

        with refused(Invalid):
            people.admit(new, by=ann)

    @pytest.mark.parametrize("username", ["", "champa", "two words", "x" * 151])
    def test_under_an_impossible_user_name_is_refused(self, username: str) -> None:
        ann = administrator()
        person(named="champa")

        with refused(ValidationError):
            people.admit(NewPerson(username=username), by=ann)

    def test_in_a_language_nobody_wrote_is_refused(self) -> None:
        ann = administrator()

        with refused(ValidationError):
            people.admit(NewPerson(username="may", language="xx"), by=ann)


class TestGivePassword:
    def test_replaces_the_one_before(self) -> None:
        may = User.objects.create_user("may", password="forgotten-long-ago")

        people.give_password(may, password=STRONG, by=administrator())

        may.refresh_from_db()
        assert may.check_password(STRONG)
        assert the_only_event().kind == "person.password_given"

    def test_ends_her_tokens_and_nobody_elses(self) -> None:
        may, champa = person(named="may"), person(named="champa")
        for somebody in (may, champa):
            AuthToken.objects.create(somebody)

        people.give_password(may, password=STRONG, by=administrator())

        assert [token.user for token in AuthToken.objects.all()] == [champa]

    def test_keeps_the_password_out_of_the_record(self) -> None:
        may = person(named="may")

        people.give_password(may, password=STRONG, by=administrator())

        assert the_only_event().changes == {}

    def test_that_is_weak_is_refused(self) -> None:
        may, ann = person(named="may"), administrator()

        with refused(Invalid):
            people.give_password(may, password="password1234", by=ann)


class TestCloseAccount:
    def test_ends_her_tokens_so_that_none_comes_back_with_her(self) -> None:
        may, ann = person(named="may"), administrator()
        AuthToken.objects.create(may)

        people.close_account(may, by=ann)
        people.reopen_account(may, by=ann)

        assert not AuthToken.objects.exists()

    def test_shuts_out_at_once(self) -> None:
        champa = leader(NetworkFactory.create())

        people.close_account(champa, by=administrator())

        champa = User.objects.get(pk=champa.pk)
        assert not champa.is_active
        assert access.roles_of(champa) == frozenset()
        assert the_only_event().kind == "person.account_closed"

    def test_twice_is_refused(self) -> None:
        may, ann = person(named="may"), administrator()
        people.close_account(may, by=ann)

        with refused(people.AccountNotThere):
            people.close_account(may, by=ann)

    def test_of_the_last_administrator_is_refused(self) -> None:
        ann = administrator()

        with refused(roles.LastAdministrator):
            people.close_account(ann, by=ann)

    def test_of_one_administrator_among_others_is_possible(self) -> None:
        ann, bo = administrator(), administrator()

        people.close_account(bo, by=ann)

        assert not User.objects.get(pk=bo.pk).is_active


class TestReopenAccount:
    def test_lets_somebody_in_with_the_roles_she_had(self) -> None:
        champa, ann = leader(NetworkFactory.create()), administrator()
        before = access.roles_of(champa)
        people.close_account(champa, by=ann)

        people.reopen_account(champa, by=ann)

        assert access.roles_of(User.objects.get(pk=champa.pk)) == before

    def test_of_an_open_account_is_refused(self) -> None:
        may, ann = person(named="may"), administrator()

        with refused(people.AccountNotThere):
            people.reopen_account(may, by=ann)
