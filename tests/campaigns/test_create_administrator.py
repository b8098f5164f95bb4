"""Letting the first person in from the command line."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command

from backend.accounts.models import User
from backend.accounts.roles import Permission
from campaigns import access
from tests.factories import administrator
from tests.records import refused

Typing = Callable[[str], None]


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Give the function that types a password at the prompt."""

    def type_in(password: str) -> None:
        monkeypatch.setattr("getpass.getpass", lambda *_: password)

    return type_in


class TestCreateAdministrator:
    def test_lets_the_first_one_in(self, types: Typing) -> None:
        types("sample-only-33")

        call_command("create_administrator", "ann", verbosity=0)

        ann = User.objects.get(username="ann")
        assert ann.check_password("sample-only-33")
        assert access.holds(ann, Permission.HOUSE_MANAGE)

    def test_refuses_a_weak_password(self, types: Typing) -> None:
        types("password1234")

        with refused(CommandError, match="too common"):
            call_command("create_administrator", "ann")

    def test_refuses_once_there_is_one(self, types: Typing) -> None:
        administrator()
        types("sample-only-33")

        with refused(CommandError, match="administrator already"):
            call_command("create_administrator", "eve")
