"""A passkey in a real browser: made on its page, and signed in with."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.hands import sign_in
from tests.browser.windows import Windows

pytestmark = pytest.mark.browser

A_PHONE_THAT_KNOWS_HER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class TestAPasskey:
    def test_is_made_and_signs_in_alone_and_as_a_second_factor(self, windows: Windows) -> None:
        # A passkey belongs to a name, and an address in numbers is none.
        named = replace(windows.house, url=windows.house.url.replace("127.0.0.1", "localhost"))
        with Windows(windows._browser, named) as here:
            page = here.open()
            phone = page.context.new_cdp_session(page)
            phone.send("WebAuthn.enable")
            phone.send("WebAuthn.addVirtualAuthenticator", {"options": A_PHONE_THAT_KNOWS_HER})
            sign_in(page, "organiser.th")

            page.goto("/safety/passkeys/add/")
            page.locator("form.passkey button").click()
            expect(page.locator("ol.codes li")).to_have_count(10)
            page.context.clear_cookies()
            page.goto("/sign-in/")
            page.locator("form.passkey button").click()
            expect(page.locator("form[action$='/sign-out/']")).to_have_count(1)
            page.context.clear_cookies()
            page.goto("/sign-in/")
            page.locator("[name=username]").fill("organiser.th")
            page.locator("[name=password]").fill("sample-only-33")
            page.keyboard.press("Enter")
            page.locator("form.passkey button").click()
            expect(page.locator("form[action$='/sign-out/']")).to_have_count(1)

            assert here.complaints == []
