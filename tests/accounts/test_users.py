"""People who sign in."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from backend.accounts.models import User
from tests.factories import UserFactory


class TestAPerson:
    def test_is_found_by_her_user_name(self) -> None:
        champa = User.objects.create_user("champa", password="sample-only-33")

        assert User.objects.get_by_natural_key("champa") == champa
        assert champa.check_password("sample-only-33")

    def test_without_a_password_cannot_sign_in_with_one(self) -> None:
        champa = User.objects.create_user("champa")

        assert not champa.has_usable_password()

    def test_shares_her_user_name_with_nobody(self) -> None:
        UserFactory.create(username="champa")

        with pytest.raises(IntegrityError), transaction.atomic():
            UserFactory.create(username="champa")

    def test_needs_no_mail_address_and_may_share_one(self) -> None:
        UserFactory.create(email="")
        UserFactory.create(email="")

        UserFactory.create_batch(2, email="office@example.org")

        assert User.objects.filter(email="office@example.org").count() == 2

    def test_keeps_one_user_name_however_it_is_typed_in_unicode(self) -> None:
        composed, decomposed = "chámpa", "cha\u0301mpa"

        User.objects.create_user(decomposed)

        assert User.objects.get().username == composed

    def test_keeps_it_in_small_letters_since_phones_begin_with_a_capital_one(self) -> None:
        champa = User.objects.create_user("Champa.TH", password="sample-only-33")

        assert champa.username == "champa.th"
        assert authenticate(username="CHAMPA.th", password="sample-only-33") == champa

    @pytest.mark.parametrize("typed", ["CHAMPA", "Champa"])
    def test_shares_it_with_nobody_in_other_letters_either(self, typed: str) -> None:
        UserFactory.create(username="champa")

        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create_user(typed)

    def test_cannot_be_kept_in_large_letters_by_the_side_door(self) -> None:
        UserFactory.create(username="champa")

        with pytest.raises(IntegrityError, match="small_letters"), transaction.atomic():
            User.objects.update(username="Champa")

    def test_is_called_by_the_name_she_shows(self) -> None:
        assert str(UserFactory.build(username="champa", display_name="Champa S.")) == "Champa S."
        assert str(UserFactory.build(username="champa")) == "champa"

    def test_is_never_above_the_roles(self) -> None:
        assert not hasattr(UserFactory.build(), "is_superuser")
