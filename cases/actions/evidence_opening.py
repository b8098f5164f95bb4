"""Opening a file of a case: it is written down in whose hands it came, and on whose word."""

import datetime as dt
import logging

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import reads
from backend.crypto import Unreadable
from backend.errors import DomainError
from backend.files import store
from backend.sight import FieldClass
from campaigns import access
from cases import sealing
from cases.access import knows_people, what_lets_in
from cases.actions import consents, custody
from cases.actions.custody import COPY, ORIGINAL, Withdrawn
from cases.models import CustodyStep, Evidence, Purpose

LOG = logging.getLogger(__name__)
AGAIN_AFTER = dt.timedelta(minutes=10)
"""Who goes on listening does not open a recording anew; after that she does."""


class Damaged(DomainError):
    """What is kept is missing, altered, or of another place."""

    message = _("This file is not what was put away, so it is not opened. Tell who runs the house.")


@transaction.atomic
def open_copy(evidence: Evidence, *, by: User, now: dt.datetime) -> bytes:
    """Return the cleaned copy, and write down that ``by`` opened it.

    Raises:
        PermissionDenied: ``by`` may not open it.
        Withdrawn: it is gone.
        NotAgreed: nothing is in force that lets her see it.
        KeyDestroyed: the case was erased.
        Damaged: what lies in the store is not what was put there.
    """
    _require_to_open(evidence, by=by)
    content = _unsealed(evidence, COPY)
    is_outside = not knows_people(evidence.case, by=by)
    step = CustodyStep.HANDED_OUT if is_outside else CustodyStep.OPENED
    lately = evidence.custody.filter(by=by, step=step, at__gt=now - AGAIN_AFTER)
    if not lately.exists():
        which = what_lets_in(evidence.case, by=by) if is_outside else _WORK
        consents.note_use(evidence.case, which, subject=evidence, user=by, leaves_copy=is_outside)
        seen = custody.fingerprint_of(content)
        custody.hand(evidence, step, by=by, now=now, fingerprint=seen)
        _note_reading(evidence, by=by)
    return content


@transaction.atomic
def take_original(evidence: Evidence, *, by: User, now: dt.datetime) -> bytes:
    """Return the file as it was sent, and write down that ``by`` took it and holds a copy.

    Raises:
        PermissionDenied: ``by`` does not lead the network.
        Withdrawn: it is gone.
        NotAgreed: its person no longer agrees that her case is worked on.
        KeyDestroyed: the case was erased.
        Damaged: what lies in the store is not what was put there.
    """
    access.require(by, Permission.EVIDENCE_READ, network=evidence.case.network_id)
    _require_to_open(evidence, by=by)
    content = _unsealed(evidence, ORIGINAL)
    if custody.fingerprint_of(content) != evidence.fingerprint:
        raise Damaged
    consents.note_use(evidence.case, _WORK, subject=evidence, user=by, leaves_copy=True)
    custody.hand(evidence, CustodyStep.DOWNLOADED, by=by, now=now)
    _note_reading(evidence, by=by)
    return content


_WORK = Q(purpose=Purpose.CASE_WORK)


def _require_to_open(evidence: Evidence, *, by: User) -> None:
    found = Evidence.objects.visible_to(by).filter(pk=evidence.pk)
    if not found.exists():
        raise PermissionDenied
    if not found.kept().exists():
        raise Withdrawn


def _unsealed(evidence: Evidence, part: str) -> bytes:
    name = evidence.original_name if part == ORIGINAL else evidence.copy_name
    place = custody.place_of(evidence.pk, part)
    try:
        return sealing.open_bytes(store.get(name), case=evidence.case_id, place=place)
    except (Unreadable, store.Gone) as damaged:
        LOG.error("evidence %s is not what was put into the store", evidence.pk)  # noqa: TRY400
        raise Damaged from damaged


def _note_reading(evidence: Evidence, *, by: User) -> None:
    network = evidence.case.network_id
    reads.record(by, subject=evidence, field_class=FieldClass.SEALED, network=network)
