import datetime as dt

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.utils import timezone
from knox.models import AuthToken
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from backend.accounts.models import User
from tests.api.conftest import PASSWORD
from tests.factories import person

pytestmark = pytest.mark.urls("tests.api.resource")

TOKEN = "/api/v1/auth/token/"
NETWORKS = "/api/v1/networks/"


def sign_in(**given: str) -> APIClient:
    answer = APIClient().post(TOKEN, {"username": "somchai", "password": PASSWORD} | given)
    assert answer.status_code == 201, answer.content
    return APIClient(headers={"Authorization": f"Token {answer.json()['token']}"})


class TestSignIn:
    def test_gives_a_token_and_says_until_when(self, somchai: User) -> None:
        answer = APIClient().post(TOKEN, {"username": "somchai", "password": PASSWORD})

        assert answer.status_code == 201
        assert set(answer.json()) == {"token", "expires_at"}
        until = dt.datetime.fromisoformat(answer.json()["expires_at"]) - timezone.now()
        assert dt.timedelta(days=29) < until < dt.timedelta(days=31)
        assert "no-store" in answer["Cache-Control"]
        assert AuthToken.objects.get().user == somchai

    @pytest.mark.usefixtures("somchai")
    def test_stores_the_token_hashed(self) -> None:
        token = APIClient().post(TOKEN, {"username": "somchai", "password": PASSWORD}).json()

        assert token["token"] not in str(AuthToken.objects.values().get())

    @pytest.mark.usefixtures("somchai")
    def test_takes_a_second_factor_that_is_not_set_yet(self) -> None:
        assert sign_in(otp="123456").get(NETWORKS).status_code == 200

    def test_answers_the_same_to_a_wrong_password_an_unknown_name_and_the_inactive(
        self, somchai: User
    ) -> None:
        left = person("left")
        left.set_password(PASSWORD)
        left.is_active = False
        left.save()

        answers = [
            APIClient().post(TOKEN, {"username": username, "password": password})
            for username, password in [
                (somchai.username, "wrong"),
                ("nobody", PASSWORD),
                ("left", PASSWORD),
            ]
        ]

        assert {answer.status_code for answer in answers} == {401}
        assert len({answer.content for answer in answers}) == 1
        assert answers[0]["Content-Type"] == "application/problem+json"
        assert answers[0]["WWW-Authenticate"] == "Token"
        assert not AuthToken.objects.exists()

    def test_works_as_much_for_a_name_nobody_has(
        self, somchai: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hashed: list[str] = []

        def encode(_hasher: MD5PasswordHasher, password: str, _salt: str) -> str:
            hashed.append(password)
            return "md5$salt$hash"

        monkeypatch.setattr(MD5PasswordHasher, "encode", encode)

        for username in [somchai.username, "nobody"]:
            hashed.clear()
            APIClient().post(TOKEN, {"username": username, "password": "wrong"})

            assert hashed == ["wrong"]

    def test_names_the_field_that_is_missing_or_cannot_be(self) -> None:
        missing = APIClient().post(TOKEN, {"username": "somchai"})
        unknown = APIClient().post(TOKEN, {"user": "somchai"})

        assert set(missing.json()["errors"]) == {"password"}
        assert set(unknown.json()["errors"]) == {"user"}
        assert missing.status_code == unknown.status_code == 400

    @pytest.mark.usefixtures("somchai")
    def test_is_possible_with_an_old_token_still_in_the_header(self) -> None:
        client = APIClient(headers={"Authorization": "Token gone"})

        answer = client.post(TOKEN, {"username": "somchai", "password": PASSWORD})

        assert answer.status_code == 201

    def test_is_slowed_down(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(SimpleRateThrottle.THROTTLE_RATES, "sign_in", "2/min")

        answers = [
            APIClient().post(TOKEN, {"username": "somchai", "password": "wrong"}).status_code
            for _attempt in range(3)
        ]

        assert answers == [401, 401, 429]


@pytest.mark.usefixtures("somchai")
class TestToken:
    def test_opens_what_she_may_see(self) -> None:
        assert sign_in().get(NETWORKS).status_code == 200

    def test_opens_nothing_once_it_has_expired(self) -> None:
        client = sign_in()

        with time_machine.travel(timezone.now() + dt.timedelta(days=31), tick=False):
            answer = client.get(NETWORKS)

        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"

    def test_opens_nothing_once_she_is_inactive(self, somchai: User) -> None:
        client = sign_in()
        User.objects.filter(pk=somchai.pk).update(is_active=False)

        assert client.get(NETWORKS).status_code == 401

    @pytest.mark.parametrize(
        "header", ["Token", "Token x", "Token a b", "Token \xff\xfe", "Token a\x00", "Token \u00b2"]
    )
    def test_that_is_none_is_refused(self, header: str) -> None:
        answer = APIClient(headers={"Authorization": header}).get(NETWORKS)

        assert answer.status_code == 401

    def test_can_be_ended_and_ends_no_other(self) -> None:
        lost, kept = sign_in(), sign_in()

        answer = lost.delete(TOKEN)

        assert answer.status_code == 204
        assert lost.get(NETWORKS).status_code == 401
        assert kept.get(NETWORKS).status_code == 200

    def test_has_to_be_presented_to_be_ended(self, somchai: User) -> None:
        browser = APIClient()
        browser.force_login(somchai)

        assert browser.delete(TOKEN).status_code == 401

    def test_that_expired_is_swept_at_the_next_sign_in(self) -> None:
        sign_in()

        with time_machine.travel(timezone.now() + dt.timedelta(days=31), tick=False):
            sign_in()

        assert AuthToken.objects.count() == 1
