"""True of every page in a real browser, for everybody who may open it, in each language.

Which pages there are, and who may open them, is read from ``tests/invariants/policy.py``: a new
page is looked at by itself, as soon as ``sample.py`` has the thing that it is about.
"""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

from tests.browser import reading
from tests.browser.hands import language_of, send
from tests.browser.house import ROLES, House, is_page
from tests.browser.windows import DESK, PHONE, Windows
from tests.invariants import policy

pytestmark = pytest.mark.browser
NARROWEST = 320
ALSO = {"no such page": "/nothing-here/", "log, where": "/cases/log/?choose=1"}
BROKEN = {
    "sign-in": "visitor",
    "cases:log-what": "organiser",
    "cases:edit": "leader",
    "cases:propose": "leader",
    "cases:record-event": "officer",
    "cases:plan-milestone": "officer",
    "cases:reschedule": "officer",
}
"""Forms that are sent with nothing in them."""

Findings = dict[str, list[str]]


@dataclass
class Found:
    """What was wrong on which page; a page without fault is not in it."""

    barriers: Findings = field(default_factory=dict)
    barriers_in_the_dark: Findings = field(default_factory=dict)
    faults: Findings = field(default_factory=dict)
    too_wide: Findings = field(default_factory=dict)
    too_wide_in_large_letters: Findings = field(default_factory=dict)
    in_another_language: Findings = field(default_factory=dict)

    def note(self, aspect: str, page: str, wrong: list[str]) -> None:
        if wrong:
            getattr(self, aspect)[page] = wrong


@dataclass
class Round:
    """A walk through many pages: how many were looked at, and what was found."""

    windows: Windows
    found: Found = field(default_factory=Found)
    pages: int = 0

    def for_all_roles(self, routes: list[str]) -> None:
        """Look at each page of each role, unless what stands on it was looked at for another."""
        page = self.windows.open()
        seen: set[str] = set()
        for role, places in self.windows.house.places.items():
            self.windows.become(page, self.windows.house.keys[role])
            open_to_her = places | ALSO
            for route in filter(open_to_her.__contains__, routes):
                path = open_to_her[route]
                # Asked for its text first: to draw it only to find it known takes much longer.
                answer = page.request.get(path)
                content = reading.content(answer.text())
                # Some lead on at once: where to, is looked at anyway.
                if answer.url.endswith(path) and content not in seen:
                    seen.add(content)
                    page.goto(path)
                    self.in_both_lights(page, f"{route} of the {role}")

    def in_both_lights(self, page: Page, name: str) -> None:
        self.pages += 1
        self.found.note("barriers", name, reading.barriers(page, reading.ALL_RULES))
        page.emulate_media(color_scheme="dark")
        dark = reading.barriers(page, reading.COLOURS)
        self.found.note("barriers_in_the_dark", name, dark)
        page.emulate_media(color_scheme="light")

    def in_one_language(self, language: str) -> None:
        """Look at every page once, whoever may open it."""
        page = self.windows.open(language=language)
        for role, places in _each_once(self.windows.house).items():
            self.windows.become(page, self.windows.house.keys[role])
            for route, path in places.items():
                answer = page.goto(path)
                if answer and page.url.endswith(path):
                    self.found.note("faults", route, reading.faults(answer.text()))
                    self.at_all_widths(page, route, language)

    def at_all_widths(self, page: Page, route: str, language: str) -> None:
        self.pages += 1
        spoken = str(language_of(page))
        self.found.note("in_another_language", route, [spoken] if spoken != language else [])
        page.set_viewport_size({"width": NARROWEST, "height": PHONE["height"]})
        self.found.note("too_wide", route, reading.overflowing(page))
        page.set_viewport_size(DESK)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        self.found.note("too_wide_in_large_letters", route, reading.overflowing(page))


def _each_once(house: House) -> dict[str, dict[str, str]]:
    """Return every page once, for the first role that may open it; who does most goes first."""
    seen: set[str] = set()
    chosen: dict[str, dict[str, str]] = {}
    for role in ("leader", "officer", *ROLES):
        chosen.setdefault(role, {r: p for r, p in house.places[role].items() if r not in seen})
        seen |= house.places[role].keys()
    return {role: places for role, places in chosen.items() if places}


@pytest.fixture
def walk(windows: Windows) -> Round:
    return Round(windows)


class TestEveryRoute:
    def test_that_is_a_page_has_something_to_show_in_the_sample(self, house: House) -> None:
        shown = {route for places in house.places.values() for route in places}
        wanted = {
            route
            for route, row in policy.READ.items()
            if is_page(route)
            for cells in row.values()
            for standing, cell in zip(policy.STANDINGS, cells, strict=True)
            if cell == "+" and standing in ROLES
        }

        assert wanted - shown == set(), "say in tests/browser/sample.py what these are about"


class TestEveryPage:
    """One test for each walk: to begin it again for each of its findings would take minutes."""

    @pytest.mark.parametrize("half", [0, 1])
    def test_of_every_role_keeps_nobody_out_by_day_or_night(self, walk: Round, half: int) -> None:
        every = {route for places in walk.windows.house.places.values() for route in places}

        walk.for_all_roles(sorted(every | ALSO.keys())[half::2])

        assert walk.pages > 30
        assert walk.found == Found()

    @pytest.mark.parametrize("language", ["en", "th", "my"])
    def test_is_valid_html_and_fits_small_windows_and_large_letters(
        self, walk: Round, language: str
    ) -> None:
        walk.windows.house.speak(language)

        walk.in_one_language(language)

        assert walk.pages > 40
        assert walk.found == Found()


class TestAFormSentWithNothingInIt:
    @pytest.mark.parametrize("route", BROKEN)
    def test_says_what_is_missing_and_keeps_nobody_out(self, windows: Windows, route: str) -> None:
        role = BROKEN[route]
        page = windows.open(windows.house.keys[role])
        page.goto(windows.house.places[role][route])
        for asked in page.locator("main form :is(input[type=text], textarea)").all():
            asked.fill("")

        send(page)

        assert page.locator(".error-summary [href^='#']").count()
        assert reading.barriers(page, reading.ALL_RULES) == []
        page.emulate_media(color_scheme="dark")
        assert reading.barriers(page, reading.COLOURS) == []
