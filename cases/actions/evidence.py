"""Files of a case: taken in, withdrawn, swept; how one is opened: ``evidence_opening``.

What is sealed lies in the store before its row is written, and a row that is withdrawn is written
before its files go: killed at any point, a row has its files, and files without a row are swept.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend import turns
from backend.accounts.models import User
from backend.audit import log
from backend.errors import DomainError, Invalid
from backend.files import apart, scanning, store
from backend.files.cleaning import Cleaned
from backend.files.refusals import Refused
from backend.files.words import WHY
from cases import sealing
from cases.access import may_take_down, may_withdraw
from cases.actions import consents, custody
from cases.actions.custody import COPY, ORIGINAL, Withdrawn
from cases.actions.teamwork import FormUsed
from cases.models import AdvocacyCase, Consent, CustodyStep, Evidence, Purpose, ScanResult

MOST_PER_CASE = 200
WAITS_SECONDS = 20.0


class Busy(DomainError):
    """Too many files are being read at this moment."""

    message = _("Many files are coming in at this moment. Try again in a minute.")
    come_again_seconds = 60


class TooMany(DomainError):
    """The case holds as many files as it may."""

    message = _("This case already has as many files as it can hold.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewEvidence:
    """What is sent. ``id`` comes from the form or program, so a repeat adds nothing."""

    id: UUID
    content: bytes


def add(case: AdvocacyCase, new: NewEvidence, *, by: User, now: dt.datetime) -> Evidence:
    """Take in a file: clean it, seal it as sent and as cleaned, and say so once.

    Raises:
        PermissionDenied: ``by`` neither works on the case nor logged it.
        NotAgreed: its person has not agreed that her case is worked on.
        Invalid: the file is not taken, with the reason.
        TooMany: the case is full.
        FormUsed: the id names another file.
        Busy: others are being read.
        KeyDestroyed: the case was erased.
    """
    if not may_take_down(case, by=by):
        raise PermissionDenied
    held = Consent.objects.in_force(on=timezone.localdate(now))
    if not held.filter(case=case, purpose=Purpose.CASE_WORK).exists():
        raise consents.NotAgreed
    fingerprint = custody.fingerprint_of(new.content)
    known = Evidence.objects.filter(pk=new.id).first()
    if known:
        return _same(known, case=case, fingerprint=fingerprint, by=by)
    if Evidence.objects.filter(case=case).count() >= MOST_PER_CASE:
        raise TooMany
    scan, cleaned = _made_harmless(new.content)
    sealed = _sealed(case, {ORIGINAL: new.content, COPY: cleaned.content}, name=new.id)
    names = {part: store.put(content, now=now) for part, content in sealed.items()}
    evidence = Evidence(
        pk=new.id,
        case=case,
        kind=cleaned.original.family.value,
        format=cleaned.original.code,
        copy_format=cleaned.kind.code,
        fingerprint=fingerprint,
        size=len(new.content),
        copy_size=len(cleaned.content),
        original_name=names[ORIGINAL],
        copy_name=names[COPY],
        scan=scan,
        added_by=by,
        added_at=now,
    )
    return _keep(evidence, cleaned, by=by)


@transaction.atomic
def _sealed(case: AdvocacyCase, parts: dict[str, bytes], *, name: UUID) -> dict[str, bytes]:
    return {
        part: sealing.seal(content, case=case.pk, place=custody.place_of(name, part))
        for part, content in parts.items()
    }


@transaction.atomic
def _keep(evidence: Evidence, cleaned: Cleaned, *, by: User) -> Evidence:
    """Write the row, the first links of its chain and the event. A twin may have come first."""
    names = [field.attname for field in Evidence._meta.concrete_fields]
    defaults = {name: getattr(evidence, name) for name in names if name != "id"}
    kept, is_new = Evidence.objects.get_or_create(pk=evidence.pk, defaults=defaults)
    if not is_new:
        return _same(kept, case=evidence.case, fingerprint=evidence.fingerprint, by=by)
    made = custody.fingerprint_of(cleaned.content)
    for step, fingerprint in (
        (CustodyStep.RECEIVED, kept.fingerprint),
        (CustodyStep.CLEANED, made),
    ):
        custody.hand(kept, step, fingerprint=fingerprint, by=by, now=evidence.added_at)
    log.record("evidence.added", kept, by=by, changes={"case": str(kept.case_id)})
    return kept


def _same(known: Evidence, *, case: AdvocacyCase, fingerprint: str, by: User) -> Evidence:
    sent = (case.pk, fingerprint, by.pk)
    if (known.case_id, known.fingerprint, known.added_by_id) != sent:
        raise FormUsed
    return known


def _made_harmless(content: bytes) -> tuple[ScanResult, Cleaned]:
    try:
        places = settings.FILES_AT_ONCE
        with turns.turn("files", places=places, waits_seconds=WAITS_SECONDS, busy=Busy):
            scan = scanning.scan(content, address=settings.CLAMD_ADDRESS)
            return ScanResult(scan.value), apart.clean(content)
    except Refused as refusal:
        raise Invalid(field="file", message=WHY[refusal.why]) from refusal


@transaction.atomic
def withdraw(evidence: Evidence, *, by: User, now: dt.datetime) -> Evidence:
    """Take a file back: nobody opens it from now on, and both its files are destroyed.

    Each person outside who opened it is asked for her copy: a task, for somebody of the network.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor added it.
        Withdrawn: it was before.
    """
    if not may_withdraw(evidence, by=by):
        raise PermissionDenied
    taken = Evidence.objects.filter(pk=evidence.pk, withdrawn_at__isnull=True)
    if not taken.update(withdrawn_at=now, withdrawn_by=by):
        raise Withdrawn
    evidence.refresh_from_db()
    custody.hand(evidence, CustodyStep.WITHDRAWN, by=by, now=now)
    log.record("evidence.withdrawn", evidence, by=by, changes={"case": str(evidence.case_id)})
    consents.recall_of(evidence.case, [evidence.pk], by=by, now=now)
    transaction.on_commit(lambda: _destroy(evidence, now=now), robust=True)
    return evidence


# --- What the clock does -------------------------------------------------------------------

SWEEPS_AFTER = dt.timedelta(minutes=20)
"""An upload takes seconds; a file that old without a row will never have one."""
SWEEPS_BACK = dt.timedelta(days=2)


def sweep(*, now: dt.datetime) -> int:
    """Destroy the files of what was withdrawn, and those no row knows; return how many."""
    due = Evidence.objects.filter(withdrawn_at__isnull=False, destroyed_at__isnull=True)
    destroyed = list(due[:MOST_PER_CASE])
    for one in destroyed:
        _destroy(one, now=now)
    old = set(store.put_between(now - SWEEPS_BACK, now - SWEEPS_AFTER))
    orphans = old - _known_names(old)
    for name in orphans:
        store.delete(name)
    return len(destroyed) + len(orphans)


def _known_names(names: set[str]) -> set[str]:
    kept = Evidence.objects.filter(destroyed_at__isnull=True)
    known: set[str] = set()
    for field in ("original_name", "copy_name"):
        found = kept.filter(**{f"{field}__in": names})
        known |= set(found.values_list(field, flat=True))
    return known


def _destroy(evidence: Evidence, *, now: dt.datetime) -> None:
    store.delete(evidence.original_name)
    store.delete(evidence.copy_name)
    with transaction.atomic():
        gone = Evidence.objects.filter(pk=evidence.pk, destroyed_at__isnull=True)
        if gone.update(destroyed_at=now):
            custody.hand(evidence, CustodyStep.DESTROYED, by=None, now=now)
