"""The password everybody knows opens the sample and nothing else."""

import pytest
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from backend.accounts.models import User
from backend.sample import SAMPLE_PASSWORD
from tests.web.browser import browser_of


@pytest.fixture
def hnin() -> User:
    return User.objects.create_user("leader.th", SAMPLE_PASSWORD)


class TestSamplePasswordGuard:
    def test_lets_the_sample_in_where_this_is_one(self, hnin: User) -> None:
        assert authenticate(username="leader.th", password=SAMPLE_PASSWORD) == hnin

    @pytest.mark.usefixtures("hnin")
    def test_refuses_it_where_this_is_none(self, settings: Settings) -> None:
        settings.SAMPLE = False

        assert authenticate(username="leader.th", password=SAMPLE_PASSWORD) is None

    def test_leaves_other_passwords_alone(self, settings: Settings, hnin: User) -> None:
        settings.SAMPLE = False
        hnin.set_password("another long one")
        hnin.save()

        assert authenticate(username="leader.th", password="another long one") == hnin

    @pytest.mark.usefixtures("hnin")
    def test_never_lets_anybody_in_by_itself(self) -> None:
        assert authenticate(username="leader.th", password="wrong") is None

    def test_leaves_attempts_without_a_password_alone(self, settings: Settings) -> None:
        settings.SAMPLE = False

        assert authenticate(RequestFactory().get("/"), token="something") is None


class TestWhatWasGotWithTheSamplesPassword:
    """A session or token from the days of the sample, in a database now used in earnest."""

    def test_opens_pages_as_long_as_this_is_a_sample(self, hnin: User) -> None:
        assert browser_of(hnin).get(reverse("home")).status_code == 200

    def test_opens_no_page_afterwards(self, settings: Settings, hnin: User) -> None:
        browser = browser_of(hnin)

        settings.SAMPLE = False

        assert browser.get(reverse("home")).status_code == 302

    def test_answers_no_program_afterwards(self, settings: Settings, hnin: User) -> None:
        given = {"username": hnin.username, "password": SAMPLE_PASSWORD}
        token = Client().post(reverse("token"), given, "application/json").json()["token"]
        headers = {"Authorization": f"Token {token}"}
        assert Client().get(reverse("cases-list"), headers=headers).status_code == 200

        settings.SAMPLE = False

        assert Client().get(reverse("cases-list"), headers=headers).status_code == 401

    def test_is_told_from_what_was_got_in_earnest(self, settings: Settings, hnin: User) -> None:
        settings.SAMPLE = False
        settings.REST_KNOX = {**settings.REST_KNOX, "TOKEN_PREFIX": ""}
        hnin.set_password("another long one")
        hnin.save()
        given = {"username": hnin.username, "password": "another long one"}

        token = Client().post(reverse("token"), given, "application/json").json()["token"]

        headers = {"Authorization": f"Token {token}"}
        assert Client().get(reverse("cases-list"), headers=headers).status_code == 200
        assert browser_of(hnin).get(reverse("home")).status_code == 200
