"""Under which outcome and indicator the ILO counts support in a biennium."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.errors import Invalid
from backend.versions import touch
from campaigns import access
from cases.models import IloSupport, SupportOutcome

_BIENNIUM = re.compile(r"(20\d[02468])-(\d[13579])\Z")
_CPO_CODE = re.compile(r"[A-Z]{3}\d{3}\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewOutcome:
    """What one biennium's papers say."""

    biennium: str
    cpo_code: str
    indicator: str = ""
    wording: str = ""
    iati_id: str = ""
    sources: Sequence[dict[str, str]] = field(default=())


@transaction.atomic
def note(support: IloSupport, new: NewOutcome, *, by: User) -> SupportOutcome:
    """Write down how support counts in a biennium; the same again writes nothing.

    Raises:
        PermissionDenied: ``by`` is not the country's officer.
        Invalid: no biennium, or no code of an outcome.
    """
    access.require(by, Permission.SUPPORT_KEEP, country=support.country)
    _check(new)
    key = ("biennium", "cpo_code", "indicator", "iati_id")
    outcome, is_new = SupportOutcome.objects.get_or_create(
        support=support,
        **{name: getattr(new, name) for name in key},
        defaults={
            "wording": new.wording,
            "sources": list(new.sources),
            "recorded_by": by,
            "recorded_at": timezone.now(),
        },
    )
    if is_new:
        touch(support)
        said = {"biennium": new.biennium, "cpo_code": new.cpo_code}
        log.record("support.outcome_noted", support, by=by, changes=said)
    return outcome


def _check(new: NewOutcome) -> None:
    years = _BIENNIUM.match(new.biennium)
    if not years or int(years[1]) % 100 + 1 != int(years[2]):
        message = _("Write the two years of the biennium as “2026-27”.")
        raise Invalid(field="biennium", message=message)
    if not _CPO_CODE.match(new.cpo_code):
        message = _("Write the country programme outcome as “THA251”.")
        raise Invalid(field="cpo_code", message=message)
