"""The register of case keys, as it is kept apart from the backups."""

import base64
from typing import TypedDict

from cases.models import CaseKey


class KeptKey(TypedDict):
    """One row: the wrapped key in base64, or nothing once it was destroyed; times in ISO 8601."""

    case: str
    wrapped: str | None
    made_at: str
    destroyed_at: str | None


def register() -> list[KeptKey]:
    """Return every key, the destroyed ones too: a restored backup has to learn of those."""
    return [
        {
            "case": str(key.pk),
            "wrapped": base64.b64encode(key.wrapped).decode() if key.wrapped else None,
            "made_at": key.made_at.isoformat(),
            "destroyed_at": key.destroyed_at.isoformat() if key.destroyed_at else None,
        }
        for key in CaseKey.objects.order_by("pk").iterator()
    ]
