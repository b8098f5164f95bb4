"""What people do with a page, found by what does not change with its language or its looks."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from backend.sample import SAMPLE_PASSWORD

FORMS = "main form[method=post]"
SEND = "button[type=submit]:not(.quiet):not(.outline):not(.secondary):not([formnovalidate])"
FIELDS = "input:not([type=hidden]), select, textarea"
A_CASE = re.compile(r"/cases/[0-9a-f-]{36}/$")
MANY_STEPS = 8

# What a form asks for, read in one go: asking the browser field by field takes seconds.
READ = """form => [...form.elements].map((field, at) => ({
  at, name: field.name, type: field.type, value: field.value, ticked: field.checked,
  group: field.type === "radio" || (field.type === "checkbox" && !!field.closest("fieldset")),
  options: field.options ? [...field.options].map(o => o.value) : [],
  shown: field.checkVisibility() && !field.disabled,
}))"""
ANSWERS = {
    "text": "Kept her papers for a month",
    "textarea": "She asked twice, and was told to wait.",
    "date": "2026-03-03",
    "number": "1",
    "url": "https://example.org/source",
    "email": "somebody@example.org",
    "tel": "+66812345678",
}


def sign_in(page: Page, username: str) -> None:
    """Sign in by the form and arrive at the first page."""
    page.goto("/sign-in/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(SAMPLE_PASSWORD)
    send(page)
    expect(page.locator("form[action$='/sign-out/']")).to_have_count(1)


def form_on(page: Page) -> Locator:
    """Return the form the page is about: the one that asks most."""
    forms = page.locator(FORMS)
    asked = forms.evaluate_all(
        f"forms => forms.map(form => form.querySelectorAll('{FIELDS}').length)"
    )
    return forms.nth(asked.index(max(asked)))


def send(page: Page) -> None:
    """Press the button that goes on, and wait for the page it leads to."""
    with page.expect_navigation():
        form_on(page).locator(SEND).first.click()


def fill(page: Page, **said: str) -> None:
    """Fill in whatever the page asks: ``said`` by name of the field, the rest somehow."""
    form = form_on(page)
    fields = [field for field in form.evaluate(READ) if field["shown"]]
    given = {field["name"] for field in fields if field["group"] and field["ticked"]}
    for field in fields:
        _answer(form, field, said, given)


def _answer(form: Locator, field: dict[str, Any], said: dict[str, str], given: set[str]) -> None:
    name, kind = field["name"], field["type"]
    place = form.locator(f'[name="{name}"]')
    wanted = next((text for end, text in said.items() if name.endswith(end)), None)
    if kind in {"radio", "checkbox"}:
        if name not in given and field["group"]:
            given.add(name)
            place.first.check()
    elif kind == "select-one":
        if wanted or not field["value"]:
            place.select_option(wanted or next(filter(None, field["options"]), ""))
    elif kind in ANSWERS and (wanted or not field["value"]):
        place.fill(wanted or ANSWERS[kind])


def log_case(page: Page, title: str) -> str:
    """Log a case, in however many steps that is asked, and return the path of its page."""
    page.goto("/cases/log/")
    for _ in range(MANY_STEPS):
        fill(page, title=title)
        send(page)
        if A_CASE.search(page.url):
            return path_of(page)
    pytest.fail(f"{MANY_STEPS} steps did not lead to a case, but to {page.url}")


def follow_link(page: Page, selector: str) -> None:
    """Follow the first link that can be seen, and wait for its page."""
    with page.expect_navigation():
        page.locator(f"{selector}:visible").first.click()


def open_menu(page: Page) -> None:
    """Open the menu where the window is too narrow to show it."""
    opener = page.locator("a[href='#menu']")
    if opener.is_visible():
        opener.click()


def path_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url).split("#")[0]


def language_of(page: Page) -> str | None:
    return page.locator("html").get_attribute("lang")
