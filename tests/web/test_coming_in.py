"""Signing in and out, the language, and the pages of mistakes."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from backend.accounts.models import User
from tests import factories
from tests.web.browser import browser_of, text_of
from tests.web.conftest import House

SIGN_IN = reverse("sign-in")
PASSWORD = "sample-only-33"


@pytest.fixture
def hnin() -> User:
    hnin = factories.person("hnin")
    hnin.set_password(PASSWORD)
    hnin.save(update_fields=["password"])
    return hnin


class TestSigningIn:
    def test_leads_home(self, hnin: User) -> None:
        answer = Client().post(SIGN_IN, {"username": hnin.username, "password": PASSWORD})

        assert answer.headers["Location"] == reverse("home")

    def test_leads_back_to_where_she_was_going(self, hnin: User) -> None:
        wanted = reverse("cases:cases")

        answer = Client().post(
            SIGN_IN, {"username": hnin.username, "password": PASSWORD, "next": wanted}
        )

        assert answer.headers["Location"] == wanted

    def test_leads_to_no_other_host(self, hnin: User) -> None:
        answer = Client().post(
            SIGN_IN,
            {"username": hnin.username, "password": PASSWORD, "next": "https://example.org/"},
        )

        assert answer.headers["Location"] == reverse("home")

    def test_with_a_wrong_password_says_so_and_not_which_was_wrong(self, hnin: User) -> None:
        wrong = Client().post(SIGN_IN, {"username": hnin.username, "password": "no"})
        unknown = Client().post(SIGN_IN, {"username": "nobody", "password": "no"})

        assert wrong.status_code == unknown.status_code == 422
        assert "do not fit together" in text_of(wrong)
        assert "do not fit together" in text_of(unknown)

    def test_is_slowed_down_after_many_tries(self, hnin: User) -> None:
        browser = Client()
        for _ in range(20):
            browser.post(SIGN_IN, {"username": hnin.username, "password": "no"})

        answer = browser.post(SIGN_IN, {"username": hnin.username, "password": PASSWORD})

        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) > 0
        assert "Try again in about 1 minute." in text_of(answer)


class TestSigningOut:
    def test_ends_the_session(self, hnin: User) -> None:
        browser = browser_of(hnin)

        browser.post(reverse("sign-out"))

        assert browser.get(reverse("home")).status_code == 302

    def test_by_a_mere_link_is_refused(self, hnin: User) -> None:
        assert browser_of(hnin).get(reverse("sign-out")).status_code == 405


class TestChoosingALanguage:
    def test_stays_with_the_person(self, hnin: User) -> None:
        browser_of(hnin).post(reverse("language"), {"language": "my", "next": "/cases/"})

        hnin.refresh_from_db()
        assert hnin.language == "my"
        assert '<html lang="my"' in text_of(browser_of(hnin).get(reverse("home")))

    def test_stays_with_the_browser_of_a_visitor(self) -> None:
        browser = browser_of()

        answer = browser.post(reverse("language"), {"language": "th", "next": SIGN_IN})

        assert answer.headers["Location"] == SIGN_IN
        assert '<html lang="th"' in text_of(browser.get(SIGN_IN))

    @pytest.mark.parametrize("language", ["", "xx", "en'--", "a" * 100])
    def test_nobody_speaks_changes_nothing(self, hnin: User, language: str) -> None:
        answer = browser_of(hnin).post(reverse("language"), {"language": language})

        hnin.refresh_from_db()
        assert answer.status_code == 302
        assert hnin.language == "en"

    def test_sends_nobody_to_another_host(self, hnin: User) -> None:
        answer = browser_of(hnin).post(
            reverse("language"), {"language": "th", "next": "//example.org/"}
        )

        assert answer.headers["Location"] == reverse("home")


class TestAPageOfAMistake:
    def test_of_an_unknown_address_is_in_the_house_style(self) -> None:
        answer = browser_of().get("/nowhere/")

        assert answer.status_code == 404
        assert "There is nothing here" in text_of(answer)

    def test_of_an_unknown_address_offers_a_visitor_to_sign_in_and_come_back(self) -> None:
        page = text_of(browser_of().get("/nowhere/?to=her"))

        assert f'href="{SIGN_IN}?next=/nowhere/%3Fto%3Dher"' in page

    def test_of_an_unknown_address_sends_nobody_to_sign_in_twice(self, hnin: User) -> None:
        page = text_of(browser_of(hnin).get("/nowhere/"))

        assert "?next=" not in page

    @pytest.mark.parametrize("language", ["en", "th", "my"])
    @pytest.mark.parametrize("template", ["400", "403", "403_csrf", "404", "429"])
    def test_says_what_can_be_done_and_leaves_a_way_out(self, template: str, language: str) -> None:
        with translation.override(language):
            page = render_to_string(f"{template}.html", {"minutes": 2})

        assert f'<html lang="{language}"' in page
        assert page.count("<h1>") == 1
        assert page.count("<li>") >= 2
        assert reverse("campaigns:help") in page
        assert "data-exit" in page

    def test_of_a_refusal_says_who_may(self, house: House) -> None:
        answer = browser_of(house.hnin).get(reverse("cases:open-review"))

        assert answer.status_code == 403
        assert "This is for somebody else to do" in text_of(answer)

    def test_of_a_stale_form_says_to_send_it_again(self, house: House) -> None:
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(house.hnin)

        answer = browser.post(reverse("cases:log"), {})

        assert answer.status_code == 403
        assert "Please send it once more" in text_of(answer)

    def test_of_a_bad_request_needs_nobody_signed_in(self) -> None:
        with override_settings(ALLOWED_HOSTS=["elsewhere.example"]):
            answer = Client().get(SIGN_IN)

        assert answer.status_code == 400
        assert "This was not understood" in text_of(answer)

    def test_of_our_own_stands_on_its_own(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        browser = browser_of(house.hnin)
        browser.raise_request_exception = False
        monkeypatch.setattr("cases.web.views.home.desk_of", _break)

        answer = browser.get(reverse("home"))

        assert answer.status_code == 500
        assert "Something broke on our side" in text_of(answer)


def _break(*_args: object, **_more: object) -> None:
    msg = "a bug"
    raise RuntimeError(msg)
