"""Two people who change one case at once: nothing of either is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import form_on, path_of, send
from tests.browser.windows import Windows

pytestmark = pytest.mark.browser


@pytest.fixture
def windows_of_two(windows: Windows) -> tuple[Page, Page]:
    """Return the windows of two people who have just opened the same case to change it."""
    edit = windows.house.places["leader"]["cases:edit"]
    first, second = (windows.open(windows.house.keys[who]) for who in ("organiser", "leader"))
    first.goto(edit)
    second.goto(edit)
    return first, second


class TestTwoPeople:
    def test_who_change_one_case_see_both_versions_side_by_side(
        self, windows_of_two: tuple[Page, Page]
    ) -> None:
        first, second = windows_of_two
        first.locator("[name=title]").fill("As the organiser wrote it")
        send(first)

        second.locator("[name=title]").fill("As the leader wrote it")
        send(second)

        assert form_on(second).locator("[name=title]").input_value() == "As the leader wrote it"
        expect(second.locator("main")).to_contain_text("As the organiser wrote it")

    def test_lose_nothing_until_the_second_has_chosen(
        self, windows_of_two: tuple[Page, Page]
    ) -> None:
        first, second = windows_of_two
        first.locator("[name=summary]").fill("What the organiser heard.")
        send(first)
        second.locator("[name=title]").fill("As the leader wrote it")
        send(second)
        case = path_of(second).removesuffix("edit/")

        # Where she is shown both she saves once more; where they do not touch, it is done.
        if path_of(second) != case:
            send(second)

        expect(second.locator("h1")).to_have_text("As the leader wrote it")
        first.goto(case)
        expect(first.locator("h1")).to_have_text("As the leader wrote it")
        expect(first.locator("main")).to_contain_text("What the organiser heard.")
