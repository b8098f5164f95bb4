"""A house, a browser, and windows in it that note what their consoles complain of."""

from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.browser import chromium
from tests.browser.house import House, furnished, serving
from tests.browser.windows import Windows, launched


@pytest.fixture(scope="session")
def house(
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    """Open a house once for all tests of this process."""
    with django_db_blocker.unblock():
        house = furnished(tmp_path_factory.mktemp("house"))
    with serving(house):
        yield house


@pytest.fixture(scope="session")
def browser(house: House) -> Iterator[Browser]:  # noqa: ARG001  # the house needs the database first
    # Playwright keeps a loop in this thread, at which Django would refuse every query of this and
    # later tests; none of them is made from within that loop.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield launched(playwright)


@pytest.fixture(scope="session")
def all_windows(browser: Browser, house: House) -> Iterator[Windows]:
    with Windows(browser, house) as windows:
        yield windows


@pytest.fixture
def windows(all_windows: Windows) -> Iterator[Windows]:
    """Sit down at windows on a house as it was at first; nothing in them may complain."""
    all_windows.house.restore()
    yield all_windows
    assert all_windows.leave() == []


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Refuse to run, rather than skip, what cannot run here."""
    if item.get_closest_marker("browser") is None:
        return
    if not chromium.where():
        pytest.fail(
            "This test needs Chromium: install it, or leave it out with -m 'not browser'.",
            pytrace=False,
        )
    if connection.vendor != "sqlite":
        pytest.fail("The house for the browser is copied from SQLite.", pytrace=False)
