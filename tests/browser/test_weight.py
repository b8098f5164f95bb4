"""What a page costs, measured on the wire: people here pay for each kilobyte."""

import pytest
from playwright.sync_api import Page

from tests.browser.windows import Windows

pytestmark = pytest.mark.browser

# In kB of 1000 bytes, heads of answers included.
FIRST_PAGE, NEXT_PAGE, CASE_FORM = 60, 15, 30
HEAVIEST = "my"
"""Of our three scripts the one that takes most bytes."""


class Scale:
    """Weighs everything that comes over the wire to one window."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.bytes = 0.0
        self.wire = page.context.new_cdp_session(page)
        self.wire.send("Network.enable")
        self.wire.on("Network.loadingFinished", self._add)

    def _add(self, finished: dict[str, float]) -> None:
        self.bytes += finished["encodedDataLength"]

    def kilobytes(self, path: str) -> float:
        """Open a page and return what that cost."""
        self.bytes = 0
        answer = self.page.goto(path)
        assert answer
        answer.finished()
        # What is told comes in order: with this answer all that was told before has come.
        self.wire.send("Network.enable")
        assert self.bytes, "nothing was weighed"
        return round(self.bytes / 1000, 1)


class TestTheFirstPage:
    @pytest.mark.parametrize("role", ["visitor", "leader", "organiser", "officer"])
    def test_costs_little(self, windows: Windows, role: str) -> None:
        windows.house.speak(HEAVIEST)
        path = "/" if role != "visitor" else "/campaigns/section-33/"

        weight = Scale(windows.open_new(windows.house.keys[role], language=HEAVIEST)).kilobytes(
            path
        )

        assert weight <= FIRST_PAGE


class TestEveryNextPage:
    @pytest.mark.parametrize("role", ["leader", "officer"])
    def test_costs_less(self, windows: Windows, role: str) -> None:
        windows.house.speak(HEAVIEST)
        scale = Scale(windows.open_new(windows.house.keys[role], language=HEAVIEST))
        scale.kilobytes("/")

        weights = {
            route: scale.kilobytes(path) for route, path in windows.house.places[role].items()
        }

        assert {route: cost for route, cost in weights.items() if cost > NEXT_PAGE} == {}


class TestTheFormToLogACase:
    def test_can_be_had_on_a_weak_line_with_nothing_kept_from_before(
        self, windows: Windows
    ) -> None:
        windows.house.speak(HEAVIEST)
        page = windows.open_new(windows.house.keys["leader"], language=HEAVIEST)

        assert Scale(page).kilobytes("/cases/log/") <= CASE_FORM
