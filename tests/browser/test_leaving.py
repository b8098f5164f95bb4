"""Leaving quickly, and what is left behind for the next person who holds the phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.windows import Windows

pytestmark = pytest.mark.browser


@pytest.fixture
def page(windows: Windows) -> Page:
    """Return a window in which a case is open that was come to by way of the first page."""
    page = windows.open_with_a_way_out(windows.house.keys["leader"])
    page.goto("/")
    page.goto(windows.house.places["leader"]["cases:case"])
    return page


def press_escape_three_times(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Escape")


def press_the_button(page: Page) -> None:
    page.locator("[data-exit]").click()


WAYS_OUT = pytest.mark.parametrize("leave", [press_the_button, press_escape_three_times])


class TestLeavingQuickly:
    @WAYS_OUT
    def test_shows_another_page_and_back_does_not_return(self, page: Page, leave) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        case, before = page.url, page.evaluate("history.length")

        leave(page)

        expect(page).to_have_title("elsewhere")
        assert page.evaluate("history.length") == before, "the case kept its place in the history"
        page.go_back()
        assert page.url != case

    def test_takes_three_presses_in_a_row(self, page: Page) -> None:
        case = page.url

        for key in ("Escape", "Escape", "Tab", "Escape"):
            page.keyboard.press(key)

        assert page.url == case

    def test_says_nothing_of_cases_in_the_name_of_a_page(self, page: Page) -> None:
        heading = page.locator("h1").inner_text()

        assert heading not in page.title()


class TestSigningOut:
    def test_leaves_nothing_for_back_to_show(self, page: Page) -> None:
        heading = page.locator("h1").inner_text()
        page.locator("a[href='#menu']").click()
        with page.expect_navigation():
            page.locator("form[action$='/sign-out/'] button").click()

        for _ in range(2):  # past the open menu
            page.go_back()
            expect(page.locator("[name=password]")).to_be_visible()

            assert heading not in page.content()
