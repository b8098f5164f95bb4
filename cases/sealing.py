"""Sealing under the key of a case, and what becomes of that key.

A value is bound to its place, "table.column.row": moved elsewhere, altered or replaced, it
does not open. Nothing here asks who wants it opened or writes that down; actions do.
"""

import datetime as dt
import logging
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend import crypto
from backend.crypto.fields import Sealed
from backend.errors import DomainError
from cases.models.case_key import CaseKey

LOG = logging.getLogger(__name__)


class KeyDestroyed(DomainError):
    """The case was erased: nothing sealed under its key can be opened or added."""

    message = _("What was kept in confidence about this case has been erased.")


class Damaged(DomainError, crypto.Unreadable):
    """What is kept was altered, moved, or replaced."""

    message = _("This is not what was locked away, so it is not opened. Tell who runs the house.")


def place_of(row: models.Model, column: str) -> str:
    """Return the place that a sealed value of ``row`` is bound to."""
    return f"{row._meta.label_lower}.{column}.{row.pk}"


def seal(content: bytes | str, *, case: UUID, place: str) -> Sealed:
    """Seal under the case's key, which is made when it is first needed.

    Raises:
        KeyDestroyed: the case was erased.
    """
    plain = content.encode() if isinstance(content, str) else content
    return Sealed(crypto.seal_under(_key_for_writing(case), plain, place=place))


def open_bytes(sealed: bytes, *, case: UUID, place: str) -> bytes:
    """Return what was sealed under the case's key for the same place.

    Raises:
        KeyDestroyed: the case was erased.
        Damaged: altered, moved, or replaced.
    """
    kept = CaseKey.objects.filter(pk=case).first()
    if kept is None:
        raise Damaged
    try:
        return crypto.open_under(_unwrapped(kept), sealed, place=place)
    except crypto.Unreadable as broken:
        LOG.error("what lies at %s does not open", place)  # noqa: TRY400  # the place says enough
        raise Damaged from broken


def open_text(sealed: bytes, *, case: UUID, place: str) -> str:
    """Return the text that was sealed; as ``open_bytes``."""
    return open_bytes(sealed, case=case, place=place).decode()


def _key_for_writing(case: UUID) -> bytes:
    # Held until the writing is committed: nothing is sealed under a key that is being destroyed.
    kept = CaseKey.objects.select_for_update().filter(pk=case).first()
    if kept is None:
        wrapped = crypto.wrap(crypto.new_key(), place=_place_of_key(case))
        kept, _is_new = CaseKey.objects.get_or_create(
            pk=case, defaults={"wrapped": wrapped, "made_at": timezone.now()}
        )
    return _unwrapped(kept)


def _unwrapped(kept: CaseKey) -> bytes:
    if kept.wrapped is None:
        raise KeyDestroyed
    return crypto.unwrap(bytes(kept.wrapped), place=_place_of_key(kept.pk))


def _place_of_key(case: UUID) -> str:
    return f"cases.casekey.wrapped.{case}"


@transaction.atomic
def destroy_key(case: UUID, *, now: dt.datetime) -> bool:
    """Make all that is sealed under the case's key unreadable for good, here and in each backup.

    Returns whether there was still a key. A case that never had one gets none afterwards.
    """
    CaseKey.objects.get_or_create(
        pk=case,
        defaults={
            "wrapped": crypto.wrap(crypto.new_key(), place=_place_of_key(case)),
            "made_at": now,
        },
    )
    alive = CaseKey.objects.filter(pk=case, destroyed_at__isnull=True)
    return bool(alive.update(wrapped=None, destroyed_at=now))


def rewrap(kept: CaseKey) -> bool:
    """Wrap a key under the newest master key; say whether that was needed.

    Raises:
        Unreadable: it is wrapped under a master key that is no longer configured.
    """
    if kept.wrapped is None or crypto.is_by_newest(bytes(kept.wrapped)):
        return False
    wrapped = crypto.wrap(_unwrapped(kept), place=_place_of_key(kept.pk))
    # Only the state that was read is replaced: a key destroyed meanwhile stays destroyed.
    same = CaseKey.objects.filter(pk=kept.pk, destroyed_at__isnull=True)
    return bool(same.update(wrapped=wrapped))
