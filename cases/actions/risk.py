"""The risk dial: raised by one person at once, lowered by two."""

import datetime as dt
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit import log
from backend.errors import DomainError
from cases.access import require_to_edit
from cases.actions import cases
from cases.models import AdvocacyCase, RiskLowering
from cases.models.precaution import LoweringState, Question, is_lower, risk_of


class LoweringAsked(DomainError):
    """It waits for a second person already."""

    message = _("This waits for a second person already.")


class LoweringNotOpen(DomainError):
    """It was settled, or the risk changed since."""

    message = _("This is settled already, or the risk has changed since.")


class NeedsAnother(DomainError):
    """One person asks, and another agrees."""

    message = _("You asked for it yourself: somebody else has to agree.")


@transaction.atomic
def answer(
    case: AdvocacyCase, *, yes: Collection[Question], by: User, now: dt.datetime
) -> RiskLowering | None:
    """Set the risk that the answers amount to; where it is lower, ask a second person.

    Returns what waits for her, or ``None``.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor owns the case.
        NoChange: the risk is that already.
        LoweringAsked: a second person was asked before.
    """
    require_to_edit(case, by=by)
    risk = risk_of(yes)
    if risk == case.risk:
        raise cases.NoChange
    if not is_lower(risk, than=case.risk):
        cases.edit(case, by=by, version=None, risk=risk)
        return None
    try:
        with transaction.atomic():
            asked = RiskLowering.objects.create(
                case=case,
                risk_before=case.risk,
                risk_after=risk,
                yes=sorted(yes),
                asked_by=by,
                asked_at=now,
            )
    except IntegrityError as before:
        raise LoweringAsked from before
    log.record("case.lowering_asked", case, by=by)
    return asked


@transaction.atomic
def agree(lowering: RiskLowering, *, by: User, now: dt.datetime) -> None:
    """Agree that the risk is lower; from now on it is.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor owns the case.
        NeedsAnother: she asked for it herself.
        LoweringNotOpen: it was settled, or the risk changed since.
    """
    case = lowering.case
    require_to_edit(case, by=by)
    if lowering.asked_by_id == by.pk:
        raise NeedsAnother
    _settle(lowering, LoweringState.AGREED, by=by, now=now)
    moved = AdvocacyCase.objects.filter(pk=case.pk, risk=lowering.risk_before).update(
        risk=lowering.risk_after, version=F("version") + 1, updated_at=now
    )
    if not moved:
        raise LoweringNotOpen
    case.refresh_from_db(fields=["risk", "version", "updated_at"])
    changes = {"from": lowering.risk_before, "to": lowering.risk_after}
    log.record("case.risk_lowered", case, by=by, changes=changes)


@transaction.atomic
def decline(lowering: RiskLowering, *, by: User, now: dt.datetime) -> None:
    """Leave the risk as it is; who asked takes it back the same way.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor owns the case.
        LoweringNotOpen: it was settled, or the risk changed since.
    """
    require_to_edit(lowering.case, by=by)
    _settle(lowering, LoweringState.DECLINED, by=by, now=now)
    log.record("case.lowering_declined", lowering.case, by=by)


def _settle(lowering: RiskLowering, state: LoweringState, *, by: User, now: dt.datetime) -> None:
    rows = RiskLowering.objects.filter(pk=lowering.pk).open()
    if not rows.update(state=state, settled_by=by, settled_at=now):
        raise LoweringNotOpen
