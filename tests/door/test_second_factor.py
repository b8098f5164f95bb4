"""The second factor: an app, a passkey, recovery codes; and that nothing leads around it."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from backend.accounts.models import User
from tests.door.conftest import (
    NOON,
    PASSWORD,
    asked_of_passkey,
    by_passkey,
    code_of,
    factors_of,
    is_in,
    mailed_code,
    stored,
    with_address,
    with_app,
    with_passkey,
    with_password,
)
from tests.records import kinds_of_events
from tests.softkey import SoftKey
from tests.web.browser import browser_of, text_of

SECOND = reverse("mfa_authenticate")
TOKEN = "/api/v1/auth/token/"


def signs_in_by_app(code: str) -> bool:
    browser = Client()
    with_password(browser)
    browser.post(SECOND, {"code": code})
    return is_in(browser)


class TestAnApp:
    def test_is_asked_for_after_the_password_and_before_anything_opens(self, hnin: User) -> None:
        with_app(hnin)
        browser = Client()

        answer = with_password(browser)

        assert answer.headers["Location"] == SECOND
        assert not is_in(browser)
        assert "One more step" in text_of(browser.get(SECOND))

    def test_lets_in_with_each_code_once_not_again_in_the_next_half_minute(
        self, hnin: User
    ) -> None:
        with_app(hnin)

        with time_machine.travel(NOON, tick=False) as now:
            code = code_of()
            tries = [signs_in_by_app(code), signs_in_by_app(code)]
            now.shift(31)
            tries.append(signs_in_by_app(code))

        assert tries == [True, False, False]

    def test_says_that_a_code_is_wrong(self, hnin: User) -> None:
        with_app(hnin)
        browser = Client()
        with_password(browser)

        answer = browser.post(SECOND, {"code": "000000"})

        assert answer.status_code == 422
        assert "not right" in text_of(answer)

    def test_cannot_be_guessed(self, hnin: User) -> None:
        with_app(hnin)
        browser = Client()

        with time_machine.travel(NOON, tick=False):
            with_password(browser)
            for number in range(10):
                browser.post(SECOND, {"code": f"{number:06}"})
            browser.post(SECOND, {"code": code_of()})

        assert not is_in(browser)

    def test_is_set_by_a_code_with_recovery_codes_shown_once_and_its_secret_sealed(
        self, hnin: User
    ) -> None:
        with time_machine.travel(NOON, tick=False):
            browser = browser_of(hnin)
            page = text_of(browser.get(reverse("mfa_activate_totp")))
            found = re.search(r'class="secret">([A-Z2-7]+)<', page)
            assert found
            answer = browser.post(reverse("mfa_activate_totp"), {"code": code_of(found[1])})
            first = text_of(browser.get(answer.headers["Location"]))
            again = text_of(browser.get(answer.headers["Location"]))

        assert factors_of(hnin) == ["totp", "recovery_codes"]
        assert found[1] not in stored(hnin)
        assert "seed" in stored(hnin)
        assert len(re.findall(r"<code>\d{4} \d{4}</code>", first)) == 10
        assert "<code>" not in again
        assert kinds_of_events() == ["person.factor_added"]


class TestARecoveryCode:
    def test_stands_in_for_the_app_once(self, hnin: User) -> None:
        with_app(hnin)
        code = RecoveryCodes.activate(hnin).get_unused_codes()[0]

        assert [signs_in_by_app(code), signs_in_by_app(code)] == [True, False]


class TestAPasskey:
    def test_is_added_on_its_page(self, hnin: User) -> None:
        browser, key = browser_of(hnin), SoftKey()
        asked = browser.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]

        browser.post(
            reverse("mfa_add_webauthn"), {"name": "My phone", "credential": key.create(asked)}
        )

        assert factors_of(hnin) == ["webauthn", "recovery_codes"]
        assert "My phone" in text_of(browser.get(reverse("campaigns:safety")))
        assert kinds_of_events() == ["person.factor_added"]

    def test_signs_in_by_itself(self, hnin: User) -> None:
        key, browser = with_passkey(hnin), Client()

        by_passkey(browser, key.sign(asked_of_passkey(browser)))

        assert is_in(browser)

    def test_is_a_second_factor_after_the_password(self, hnin: User) -> None:
        key, browser = with_passkey(hnin), Client()
        with_password(browser)
        asked = browser.get(SECOND).context["js_data"]["request_options"]

        browser.post(SECOND, {"credential": key.sign(asked)})

        assert is_in(browser)

    def test_used_on_another_site_opens_nothing(self, hnin: User) -> None:
        key, browser = with_passkey(hnin), Client()

        by_passkey(browser, key.sign(asked_of_passkey(browser), site="https://evil.example"))

        assert not is_in(browser)

    def test_signed_once_opens_nothing_elsewhere(self, hnin: User) -> None:
        key, browser, other = with_passkey(hnin), Client(), Client()
        signed = key.sign(asked_of_passkey(browser))
        by_passkey(browser, signed)
        asked_of_passkey(other)

        by_passkey(other, signed)

        assert not is_in(other)

    @pytest.mark.parametrize("sent", ["", "no json", "{}", '{"response": {}}', "[]", '"text"'])
    def test_that_is_nonsense_is_refused_and_breaks_nothing(self, hnin: User, sent: str) -> None:
        with_passkey(hnin)
        browser = Client()
        asked_of_passkey(browser)

        assert by_passkey(browser, sent).status_code == 302
        assert not is_in(browser)

    def test_of_a_closed_account_opens_nothing(self, hnin: User) -> None:
        key, browser = with_passkey(hnin), Client()
        User.objects.filter(pk=hnin.pk).update(is_active=False)

        by_passkey(browser, key.sign(asked_of_passkey(browser)))

        assert not is_in(browser)


class TestACodeByMail:
    def test_lets_in_who_confirmed_the_address(self, hnin: User) -> None:
        browser = Client()
        browser.post(reverse("account_request_login_code"), {"email": with_address(hnin)})

        browser.post(reverse("account_confirm_login_code"), {"code": mailed_code()})

        assert is_in(browser)

    def test_still_asks_for_the_second_factor(self, hnin: User) -> None:
        with_app(hnin)
        browser = Client()
        browser.post(reverse("account_request_login_code"), {"email": with_address(hnin)})

        answer = browser.post(reverse("account_confirm_login_code"), {"code": mailed_code()})

        assert answer.headers["Location"] == SECOND
        assert not is_in(browser)

    def test_goes_to_no_address_that_nobody_confirmed_and_looks_the_same(self, hnin: User) -> None:
        User.objects.filter(pk=hnin.pk).update(email="hnin@example.org")
        known, unknown = Client(), Client()

        answers = [
            browser.post(reverse("account_request_login_code"), {"email": address})
            for browser, address in ((known, "hnin@example.org"), (unknown, "no@example.org"))
        ]

        assert len({answer.headers["Location"] for answer in answers}) == 1
        assert mail.outbox == []

    def test_says_nothing_but_the_code(self, hnin: User) -> None:
        Client().post(reverse("account_request_login_code"), {"email": with_address(hnin)})

        sent = mail.outbox[-1]
        assert sent.subject == "Your code"
        assert "hnin" not in f"{sent.subject} {sent.body}"
        assert "Champa" not in f"{sent.subject} {sent.body}"


class TestAForgottenPassword:
    def test_is_replaced_by_a_code_and_still_asks_for_the_second_factor(self, hnin: User) -> None:
        with_app(hnin)
        browser, new = Client(), "another-four-words-here"
        elsewhere = browser_of(hnin)
        browser.post(reverse("account_reset_password"), {"email": with_address(hnin)})
        browser.post(reverse("account_confirm_password_reset_code"), {"code": mailed_code()})
        browser.post(
            reverse("account_complete_password_reset"), {"password1": new, "password2": new}
        )

        assert not is_in(browser)
        assert with_password(browser, new).headers["Location"] == SECOND
        assert elsewhere.get(reverse("campaigns:profile")).status_code == 302
        assert kinds_of_events() == ["person.password_changed"]


class TestATokenOfAProgram:
    def test_asks_for_the_code_of_who_has_an_app(self, hnin: User) -> None:
        with_app(hnin)
        sent = {"username": "hnin", "password": PASSWORD}

        with time_machine.travel(NOON, tick=False):
            code = code_of()
            statuses = [
                APIClient().post(TOKEN, sent | more).status_code
                for more in ({}, {"otp": "000000"}, {"otp": code}, {"otp": code})
            ]

        assert statuses == [401, 401, 201, 401]


class TestRemoving:
    def test_the_last_one_is_refused_to_who_has_to_have_one(
        self, hnin: User, settings: LazySettings
    ) -> None:
        settings.SECOND_FACTOR_REQUIRED = True
        with_passkey(hnin)
        address = reverse("mfa_remove_webauthn", args=[Authenticator.objects.get().pk])

        answer = browser_of(hnin).post(address)

        assert answer.status_code == 422
        assert "Add another one" in text_of(answer)
        assert factors_of(hnin) == ["webauthn"]

    def test_takes_the_recovery_codes_with_the_last_one(self, hnin: User) -> None:
        with_app(hnin)

        browser_of(hnin).post(reverse("mfa_deactivate_totp"))

        assert factors_of(hnin) == []
        assert kinds_of_events() == ["person.factor_removed"]
