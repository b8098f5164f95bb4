"""From signing in to being done: each role, in each language, on a phone and at a desk.

Each language is gone through once and each size at least once: how a page looks in every language
at every width is for ``test_every_page``, and English on a phone for most of the other tests.
"""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.hands import (
    fill,
    follow_link,
    form_on,
    language_of,
    log_case,
    open_menu,
    path_of,
    send,
    sign_in,
)
from tests.browser.windows import DESK, PHONE, Windows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize(
        ("language", "size"),
        [("en", DESK), ("th", PHONE), ("my", PHONE)],
        ids=["en-desk", "th-phone", "my-phone"],
    ),
]
TITLE = "Her wage was not paid"
REVIEW = "/law-reviews/th-section-33/"


def arrive(windows: Windows, username: str, *, language: str, size: ViewportSize) -> Page:
    """Open a window and sign in as somebody who reads this language."""
    windows.house.speak(language)
    page = windows.open(language=language, viewport=size)
    sign_in(page, username)
    assert language_of(page) == language
    return page


class TestALeader:
    def test_logs_a_case_and_finds_it_at_home(
        self, windows: Windows, language: str, size: ViewportSize
    ) -> None:
        page = arrive(windows, "leader.th", language=language, size=size)

        expect(page.locator("main a[href='/cases/log/']")).to_be_visible()
        case = log_case(page, TITLE)

        expect(page.locator("h1")).to_have_text(TITLE)
        page.goto("/")
        follow_link(page, f"main a[href='{case}']")
        expect(page.locator("h1")).to_have_text(TITLE)


class TestAnOrganiser:
    def test_reads_of_a_new_case_in_her_inbox_and_proposes_an_update(
        self, windows: Windows, language: str, size: ViewportSize
    ) -> None:
        case = log_case(windows.open(windows.house.keys["leader"]), TITLE)
        page = arrive(windows, "organiser.th", language=language, size=size)

        self.await_alert(page)
        follow_link(page, f"main .card:has-text('{TITLE}') a.card-link")
        assert path_of(page) == case
        page.goto(REVIEW)
        follow_link(page, "main a[href$='/propose/']")
        fill(page, summary="The ministry asked for our figures.")
        send(page)

        assert path_of(page).startswith(REVIEW)
        expect(page.locator("main")).to_contain_text("The ministry asked for our figures.")

    def await_alert(self, page: Page) -> None:
        """Look again until the worker has told her; the window's own patience ends it."""
        page.goto("/inbox/")
        while not page.get_by_text(TITLE).count():
            page.wait_for_load_state("networkidle")
            page.reload()

    def test_follows_a_case_and_ceases_to(
        self, windows: Windows, language: str, size: ViewportSize
    ) -> None:
        page = arrive(windows, "organiser.th", language=language, size=size)
        page.goto("/cases/")
        follow_link(page, "main a.card-link")

        page.locator(".follow button[name=level]").click()

        page.locator("details.follow summary").click()
        page.locator("details.follow button.quiet").click()

        expect(page.locator("details.follow")).to_have_count(0)
        expect(page.locator(".follow button[name=level]")).to_be_visible()


class TestAContributor:
    def test_logs_a_case_and_sees_only_what_she_logged(
        self, windows: Windows, language: str, size: ViewportSize
    ) -> None:
        of_the_leader = log_case(windows.open(windows.house.keys["leader"]), "Of the leader")
        page = arrive(windows, "contributor.th", language=language, size=size)

        hers = log_case(page, TITLE)

        page.goto("/cases/")
        expect(page.locator(f"main a[href='{hers}']")).to_be_visible()
        expect(page.locator(f"main a[href='{of_the_leader}']")).to_have_count(0)
        answer = page.goto(of_the_leader)
        assert answer
        assert answer.status == 404


class TestAnOfficer:
    def test_marks_a_milestone_as_reached(
        self, windows: Windows, language: str, size: ViewportSize
    ) -> None:
        page = arrive(windows, "officer.th", language=language, size=size)

        page.goto(REVIEW)
        step = page.locator("main a[href$='/reached/']:visible").first
        milestone = step.get_attribute("href")
        with page.expect_navigation():
            step.click()
        fill(page)
        send(page)

        assert path_of(page) == REVIEW
        expect(page.locator(f"a[href='{milestone}']")).to_have_count(0)

    def test_says_from_home_that_nothing_changed(
        self, windows: Windows, language: str, size: ViewportSize
    ) -> None:
        page = arrive(windows, "officer.th", language=language, size=size)
        said = page.locator("main form[action$='/no-change/'] button:visible")
        to_say = said.count()

        said.first.click()

        expect(said).to_have_count(to_say - 1)
        assert path_of(page) == "/"


class TestAVisitor:
    def test_reads_a_public_campaign_and_where_its_law_stands(
        self, windows: Windows, language: str, size: ViewportSize
    ) -> None:
        page = windows.open(language=language, viewport=size)
        page.goto("/campaigns/")
        assert language_of(page) == language

        follow_link(page, "main a[href='/campaigns/section-33/']")
        follow_link(page, f"main a[href^='{REVIEW}']")

        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("a[href^='/cases/']")).to_have_count(0)


class TestAnAdministrator:
    def test_opens_the_rooms_where_the_house_is_kept(
        self, windows: Windows, language: str, size: ViewportSize
    ) -> None:
        page = arrive(windows, "admin", language=language, size=size)

        follow_link(page, "main a[href='/admin/']")

        expect(page.locator("a[href='/admin/campaigns/network/']").first).to_be_visible()
        expect(page.locator("a[href^='/admin/cases/advocacycase']")).to_have_count(0)


class TestSomebody:
    def test_changes_the_language_and_signs_out(
        self, windows: Windows, language: str, size: ViewportSize
    ) -> None:
        page = arrive(windows, "leader.th", language="en", size=size)

        with page.expect_navigation():
            page.locator(f"button[name=language][value={language}]").click()
        assert language_of(page) == language
        open_menu(page)
        with page.expect_navigation():
            page.locator("form[action$='/sign-out/'] button").click()

        assert form_on(page).locator("[name=password]").is_visible()
