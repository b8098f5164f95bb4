"""What officers write down about the money behind a programme in their country."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.adding import add
from backend.audit import log
from backend.calendars import Precision
from backend.errors import DomainError, Invalid
from campaigns import access
from cases.models import Programme, ResourceKind, ResourceLine


class LineTaken(DomainError):
    """The id is in use, or the same was written down before."""

    message = _("That is written down already.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewLine:
    """An amount with its currency, day and source."""

    id: UUID
    country: str
    kind: ResourceKind
    amount: Decimal
    currency: str
    as_of: dt.date
    source_title: str
    source_url: str = ""
    as_of_precision: Precision = Precision.DAY


@transaction.atomic
def record(programme: Programme, new: NewLine, *, by: User) -> ResourceLine:
    """Write down one amount; an earlier one of its kind stays to be read.

    Raises:
        PermissionDenied: ``by`` is not that country's officer.
        Invalid: no source, or less than nothing.
        LineTaken: it is there.
    """
    access.require(by, Permission.SUPPORT_KEEP, country=new.country)
    if not new.source_title.strip():
        raise Invalid(field="source_title", message=_("Say where this can be checked."))
    if new.amount < 0:
        raise Invalid(field="amount", message=_("It cannot be less than nothing."))
    said = {
        name: getattr(new, name)
        for name in ("country", "kind", "amount", "currency", "as_of", "as_of_precision")
    }
    same = {name: said[name] for name in ("country", "kind", "amount", "currency", "as_of")}
    line = add(
        ResourceLine,
        pk=new.id,
        unless=Q(programme=programme, **same),
        taken=LineTaken,
        programme=programme,
        sources=[{"title": new.source_title.strip(), "url": new.source_url, "mark": "S"}],
        recorded_by=by,
        recorded_at=timezone.now(),
        **said,
    )
    log.record("programme.resource_recorded", programme, by=by, changes={"country": new.country})
    return line
