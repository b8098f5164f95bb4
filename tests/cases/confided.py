"""A case about which everything sealed is confided, typed into the pages as people do it.

Each thing is a canary, a word that stands nowhere else; ``WORDS`` says where it was typed.
"""

import base64
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from campaigns.models import Network
from cases.models import AdvocacyCase, Evidence, Identity, Testimony, Visibility
from tests.factories import CampaignFactory, CaseFactory, NetworkFactory, leader, officer
from tests.web.browser import browser_of

WORDS = {
    "a testimony": "zqtoldcanaryword",
    "the testimony it corrects": "zqfirstcanaryword",
    "a name": "zqnamecanaryword",
    "a contact": "zqcontactcanaryword",
    "a file": "zqfilecanaryword",
    "a form that was sent back": "zqrefusedcanaryword",
}


@dataclass(frozen=True)
class Confided:
    """Who there is; all that was told is found in the database alone."""

    case: AdvocacyCase
    may: User  # leads the network
    ally: User
    karin: User  # the officer of the country

    @property
    def told(self) -> Testimony:
        return Testimony.objects.current().get(case=self.case)

    @property
    def identity(self) -> Identity:
        return Identity.objects.get(case=self.case)

    @property
    def file(self) -> Evidence:
        return Evidence.objects.get(case=self.case)


def confide(network: Network | None = None) -> Confided:
    """Have a leader write down what is sealed about a case, shared with all who can be."""
    network, allied = network or NetworkFactory.create(), NetworkFactory.create()
    campaign = CampaignFactory.create(lead_network=network, allies=[allied])
    case = CaseFactory.create(
        network=network, campaign=campaign, visibility=Visibility.ALLIES_AND_ILO
    )
    here = Confided(case, leader(network), leader(allied), officer(case.country))
    browser = browser_of(here.may)
    for more in ({"purpose": "case_work"}, {"purpose": "ilo"}):
        _send(browser, "agree", case, **_AGREED, **more)
    _send(browser, "agree", case, **_AGREED, purpose="partner", partner=allied.pk)
    _take_down(browser, case)
    _send(browser, "put-identity-away", case, **_IDENTITY)
    note = SimpleUploadedFile("note.txt", f"She says {WORDS['a file']}.".encode())
    _send(browser, "case-evidence", case, id=str(uuid4()), file=note)
    return here


def _take_down(browser: Client, case: AdvocacyCase) -> None:
    """Write a testimony, at first with a mistake, and correct it afterwards."""
    wrong = {**_TOLD, "text": WORDS["a form that was sent back"], "told_on": "2999-01-01"}
    refused = browser.post(_page("take-testimony", case), wrong)
    assert refused.status_code == 422, "a day to come is a mistake"
    _send(browser, "take-testimony", case, **_TOLD, text=WORDS["the testimony it corrects"])
    told = Testimony.objects.get(case=case)
    _send(browser, "correct-testimony", told, text=WORDS["a testimony"])


def _page(name: str, thing: Any) -> str:
    return reverse(f"cases:{name}", args=[thing.pk])


def _send(browser: Client, page: str, thing: Any, **sent: Any) -> None:
    answer = browser.post(_page(page, thing), {"id": str(uuid4()), **sent})
    assert answer.status_code == 302, (page, answer.content.decode())


_TODAY = timezone.localdate().isoformat()
_AGREED = {
    "mode": "spoken",
    "language": "my",
    "is_understood": "on",
    "guardian": "none",
    "basis": "consent",
    "given_on": _TODAY,
}
_TOLD = {"pseudonym": "Hla", "told_on": _TODAY, "language": "my", "written_in": "my"}
_IDENTITY = {"pseudonym": "Hla", "name": WORDS["a name"], "contact": WORDS["a contact"]}


def found_in(content: bytes | str, words: dict[str, str] = WORDS) -> set[str]:
    """Return which canaries stand in ``content``: plain, in hex, in base64 or in UTF-16."""
    raw = content.encode(errors="surrogateescape") if isinstance(content, str) else content
    folded = raw.lower()
    return {
        where
        for where, word in words.items()
        if any(form in raw or form in folded for form in _forms(word.encode()))
    }


def _forms(word: bytes) -> list[bytes]:
    """Return how a word may be written; in base64 it depends on how many bytes stand before it."""
    forms = [word, word.hex().encode(), word.decode().encode("utf-16-le")]
    for before in range(3):
        coded = base64.b64encode(bytes(before) + word)
        # The first and last letters depend on what stands beside the word.
        forms.append(coded[(before * 8 + 5) // 6 : -4])
    return forms
