"""What officers do about the gates of a review: say when one closes, move it, and how it ended."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.errors import DomainError, Invalid, Stale
from campaigns import access
from cases.actions.reviews import hold_open
from cases.models import Gate, GateKind, GateStatus, LawReview


class GateIdTaken(DomainError):
    """The id sent with the form names another gate."""

    message = _("This form was already used. Please open a new one.")


class GateNotOpen(DomainError):
    """It was passed or shut before."""

    message = _("This gate is already closed.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewGate:
    """A gate and the day it closes."""

    id: UUID
    law_review: LawReview
    kind: GateKind
    closes_on: dt.date
    note: str = ""
    source_url: str = ""


@transaction.atomic
def set_gate(new: NewGate, *, by: User) -> Gate:
    """Say when a gate of a review closes; who follows it is told once as that comes near.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        ReviewConcluded: nothing more is awaited of it.
        GateIdTaken: the id is in use.
    """
    review, now = new.law_review, timezone.now()
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    hold_open(review)
    gate, created = Gate.objects.get_or_create(
        pk=new.id,
        defaults={
            "law_review": review,
            "kind": new.kind,
            "closes_on": new.closes_on,
            "note": new.note,
            "source_url": new.source_url,
            "kept_by": by,
            "created_at": now,
            "updated_at": now,
        },
    )
    if not created:
        raise GateIdTaken
    _record("review.gate_set", gate, by=by, closes_on=new.closes_on.isoformat())
    return gate


@transaction.atomic
def move(gate: Gate, *, by: User, to: dt.date, reason: str) -> Gate:
    """Give a gate another day; nobody is told a second time that it comes near.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        Invalid: no reason, or the date is the same.
        GateNotOpen: it was passed or shut.
        Stale: somebody changed it since it was read.
    """
    access.require(by, Permission.REVIEW_KEEP, country=gate.law_review.country)
    if not reason.strip():
        raise Invalid(field="reason", message=_("Say why the date moves."))
    before = gate.closes_on
    if to == before:
        raise Invalid(field="to", message=_("This is the date it has now."))
    hold_open(gate.law_review)
    open_gate = Gate.objects.filter(pk=gate.pk, status=GateStatus.OPEN)
    moved = open_gate.filter(version=gate.version).update(
        closes_on=to, note=reason, version=F("version") + 1, updated_at=timezone.now()
    )
    if not moved:
        raise Stale if open_gate.exists() else GateNotOpen
    gate.refresh_from_db(fields=["closes_on", "note", "version", "updated_at"])
    said = {"from": before.isoformat(), "to": to.isoformat()}
    _record("review.gate_moved", gate, by=by, **said)
    return gate


@transaction.atomic
def mark_passed(gate: Gate, *, by: User) -> Gate:
    """Record that the law came through.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        GateNotOpen: it was passed or shut before.
    """
    _close(gate, by=by, status=GateStatus.PASSED)
    _record("review.gate_passed", gate, by=by)
    return gate


@transaction.atomic
def mark_shut(gate: Gate, *, by: User) -> Gate:
    """Record that it closed and the law did not come through.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        GateNotOpen: it was passed or shut before.
    """
    _close(gate, by=by, status=GateStatus.SHUT)
    _record("review.gate_shut", gate, by=by)
    return gate


def _close(gate: Gate, *, by: User, status: GateStatus) -> None:
    access.require(by, Permission.REVIEW_KEEP, country=gate.law_review.country)
    moved = Gate.objects.filter(pk=gate.pk, status=GateStatus.OPEN).update(
        status=status, kept_by=by, version=F("version") + 1, updated_at=timezone.now()
    )
    if not moved:
        raise GateNotOpen
    gate.refresh_from_db(fields=["status", "kept_by", "version", "updated_at"])


def _record(kind: str, gate: Gate, *, by: User, **said: str) -> None:
    changes = {"gate": str(gate.pk), "gate_kind": gate.kind, **said}
    log.record(kind, gate.law_review, by=by, changes=changes)
