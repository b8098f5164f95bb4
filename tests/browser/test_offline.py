"""A line that drops while somebody writes, and a phone that changes hands."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.windows import Windows

pytestmark = pytest.mark.browser

LINE_IS_DOWN = "net::ERR_INTERNET_DISCONNECTED"
WRITTEN = "Registration refused"


@pytest.fixture
def page(windows: Windows) -> Page:
    """Return a window on the first step, with the page for lost lines in its store."""
    windows.house.speak("en")
    page = windows.open_with_a_way_out(windows.house.keys["leader"], service_workers="allow")
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready")
    page.goto("/cases/log/")
    return page


def expected(windows: Windows) -> None:
    """Forget complaints about the line that the test itself took down."""
    windows.complaints[:] = [one for one in windows.complaints if LINE_IS_DOWN not in one]


def write_without_a_line(page: Page) -> None:
    page.context.set_offline(True)
    page.locator("[name=title]").fill(WRITTEN)
    page.locator("main form button").first.click()
    expect(page.locator("main form [role=status]")).to_contain_text("Not sent yet")


def memory_of(page: Page) -> int:
    count: int = page.evaluate("sessionStorage.length")
    return count


class TestADroppedLine:
    def test_shows_a_page_that_says_so_with_its_look_and_the_way_out(
        self, page: Page, windows: Windows
    ) -> None:
        page.context.set_offline(True)

        page.goto("/cases/")

        expect(page).to_have_title("No connection · Saphan")
        expect(page.locator("[data-exit]")).to_be_visible()
        assert page.evaluate("document.styleSheets.length") == 2
        expected(windows)

    def test_loses_nothing_that_was_typed(self, page: Page, windows: Windows) -> None:
        write_without_a_line(page)
        page.reload()

        page.context.set_offline(False)
        page.reload()

        expect(page.locator("[name=title]")).to_have_value(WRITTEN)
        expect(page.locator("main form [role=status]")).to_have_text("Saved.")
        assert memory_of(page) == 0
        expected(windows)

    def test_leaves_no_page_about_people_in_the_phone(self, page: Page) -> None:
        kept = page.evaluate(
            "caches.open('offline').then(s => s.keys()).then(all => all.map(r => r.url))"
        )

        assert [url for url in kept if "/static/" not in url and "/offline/" not in url] == []


class TestWhatIsTyped:
    def test_is_saved_without_pressing_anything(self, page: Page, windows: Windows) -> None:
        page.locator("[name=title]").fill(WRITTEN)
        expect(page.locator("main form [role=status]")).to_have_text("Saved.")

        elsewhere = windows.open(windows.house.keys["leader"])
        elsewhere.goto("/")

        kept = elsewhere.locator("[aria-labelledby=begun] a", has_text=WRITTEN)
        expect(kept).to_be_visible()

    def test_is_forgotten_by_the_tab_once_it_was_sent(self, page: Page) -> None:
        page.locator("[name=title]").fill(WRITTEN)
        page.locator("[name=issue_kinds]").first.check()

        with page.expect_navigation():
            page.locator("main form button").first.click()

        assert memory_of(page) == 0

    def test_is_wiped_by_leaving_quickly(self, page: Page, windows: Windows) -> None:
        write_without_a_line(page)
        page.context.set_offline(False)

        page.locator("[data-exit]").click()
        expect(page).to_have_title("elsewhere")
        page.goto("/")

        assert memory_of(page) == 0
        expected(windows)

    def test_is_wiped_by_signing_out(self, page: Page, windows: Windows) -> None:
        write_without_a_line(page)
        page.context.set_offline(False)

        page.locator("a[href='#menu']").click()
        with page.expect_navigation():
            page.locator("form.leave button").click()

        assert memory_of(page) == 0
        expected(windows)


class TestLeavingQuickly:
    def test_ends_the_session_so_that_back_shows_nothing(self, page: Page) -> None:
        page.locator("[data-exit]").click()
        expect(page).to_have_title("elsewhere")

        page.go_back()

        expect(page.locator("[name=password]")).to_be_visible()
