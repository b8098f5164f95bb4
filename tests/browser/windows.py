"""Windows of a real browser, each with one person in it."""

import os
from typing import Any, Self

from django.conf import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    Route,
    ViewportSize,
)

from tests.browser import chromium
from tests.browser.house import House

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
QUIET = (
    # Whatever else a page may name, nothing leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-quic",
    "--disable-component-update",
    "--no-first-run",
)
LOCALES = {"en": "en-GB", "th": "th-TH", "my": "my-MM"}
NO_COMPLAINT = (
    # Told of each answer of 4xx; those that nobody asked for are noted as answers.
    "Failed to load resource: the server responded",
    "Service Worker registration blocked by Playwright",
)


def launched(playwright: Playwright) -> Browser:
    """Start Chromium; root has to do without its sandbox."""
    without = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=chromium.where(), args=[*QUIET, *without])


class Windows:
    """Opens windows on a house, closes them, and keeps what went wrong in any of them.

    A new window costs a browser more than what most tests do in it. So those of one language that
    need nothing else are kept: who comes next finds neither cookies nor anything remembered there.
    """

    def __init__(self, browser: Browser, house: House) -> None:
        self.house = house
        self.complaints: list[str] = []
        self._browser = browser
        self._kept: dict[tuple[str, bool], list[Page]] = {}
        self._used: list[tuple[tuple[str, bool], Page]] = []
        self._new: list[BrowserContext] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()
        for page in (page for kept in self._kept.values() for page in kept):
            page.context.close()

    def leave(self) -> list[str]:
        """Get up from all windows, and return what went wrong in them."""
        for context in self._new:
            context.close()
        for kind, page in self._used:
            self._tidy(page)
            self._kept.setdefault(kind, []).append(page)
        self._new, self._used = [], []
        complaints, self.complaints = self.complaints, []
        return complaints

    def _tidy(self, page: Page) -> None:
        # What is asked afresh leaves no page of the last one's behind, nor anything under way.
        page.context.set_offline(offline=False)
        page.context.clear_cookies()
        page.goto("/healthz")
        page.evaluate("sessionStorage.clear(); localStorage.clear()")

    def open(
        self,
        key: str = "",
        *,
        language: str = "en",
        viewport: ViewportSize = PHONE,
        java_script_enabled: bool = True,
    ) -> Page:
        """Sit down at a window, on a phone unless ``viewport`` says otherwise."""
        kind = (language, java_script_enabled)
        kept = self._kept.get(kind)
        page = (
            kept.pop()
            if kept
            else self._opened(language=language, java_script_enabled=java_script_enabled)
        )
        self._used.append((kind, page))
        page.set_viewport_size(viewport)
        self.become(page, key)
        return page

    def become(self, page: Page, key: str) -> None:
        """Let somebody else sit down at this window; ``key`` is a session, or nobody's."""
        page.context.clear_cookies()
        if key:
            page.context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.house.url}]
            )

    def open_new(self, key: str = "", *, language: str = "en", **options: Any) -> Page:
        """Open a window nobody sat at before: with no history, and with nothing kept.

        ``service_workers="allow"`` lets the page without a line be kept; else all comes by wire.
        """
        page = self._opened(language=language, **options)
        self._new.append(page.context)
        self.become(page, key)
        return page

    def open_with_a_way_out(self, key: str, **options: Any) -> Page:
        """Open a window out of which a quick exit leads, to a page of our own making."""
        page = self.open_new(key, **options)
        # Answered here, the browser keeps no cache: not for weighing.
        page.context.route(lambda url: not url.startswith(self.house.url), _elsewhere)
        page.context.remove_listener("request", self._request)
        return page

    def _opened(self, *, language: str, **options: Any) -> Page:
        context = self._browser.new_context(
            base_url=self.house.url,
            locale=LOCALES[language],
            **({"viewport": PHONE, "service_workers": "block"} | options),
        )
        context.set_default_timeout(60_000)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("response", self._response)
        return context.new_page()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.house.url, "data:")):
            self.complaints.append(f"asks another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        is_known = any(known in message.text for known in NO_COMPLAINT)
        if message.type in {"error", "warning"} and not is_known:
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def _response(self, response: Response) -> None:
        bad = 500 if response.request.is_navigation_request() else 400
        if response.status >= bad:
            self.complaints.append(f"{response.url}: {response.status}")


def _elsewhere(route: Route) -> None:
    route.fulfill(body="<title>elsewhere</title>", content_type="text/html")
