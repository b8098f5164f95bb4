"""What people change about their own account."""

from dataclasses import asdict, replace

import pytest
from knox.models import AuthToken

from backend.accounts import actions
from backend.accounts.actions import OwnSettings
from backend.accounts.models import User
from backend.errors import Invalid
from tests.factories import person
from tests.records import nothing_written

CHOSEN = OwnSettings(
    display_name="Hnin",
    language="my",
    time_zone="Asia/Yangon",
    calendar="buddhist",
    text_size="largest",
)


class TestKeepSettings:
    def test_remembers_all_of_them(self) -> None:
        hnin = person("hnin")

        actions.keep_settings(hnin, chosen=CHOSEN)

        for somebody in (hnin, User.objects.get()):
            assert {name: getattr(somebody, name) for name in asdict(CHOSEN)} == asdict(CHOSEN)

    @pytest.mark.parametrize("field", ["language", "time_zone", "calendar", "text_size"])
    @pytest.mark.parametrize("value", ["", "xx", "../etc"])
    def test_refuses_what_is_not_offered_and_names_the_field(self, field: str, value: str) -> None:
        hnin = person("hnin")

        with nothing_written(), pytest.raises(Invalid) as wrong:
            actions.keep_settings(hnin, chosen=replace(CHOSEN, **{field: value}))

        assert wrong.value.field == field

    def test_refuses_a_name_that_is_too_long(self) -> None:
        hnin = person("hnin")

        with nothing_written(), pytest.raises(Invalid) as wrong:
            actions.keep_settings(hnin, chosen=replace(CHOSEN, display_name="n" * 121))

        assert wrong.value.field == "display_name"


class TestSetPassword:
    def test_ends_the_tokens_of_her_programs_and_of_nobody_else(self) -> None:
        hnin, malee = person("hnin"), person("malee")
        for somebody in (hnin, malee):
            AuthToken.objects.create(somebody)

        actions.set_password(hnin, password="another long one")

        assert [token.user for token in AuthToken.objects.all()] == [malee]
        assert User.objects.get(pk=hnin.pk).check_password("another long one")

    @pytest.mark.parametrize("weak", ["", "short", "password1234", "hnin.of.champa"])
    def test_refuses_what_is_easy_to_guess(self, weak: str) -> None:
        hnin = person("hnin.of.champa")

        with nothing_written(), pytest.raises(Invalid):
            actions.set_password(hnin, password=weak)
