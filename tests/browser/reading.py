"""What is wrong with a page: for whom it is closed, where it is no HTML, where it is too wide."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

LOOK = "options => axe.run(options).then(found => found.violations)"
ALL_RULES: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS = ALL_RULES | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""All that can differ between light and dark."""

# Elements that hold running text, and what the standard allows in no such element.
RUNNING = {
    *("a", "abbr", "b", "button", "em", "h1", "h2", "h3", "h4", "i", "label", "legend", "p"),
    *("small", "span", "strong", "summary", "time"),
}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure"),
    *("footer", "form", "header", "hr", "main", "nav", "ol", "p", "section", "table", "ul"),
}
MAY_HOLD_BLOCKS = {"a"}
MAY_HOLD_HEADINGS = {"legend", "summary", "a"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
ONLY = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "tr": {"td", "th"},
}

TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.querySelectorAll("body *")]
    .filter(part => part.getBoundingClientRect().right > room + 1);
  return wide.slice(-3).map(part => part.outerHTML.slice(0, 100));
}"""


MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
UNSEEN = re.compile(r"<input\b[^>]*type=.hidden.[^>]*>")


def content(text: str) -> str:
    """Return what stands on a page between its head and its foot.

    Without what a form sends unseen, which is another each time.
    """
    main = MAIN.search(text)
    return UNSEEN.sub("", main.group() if main else text)


def barriers(page: Page, options: dict[str, Any]) -> list[str]:
    """Return what axe-core finds, each with the first place where it is."""
    # A page that was looked at before knows it already.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(LOOK, options)
    return [f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:160]}" for one in found]


def faults(text: str) -> list[str]:
    """Return where a page breaks the grammar of HTML, or what may stand within what."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    lines = text.splitlines()
    broken = [f"{code}: {lines[at[0] - 1].strip()[:120]}" for at, code, _ in parser.errors]
    return [*broken, *_misplaced(tree), *_twice(tree)]


def _misplaced(tree: Element) -> Iterator[str]:
    for parent in tree.iter():
        name = str(parent.tag)
        inner = {str(child.tag) for child in parent}
        if name in ONLY and inner - ONLY[name]:
            yield f"<{name}> holds {sorted(inner - ONLY[name])}"
        barred = set() if name in MAY_HOLD_BLOCKS else BLOCKS
        barred = barred if name in MAY_HOLD_HEADINGS else barred | HEADINGS
        if name in RUNNING and inner & barred:
            yield f"<{name}> holds {sorted(inner & barred)}"


def _twice(tree: Element) -> Iterator[str]:
    ids = [part.get("id") for part in tree.iter() if part.get("id")]
    yield from sorted({f"id {one} stands twice" for one in ids if ids.count(one) > 1})


def overflowing(page: Page) -> list[str]:
    """Return the last parts of a page that make one scroll sideways."""
    found: list[str] = page.evaluate(TOO_WIDE)
    return found
