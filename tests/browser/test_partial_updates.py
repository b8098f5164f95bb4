"""A small change without a new page: what changes, what stays, and where the focus is."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.windows import Windows

pytestmark = pytest.mark.browser


def opened(windows: Windows, route: str) -> Page:
    """Open a page of the leader's, and mark it so that another page would be noticed."""
    windows.house.speak("en")
    page = windows.open(windows.house.keys["leader"])
    page.goto(windows.house.places["leader"][route])
    page.evaluate("window.isTheSame = true")
    return page


def is_the_same(page: Page) -> bool:
    same: bool = page.evaluate("window.isTheSame === true")
    return same


class TestFollowing:
    def test_changes_the_button_alone_and_keeps_the_focus_on_it(self, windows: Windows) -> None:
        page = opened(windows, "cases:review")
        page.locator("summary#follow").click()
        page.locator("details.follow form button.quiet").click()
        expect(page.locator("button#follow")).to_be_visible()

        page.locator("button#follow").press("Enter")

        expect(page.locator("summary#follow")).to_be_focused()
        assert is_the_same(page)


class TestReadingANotice:
    def test_takes_it_from_the_count_and_leaves_the_focus_in_the_page(
        self, windows: Windows
    ) -> None:
        page = opened(windows, "notifications:inbox")
        before = page.locator("#inbox-link").inner_text()

        page.locator("form[action$='/read/'] button").first.click()

        expect(page.locator("#inbox-link")).not_to_have_text(before)
        expect(page.locator("#main")).to_be_focused()
        assert is_the_same(page)

    def test_leaves_nothing_in_the_memory_of_the_tab(self, windows: Windows) -> None:
        page = opened(windows, "notifications:inbox")

        page.locator("form[action$='/read/'] button").first.click()

        expect(page.locator("#main")).to_be_focused()
        page.wait_for_function("sessionStorage.length === 0")

    def test_without_a_line_says_that_there_is_none(self, windows: Windows) -> None:
        page = opened(windows, "notifications:inbox")
        page.context.set_offline(True)

        page.locator("form[action$='/read/'] button").first.click()
        page.wait_for_function("window.isTheSame === undefined")

        windows.complaints.clear()
