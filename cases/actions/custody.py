"""In whose hands a file is: each link of its chain, and the place that each part is sealed for."""

import datetime as dt
import hashlib
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.errors import DomainError
from cases.models import Custody, CustodyStep, Evidence

ORIGINAL, COPY = "original", "copy"


class Withdrawn(DomainError):
    """The file is gone."""

    message = _("This file was withdrawn.")


def hand(
    evidence: Evidence,
    step: CustodyStep,
    *,
    by: User | None,
    now: dt.datetime,
    fingerprint: str = "",
) -> None:
    """Add a link to the chain; ``fingerprint`` is of what was handled, if not the original."""
    said = fingerprint or evidence.fingerprint
    Custody.objects.create(evidence=evidence, step=step, fingerprint=said, by=by, at=now)


def fingerprint_of(content: bytes) -> str:
    """Return the SHA-256 of ``content``, in hex."""
    return hashlib.sha256(content).hexdigest()


def place_of(evidence: UUID, part: str) -> str:
    """Name the place a file is sealed for: neither part opens in the place of another."""
    return f"cases.evidence.{part}.{evidence}"
