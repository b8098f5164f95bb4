"""Every page as it looks: in each language, on a phone and at a desk. ``make screens`` calls it.

The pictures go to the folder given, with an ``index.html`` that shows them side by side.
"""

import os
import sys
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium

WIDTHS = (390, 1280)
ROLES = ("leader", "officer", "organiser", "contributor", "administrator", "visitor")
ALSO = {"400": "/inbox/?after=nothing", "404": "/nothing-here/"}
DIFFERENT_FOR_EACH = ("home", "cases:case", "cases:review", "campaigns:campaign")
"""Of all other pages one picture will do, as whoever may open most sees it."""

Places = dict[str, dict[str, str]]


def main(folder: Path) -> None:
    """Take every picture of a house of its own."""
    # Two folders: a copy laid over a database that is open would be read with the other's journal.
    with TemporaryDirectory() as own, TemporaryDirectory() as house:
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        os.environ["VAR_DIR"] = own
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        say("the house …")
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        take_all(Path(house).resolve(), folder.resolve())


def take_all(house_folder: Path, folder: Path) -> None:
    """Open a house and take every picture, one language after the other."""
    from tests.browser.house import furnished, serving  # noqa: PLC0415  # after django.setup
    from tests.browser.windows import Windows, launched  # noqa: PLC0415

    house = furnished(house_folder)
    chosen = choose(house.places)
    with serving(house), sync_playwright() as playwright:
        browser = launched(playwright)
        for language, _ in settings.LANGUAGES:
            house.speak(language)
            for role, places in chosen.items():
                with Windows(browser, house) as windows:
                    page = windows.open(house.keys[role], language=language)
                    take(page, places, folder / language, role)
                say(f"{language}: {len(places)} pages of the {role}")
        browser.close()
    (folder / "index.html").write_text(index(chosen))
    say(f"all of them: {folder / 'index.html'}")


def choose(places: Places) -> Places:
    """Return for each role the pages of which hers is the picture to take."""
    seen: set[str] = set()
    chosen = {}
    for role in ROLES:
        mine = {r: p for r, p in places[role].items() if r in DIFFERENT_FOR_EACH or r not in seen}
        seen |= mine.keys()
        chosen[role] = mine
    chosen["visitor"] |= ALSO
    return chosen


def take(page: Page, places: dict[str, str], folder: Path, role: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844 if width < 600 else 800})
        for route, path in places.items():
            page.goto(path)
            page.screenshot(path=folder / str(width) / picture(role, route), full_page=True)


def picture(role: str, route: str) -> str:
    return f"{route.replace(':', '-')}-{role}.png"


def index(chosen: Places) -> str:
    """Return a page with every picture, a page of the house in each row."""
    columns = [f"{code}/{width}" for width in WIDTHS for code, _ in settings.LANGUAGES]
    rows = "".join(
        f"<h2>{escape(route)} · {role}</h2><div>"
        + "".join(_figure(f"{column}/{picture(role, route)}", column) for column in columns)
        + "</div>"
        for role, places in chosen.items()
        for route in places
    )
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Every page</title><style>'
        "div{display:flex;gap:1rem;align-items:start;overflow:auto}figure{margin:0;flex:none}"
        "img{height:32rem;border:1px solid #999}</style>"
        f"<h1>Every page</h1>{rows}</html>\n"
    )


def _figure(path: str, caption: str) -> str:
    return (
        f'<figure><figcaption>{caption}</figcaption><a href="{path}">'
        f'<img loading="lazy" alt="" src="{path}"></a></figure>'
    )


def say(line: str) -> None:
    sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if chromium.main():
        sys.exit(1)
    main(Path(sys.argv[1]))
