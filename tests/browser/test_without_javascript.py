"""Nothing waits for a script: the same is done where none runs."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import fill, log_case, open_menu, path_of, send, sign_in
from tests.browser.windows import Windows

pytestmark = pytest.mark.browser
REVIEW = "/law-reviews/th-section-33/"


class TestWithoutJavaScript:
    def test_a_leader_signs_in_logs_a_case_and_changes_it(self, windows: Windows) -> None:
        page = windows.open(java_script_enabled=False)
        sign_in(page, "leader.th")

        case = log_case(page, "Her wage was not paid")
        page.goto(f"{case}edit/")
        page.locator("[name=title]").fill("Her wage was paid late")
        send(page)

        assert path_of(page) == case
        expect(page.locator("h1")).to_have_text("Her wage was paid late")

    def test_an_officer_signs_in_and_marks_a_milestone_as_reached(self, windows: Windows) -> None:
        page = windows.open(java_script_enabled=False)
        sign_in(page, "officer.th")

        page.goto(REVIEW)
        step = page.locator("main a[href$='/reached/']:visible").first
        milestone = step.get_attribute("href")
        step.click()
        fill(page)
        send(page)

        assert path_of(page) == REVIEW
        expect(page.locator(f"a[href='{milestone}']")).to_have_count(0)

    def test_the_menu_opens_and_leads_on(self, windows: Windows) -> None:
        page = windows.open(windows.house.keys["leader"], java_script_enabled=False)
        page.goto("/")

        open_menu(page)
        page.locator("#menu a[href='/inbox/']").click()

        assert path_of(page) == "/inbox/"

    def test_the_way_out_still_leads_out(self, windows: Windows) -> None:
        page = windows.open_with_a_way_out(windows.house.keys["leader"], java_script_enabled=False)
        page.goto("/cases/")

        page.locator("[data-exit]").click()

        expect(page).to_have_title("elsewhere")
