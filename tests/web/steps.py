"""Goes through the three steps of logging a case, as a person would."""

from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from cases.models import CaseDraft, IssueKind
from tests.web.browser import filled, text_of

LOG = reverse("cases:log")
HAPPENED = {"title": "Registration refused", "issue_kinds": [IssueKind.REGISTRATION_REFUSED]}


def begun(browser: Client, **where: str) -> str:
    """Return the address of the empty first step."""
    answer = browser.get(LOG, where)
    assert answer.status_code == 302
    return answer.headers["Location"]


def send(browser: Client, address: str, **typed: Any) -> HttpResponseBase:
    """Fill in what is ``typed`` on the page and send it."""
    return browser.post(address, filled(browser.get(address), **typed))


def go_on(browser: Client, address: str, **typed: Any) -> str:
    """Send a step and return where it leads."""
    answer = send(browser, address, **typed)
    assert answer.status_code == 302, text_of(answer)
    return answer.headers["Location"]


def up_to_check(browser: Client, **whom: Any) -> str:
    return go_on(browser, go_on(browser, begun(browser), **HAPPENED), **whom)


def draft_of(somebody: User, **said: Any) -> CaseDraft:
    return CaseDraft.objects.visible_to(User.objects.get(pk=somebody.pk)).get(**said)
