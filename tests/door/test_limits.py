"""Limits: strangers may guess ten times, and the owner gets in all the same."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from backend.accounts import guesses, hashing
from backend.accounts.hashing import BoundedArgon2, Busy, turn
from backend.accounts.models import User
from tests.door.conftest import (
    PASSWORD,
    asked_of_passkey,
    by_passkey,
    is_in,
    with_passkey,
    with_password,
)

WRONG = "wrong-wrong-wrong"


def guess_from_thirty_addresses(handle: str = "hnin") -> list[int]:
    """Return what strangers hear, each from an address of her own."""
    strangers = (Client(REMOTE_ADDR=f"10.0.0.{number}") for number in range(30))
    return [with_password(one, WRONG, handle=handle).status_code for one in strangers]


@pytest.mark.usefixtures("hnin")
class TestThirtyAddressesThatGuessOneAccount:
    def test_have_ten_guesses_judged(self) -> None:
        heard = guess_from_thirty_addresses()

        assert heard == [422] * 10 + [429] * 20

    def test_share_their_tries_with_programs(self) -> None:
        guess_from_thirty_addresses()

        answer = APIClient().post("/api/v1/auth/token/", {"username": "hnin", "password": PASSWORD})

        assert answer.status_code == 429
        assert answer["Retry-After"] == "300"

    def test_hear_the_same_of_a_name_nobody_has(self) -> None:
        assert guess_from_thirty_addresses("nobody") == guess_from_thirty_addresses()

    def test_do_not_keep_her_out_on_a_phone_she_used_before(self) -> None:
        phone = Client()
        with_password(phone)
        phone.post(reverse("sign-out"))
        guess_from_thirty_addresses()

        with_password(phone)

        assert is_in(phone)

    def test_do_not_keep_her_passkey_out(self, hnin: User) -> None:
        key, browser = with_passkey(hnin), Client()
        guess_from_thirty_addresses()

        by_passkey(browser, key.sign(asked_of_passkey(browser)))

        assert is_in(browser)

    def test_keep_out_whoever_comes_from_a_new_phone_even_with_her_password(self) -> None:
        guess_from_thirty_addresses()
        browser = Client()

        assert with_password(browser).status_code == 429
        assert not is_in(browser)


@pytest.mark.usefixtures("hnin")
class TestAKnownPhone:
    def test_is_known_by_a_cookie_that_names_nobody(self, hnin: User) -> None:
        browser = Client()
        with_password(browser)

        cookie = browser.cookies["known"]

        assert str(hnin.pk) not in cookie.value
        assert "hnin" not in cookie.value
        assert cookie["httponly"]

    def test_has_no_more_tries_than_strangers_have(self) -> None:
        phone = Client()
        with_password(phone)
        phone.post(reverse("sign-out"))

        heard = [with_password(phone, WRONG).status_code for _try in range(11)]

        assert heard.count(422) == 10
        assert heard[-1] == 429

    def test_is_a_stranger_again_once_she_has_another_password(self, hnin: User) -> None:
        phone = Client()
        with_password(phone)
        hnin.set_password("another-four-words")
        hnin.save()
        guess_from_thirty_addresses()

        assert with_password(phone, "another-four-words").status_code == 429

    @pytest.mark.parametrize("forged", ["", ".", "word:", ":", "x:y.z", "word:proof" * 50])
    def test_cannot_be_forged(self, forged: str) -> None:
        guess_from_thirty_addresses()
        browser = Client()
        browser.cookies["known"] = forged

        assert with_password(browser).status_code == 429


class TestAGuess:
    def test_is_counted_where_every_process_sees_it_and_redis_is_not_asked(
        self, settings: LazySettings
    ) -> None:
        caches: dict[str, Any] = settings.CACHES
        assert caches["default"]["BACKEND"].endswith("DatabaseCache")
        places = [guesses.take_place("hnin") for _try in range(11)]

        assert [bool(place) for place in places] == [True] * 10 + [False]
        assert guesses.take_place("Malee")

    @pytest.mark.usefixtures("hnin")
    def test_that_was_right_counts_for_nothing(self) -> None:
        for _time in range(12):
            browser = Client()
            with_password(browser)
            assert is_in(browser)


class TestHashing:
    def test_waits_for_its_turn_and_gives_up_before_anything_is_computed(
        self, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.VAR_DIR, settings.HASHES_AT_ONCE = tmp_path, 1
        monkeypatch.setattr(hashing, "WAITS_SECONDS", 0)

        with turn(), pytest.raises(Busy), turn():
            pytest.fail("two at once")

        with turn():
            assert True, "given back"

    def test_keeps_old_hashes_good(self, settings: LazySettings, tmp_path: Path) -> None:
        settings.VAR_DIR = tmp_path
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
        old = make_password(PASSWORD)

        assert BoundedArgon2().verify(PASSWORD, old)
        assert not BoundedArgon2().verify(WRONG, old)

    def test_that_finds_no_turn_asks_to_come_again(
        self,
        hnin: User,
        settings: LazySettings,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        settings.VAR_DIR, settings.HASHES_AT_ONCE = tmp_path, 1
        settings.PASSWORD_HASHERS = [
            "backend.accounts.hashing.BoundedArgon2",
            "django.contrib.auth.hashers.MD5PasswordHasher",
        ]
        hnin.set_password(PASSWORD)
        hnin.save()
        monkeypatch.setattr(hashing, "WAITS_SECONDS", 0)

        with turn():
            page = with_password(Client())
            program = APIClient().post(
                "/api/v1/auth/token/", {"username": "hnin", "password": PASSWORD}
            )

        assert (page.status_code, program.status_code) == (429, 429)
        assert page.headers["Retry-After"] == program.headers["Retry-After"] == "5"
