"""Erasing what is kept in confidence about a case, by destroying its key.

It takes two of the network's leaders: what one person could destroy alone, whoever holds her phone
or puts pressure on her could destroy too. The case, its milestones and every count stay.
"""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.errors import DomainError
from campaigns import access
from cases import sealing
from cases.actions import consents
from cases.models import AdvocacyCase, Erasure, ErasureReason


class ErasureAsked(DomainError):
    """It was asked for before, or is done."""

    message = _("This was asked for before: either another leader has to agree, or it is done.")


class ErasureNotOpen(DomainError):
    """It was done or withdrawn before."""

    message = _("This is settled already.")


class TakesAnotherLeader(DomainError):
    """One leader asks, and another agrees."""

    message = _("You asked for it yourself: another leader has to agree.")


@transaction.atomic
def ask(case: AdvocacyCase, *, reason: ErasureReason, by: User, now: dt.datetime) -> Erasure:
    """Ask the other leaders to agree that what is kept in confidence is destroyed.

    Raises:
        PermissionDenied: ``by`` does not lead the network.
        ErasureAsked: it was asked for before, or is done.
    """
    access.require(by, Permission.CASE_EDIT, network=case.network_id)
    try:
        with transaction.atomic():
            asked = Erasure.objects.create(case=case, reason=reason, asked_by=by, asked_at=now)
    except IntegrityError as before:
        raise ErasureAsked from before
    log.record("case.erasure_asked", asked, by=by, changes={"reason": reason})
    return asked


@transaction.atomic
def carry_out(erasure: Erasure, *, by: User, now: dt.datetime) -> None:
    """Agree: the case's key is destroyed, and with it all that is sealed under it.

    Whoever outside was shown something is asked to destroy what she holds.

    Raises:
        PermissionDenied: ``by`` does not lead the network.
        TakesAnotherLeader: ``by`` asked for it.
        ErasureNotOpen: it was done or withdrawn before.
    """
    case = erasure.case
    access.require(by, Permission.CASE_EDIT, network=case.network_id)
    if by.pk == erasure.asked_by_id:
        raise TakesAnotherLeader
    if not Erasure.objects.open().filter(pk=erasure.pk).update(done_by=by, done_at=now):
        raise ErasureNotOpen
    sealing.destroy_key(case.pk, now=now)
    consents.recall_all(case, by=by, now=now)
    log.record("case.erased", case, by=by)


@transaction.atomic
def withdraw(erasure: Erasure, *, by: User, now: dt.datetime) -> None:
    """Say no, or take back what was asked: nothing is destroyed.

    Raises:
        PermissionDenied: ``by`` does not lead the network.
        ErasureNotOpen: it was done or withdrawn before.
    """
    access.require(by, Permission.CASE_EDIT, network=erasure.case.network_id)
    if not Erasure.objects.open().filter(pk=erasure.pk).update(withdrawn_at=now):
        raise ErasureNotOpen
    log.record("case.erasure_withdrawn", erasure, by=by)
