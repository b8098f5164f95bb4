"""A house for the browser: the sample, served as ``make run`` does it.

It stands on a file of its own, copied from the tests' database: what the browser changes, no other
test sees, and ``restore`` takes it back.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from backend.accounts.models import User
from tests.browser.sample import NotInTheSampleError, Sample, world_of_the_sample
from tests.invariants import asking, policy
from tests.invariants.asker import routes
from tests.web.browser import browser_of

ROLES = ("visitor", "nobody", "contributor", "organiser", "leader", "officer", "administrator")
QUERY = {"cases:search": "?q=33"}
"""What a page needs to be asked to be worth looking at."""
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class House:
    """A running house: where it is, who has a key, and what there is to see for whom."""

    url: str
    folder: Path
    keys: dict[str, str]
    """The session of each role's person, by role; of a visitor there is none."""
    places: dict[str, dict[str, str]]
    """For each role every page that it may open: its route and its path."""

    def restore(self) -> None:
        """Make everything as it was when the house was opened."""
        with (
            closing(sqlite3.connect(self.folder / "as-opened.sqlite3")) as opened,
            closing(sqlite3.connect(self.folder / "saphan.sqlite3", timeout=30)) as now,
        ):
            opened.backup(now)

    def speak(self, language: str) -> None:
        """Let everybody read this language."""
        with closing(sqlite3.connect(self.folder / "saphan.sqlite3", timeout=30)) as now, now:
            now.execute("UPDATE accounts_user SET language = ?", [language])


def furnished(folder: Path) -> House:
    """Put the sample into a file in ``folder``; nothing of it stays in the tests' own database."""
    with transaction.atomic():
        call_command("load_sample", verbosity=0)
        sample = world_of_the_sample()
        keys = {who: _session(person) for who, person in sample.people.items()}
        places = {who: _places(sample, who) for who in ROLES}
        # Unlike a backup this reads what is not committed.
        (folder / "as-opened.sqlite3").write_bytes(connection.connection.serialize())
        transaction.set_rollback(True)
    url = f"http://127.0.0.1:{_free_port()}"
    return House(url=url, folder=folder, keys=keys, places=places)


def _session(person: User | None) -> str:
    if person is None:
        return ""
    client = browser_of(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _places(sample: Sample, who: str) -> dict[str, str]:
    """Return every page of the table of routes that ``who`` may open."""
    nth = policy.STANDINGS.index(who)
    found = {}
    for route, arguments in routes():
        row = policy.READ.get(route, {}) if is_page(route) else {}
        side = next((side for side, cells in row.items() if cells[nth] == "+"), None)
        if side is None:
            continue
        # What the sample lacks is missed by name, in test_every_page.
        with suppress(NotInTheSampleError):
            path = asking.address(sample, route, arguments, side=side, standing=who)
            found[route] = path + QUERY.get(route, "")
    return found


NO_PAGES = {
    "campaigns:card",
    "cases:review-card",
    "cases:countries-file",
    "cases:coverage-file",
    "cases:evidence-copy",
    "cases:evidence-original",
    "cases:network-iati",
    "cases:programme-iati",
    "cases:report-file",
    "mfa_login_webauthn",
    "notifications:calendar-file",
    "notifications:campaign-news",
    "notifications:count",
    "notifications:country-news",
}
"""Pictures, files, and what programs and scripts ask."""


def is_page(route: str) -> bool:
    """Tell whether people read it: what programs ask has no name of an app in front."""
    return route not in NO_PAGES and _is_for_people(route)


def _is_for_people(route: str) -> bool:
    return route in asking.PAGES or (":" in route and not route.startswith("admin:"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serving(house: House) -> Iterator[None]:
    """Serve the house until the block ends."""
    shutil.copy(house.folder / "as-opened.sqlite3", house.folder / "saphan.sqlite3")
    named = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    env = named | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "VAR_DIR": str(house.folder),
        "SITE_URL": house.url,
        "LOG_LEVEL": "ERROR",
        # Many people sign in from one address here.
        **dict.fromkeys(("THROTTLE_SIGN_IN", "THROTTLE_ANON", "THROTTLE_USER"), "100000/min"),
    }
    port = house.url.rpartition(":")[2]
    with (
        (house.folder / "log").open("wb") as log,
        subprocess.Popen(  # noqa: S603  # our own command
            [sys.executable, "-m", "tests.browser.serve", port],
            cwd=settings.BASE_DIR,
            env=env,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
        ) as server,
    ):
        try:
            _await(f"{house.url}/healthz", server, house.folder / "log")
            yield
        finally:
            server.terminate()


def _await(url: str, server: subprocess.Popen[Any], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url).close()  # noqa: S310  # our own house
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(log.read_text())
