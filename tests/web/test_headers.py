"""What every answer says to the browser about what it may do."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.browser import browser_of
from tests.web.conftest import House


class TestEveryAnswer:
    @pytest.mark.parametrize("path", ["/sign-in/", "/campaigns/", "/healthz", "/nothing/here/"])
    def test_keeps_to_itself(self, path: str) -> None:
        headers = Client().get(path).headers

        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"

    def test_lets_no_page_use_the_phones_senses(self) -> None:
        said = Client().get("/sign-in/").headers["Permissions-Policy"]

        assert {"camera=()", "microphone=()", "geolocation=()", "payment=()"} <= set(
            said.split(", ")
        )
        assert "publickey-credentials" not in said, "passkeys are ours to ask for, as by default"

    def test_runs_no_script_and_no_style_of_a_page_itself(self) -> None:
        policy = Client().get("/sign-in/").headers["Content-Security-Policy"]

        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy


class TestAPrivatePage:
    def test_is_stored_nowhere(self, house: House) -> None:
        browser = browser_of(house.hnin)

        for name in ("home", "campaigns:profile", "campaigns:safety"):
            assert "no-store" in browser.get(reverse(name)).headers["Cache-Control"]

    def test_at_the_door_is_stored_nowhere_either(self) -> None:
        for name in ("sign-in", "account_request_login_code"):
            assert "no-store" in Client().get(reverse(name)).headers["Cache-Control"]


class TestAForm:
    @pytest.mark.parametrize(
        "name", ["sign-in", "mfa_login_webauthn", "account_reset_password", "sign-out", "language"]
    )
    def test_from_another_site_is_refused(self, name: str) -> None:
        browser = Client(enforce_csrf_checks=True)

        assert browser.post(reverse(name)).status_code == 403
