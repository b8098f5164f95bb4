"""Files of a case, added by the real action, and what is found of them afterwards."""

import datetime as dt
from pathlib import Path
from typing import Any
from uuid import uuid4

from pytest_django import Settings

from backend.accounts.models import User
from cases.actions import evidence
from cases.actions.evidence import NewEvidence
from cases.models import AdvocacyCase, Consent, Custody, Evidence, Purpose, Visibility
from tests.factories import CaseFactory, ConsentFactory
from tests.files.samples import CANARY

NOW = dt.datetime(2026, 11, 28, 12, 0, tzinfo=dt.UTC)
NOTE = b"They kept her passport since March. " + CANARY


def keep_in(folder: Path, settings: Settings) -> Path:
    """Let sealed files be kept in a folder of this test, as a house keeps them."""
    kept = {"BACKEND": "backend.files.store.OnDisk", "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "sealed": kept}
    return folder


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def a_case(**more: Any) -> AdvocacyCase:
    """Return a case whose person agreed that it is worked on, shared with all who can be."""
    case: AdvocacyCase = CaseFactory.create(**{"visibility": Visibility.ALLIES_AND_ILO} | more)
    agreed(case, Purpose.CASE_WORK)
    return case


def agreed(case: AdvocacyCase, purpose: Purpose, **more: Any) -> Consent:
    return ConsentFactory.create(case=case, purpose=purpose, given_on=NOW.date(), **more)


def added(case: AdvocacyCase, *, by: User, content: bytes = NOTE) -> Evidence:
    return evidence.add(case, NewEvidence(id=uuid4(), content=content), by=by, now=NOW)


def chain_of(one: Evidence) -> list[tuple[str, str | None]]:
    links = Custody.objects.filter(evidence=one).order_by("id").select_related("by")
    return [(link.step, link.by.username if link.by else None) for link in links]
