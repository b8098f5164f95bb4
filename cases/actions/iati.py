"""An officer reads in what the ILO and donors published, looks at it, and lets it be written."""

from dataclasses import dataclass
from typing import BinaryIO
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.errors import DomainError, Invalid
from campaigns import access
from cases.actions import outcomes, support
from cases.iati.reading import Unreadable, read
from cases.models import IatiImport, IloSupport, SupportKind
from cases.queries.iati_preview import Fate, Planned, kept_of, preview


class AppliedBefore(DomainError):
    """Its activities were written before."""

    message = _("This file was already read in.")


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file somebody sent, with its size as the server counted it."""

    content: BinaryIO
    size: int


@transaction.atomic
def read_in(file: File, *, country: str, by: User) -> IatiImport:
    """Read a file and keep what it says of a country; nothing is written about support yet.

    Raises:
        PermissionDenied: ``by`` is not that country's officer.
        Invalid: it cannot be read, or says nothing of the country.
    """
    access.require(by, Permission.SUPPORT_KEEP, country=country)
    try:
        activities = read(file.content, size=file.size)
    except Unreadable:
        message = _("This is no IATI file that can be read here, or it is larger than 20 MB.")
        raise Invalid(field="file", message=message) from None
    kept = kept_of(activities, country=country)
    if not kept:
        raise Invalid(field="file", message=_("It holds no activity of this country."))
    # What she looked at and left is not kept for ever.
    IatiImport.objects.filter(read_by=by, applied_at__isnull=True).delete()
    return IatiImport.objects.create(
        country=country, activities=kept, read_by=by, read_at=timezone.now()
    )


@transaction.atomic
def apply(file: IatiImport, *, kind: SupportKind, by: User) -> list[IloSupport]:
    """Write what the preview showed: new support, and new bienniums of what is recorded.

    IATI does not say of what kind support is, so the officer says it for what is new.

    Raises:
        PermissionDenied: ``by`` is not that country's officer.
        AppliedBefore: it was written before.
    """
    access.require(by, Permission.SUPPORT_KEEP, country=file.country)
    now = timezone.now()
    taken = IatiImport.objects.filter(pk=file.pk, applied_at__isnull=True).update(applied_at=now)
    if not taken:
        raise AppliedBefore
    written: list[IloSupport] = []
    for said in file.activities:
        # Looked at one by one: two bienniums of one outcome may stand in one file.
        (planned,) = preview(IatiImport(country=file.country, activities=[said]))
        if planned.writes:
            written += _write(planned, country=file.country, kind=kind, by=by)
    log.record("support.imported", file, by=by, changes={"count": len({one.pk for one in written})})
    return written


def _write(planned: Planned, *, country: str, kind: SupportKind, by: User) -> list[IloSupport]:
    pieces = list(planned.support)
    if planned.fate == Fate.NEW:
        pieces = [support.add(_new(planned, country=country, kind=kind), by=by)]
    source = {"title": f"IATI, {planned.reporter}: {planned.iati_id}"[:300], "url": "", "mark": "S"}
    for piece in pieces:
        noted = outcomes.NewOutcome(
            biennium=planned.biennium,
            cpo_code=planned.cpo_code,
            iati_id=planned.iati_id,
            sources=[source],
        )
        outcomes.note(piece, noted, by=by)
    return pieces


def _new(planned: Planned, *, country: str, kind: SupportKind) -> support.NewSupport:
    has_money = planned.amount is not None and bool(planned.currency)
    return support.NewSupport(
        id=uuid4(),
        kind=kind,
        title=planned.title,
        country=country,
        status=planned.status,
        about=planned.about,
        starts_on=planned.starts_on,
        ends_on=planned.ends_on,
        cpo_code=planned.cpo_code,
        iati_id=planned.iati_id,
        amount=planned.amount if has_money else None,
        currency=planned.currency if has_money else "",
    )
