"""Bringing the register of case keys back beside a restored backup."""

import base64
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cases.models import AdvocacyCase, CaseKey
from cases.queries.key_register import KeptKey


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """How many keys open again, stay destroyed, or belong to cases that are not here."""

    restored: int
    destroyed: int
    unknown: int


@transaction.atomic
def bring_back(rows: Sequence[KeptKey]) -> BroughtBack:
    """Take over the register; a key destroyed here or there is destroyed afterwards.

    Raises:
        ValueError, KeyError, TypeError: ``rows`` is no register; nothing is changed.
    """
    kept = [_read(row) for row in rows]
    known = set(AdvocacyCase.objects.values_list("pk", flat=True))
    gone = set(CaseKey.objects.exclude(destroyed_at=None).values_list("pk", flat=True))
    mine = [key for key in kept if key.pk in known and key.pk not in gone]
    CaseKey.objects.bulk_create(
        mine,
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["wrapped", "made_at", "destroyed_at"],
    )
    alive = sum(key.wrapped is not None for key in mine)
    stay = CaseKey.objects.exclude(destroyed_at=None).count()
    return BroughtBack(alive, stay, sum(key.pk not in known for key in kept))


def _read(row: KeptKey) -> CaseKey:
    wrapped, destroyed_at = row["wrapped"], row["destroyed_at"]
    return CaseKey(
        pk=UUID(row["case"]),
        wrapped=base64.b64decode(wrapped, validate=True) if wrapped else None,
        made_at=dt.datetime.fromisoformat(row["made_at"]),
        destroyed_at=dt.datetime.fromisoformat(destroyed_at) if destroyed_at else None,
    )
