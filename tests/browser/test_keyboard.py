"""By the keyboard alone: every stop can be seen, none holds on to it, and things get done."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from backend.sample import SAMPLE_PASSWORD
from tests.browser.hands import A_CASE, ANSWERS, MANY_STEPS, path_of
from tests.browser.windows import DESK, PHONE, Windows

pytestmark = pytest.mark.browser
REVIEW = "/law-reviews/th-section-33/"
TOO_MANY_STOPS = 200
A_DAY = "03032026"
"""Read the same whether a browser asks for the day or for the month first."""

# What has the focus, and whether its ring can be seen; nothing where the page's own end is reached.
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const look = getComputedStyle(at);
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  const box = at.getBoundingClientRect();
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  const group = [...document.getElementsByName(at.name || "-")];
  return {
    tag: at.localName, type: at.type || "", name: at.name || "", value: at.value || "",
    href: at.getAttribute("href") || "", id: at.id, path: at.form && at.form.getAttribute("action"),
    in_main: !!at.closest("main"), quiet: at.matches(".quiet, .outline, .secondary"),
    ticked: group.some(other => other.checked), says: at.outerHTML.slice(0, 120),
    // The parts of a date field are stops of the browser's own, which marks them itself.
    is_seen: (ring || look.boxShadow !== "none" || at.type === "date") && inside,
  };
}"""


def stops(page: Page) -> Iterator[dict[str, Any]]:
    """Go from stop to stop with the Tab key until the page is left or begins anew."""
    for _ in range(TOO_MANY_STOPS):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate(STOP)
        if stop is None:
            return
        assert stop["is_seen"], f"nobody sees that this has the focus: {stop['says']}"
        yield stop
    pytest.fail(f"after {TOO_MANY_STOPS} stops there is no end of {page.url}")


def go_to(page: Page, **wanted: str) -> None:
    """Go on until the focus is on what has these attributes; it may be there already."""
    at_first = [stop] if (stop := page.evaluate(STOP)) else []
    for stop in chain(at_first, stops(page)):
        if all(stop[name].endswith(value) for name, value in wanted.items()):
            return
    pytest.fail(f"Tab does not lead to {wanted} on {page.url}")


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill_and_send(page: Page) -> None:
    """Answer each field the focus comes to, and press the first button of the page's own."""
    for stop in stops(page):
        if not stop["in_main"]:
            continue
        if stop["type"] == "submit" and not stop["quiet"]:
            press_enter(page)
            return
        answer(page, stop)
    pytest.fail(f"Tab does not lead to a button on {page.url}")


def answer(page: Page, stop: dict[str, Any]) -> None:
    kind = stop["type"]
    if kind in {"radio", "checkbox"}:
        if not stop["ticked"]:
            page.keyboard.press("Space")
    elif kind == "select-one" and not stop["value"]:
        page.keyboard.press("ArrowDown")
    elif kind == "date" and not stop["value"]:
        page.keyboard.type(A_DAY)
    elif kind in ANSWERS and not stop["value"]:
        page.keyboard.type(ANSWERS[kind])


class TestByTheKeyboardAlone:
    def test_somebody_signs_in(self, windows: Windows) -> None:
        page = windows.open(viewport=DESK)
        page.goto("/sign-in/")

        go_to(page, name="username")
        page.keyboard.type("leader.th")
        go_to(page, name="password")
        page.keyboard.type(SAMPLE_PASSWORD)
        press_enter(page)

        assert path_of(page) == "/"

    def test_a_leader_logs_a_case(self, windows: Windows) -> None:
        page = windows.open(windows.house.keys["leader"])
        page.goto("/")

        go_to(page, href="/cases/log/")
        press_enter(page)
        for _ in range(MANY_STEPS):
            fill_and_send(page)
            if A_CASE.search(page.url):
                break

        expect(page.locator("h1")).to_have_text(ANSWERS["text"])

    def test_an_officer_marks_a_milestone_as_reached(self, windows: Windows) -> None:
        page = windows.open(windows.house.keys["officer"], viewport=DESK)
        page.goto(REVIEW)

        go_to(page, href="/reached/")
        milestone = page.evaluate("document.activeElement.getAttribute('href')")
        press_enter(page)
        fill_and_send(page)

        assert path_of(page) == REVIEW
        expect(page.locator(f"a[href='{milestone}']")).to_have_count(0)

    def test_the_first_stop_skips_to_the_content(self, windows: Windows) -> None:
        page = windows.open(windows.house.keys["leader"])
        page.goto("/cases/")

        first = next(stops(page))
        page.keyboard.press("Enter")

        assert first["href"] == "#main"
        assert page.evaluate("document.activeElement.id") == "main"
        assert next(stops(page))["in_main"]

    @pytest.mark.parametrize(
        ("role", "size"), [("leader", PHONE), ("officer", DESK)], ids=["leader", "officer"]
    )
    @pytest.mark.parametrize("route", ["home", "cases:case", "cases:review", "cases:log"])
    def test_every_stop_is_seen_and_none_is_a_trap(
        self, windows: Windows, role: str, route: str, size: Any
    ) -> None:
        path = windows.house.places[role].get(route, "/inbox/")
        page = windows.open(windows.house.keys[role], viewport=size)
        page.goto(path)

        passed = [stop["says"] for stop in stops(page)]

        assert any('class="exit"' in said for said in passed)
        assert len(passed) == len(set(passed)) or len(passed) < TOO_MANY_STOPS
