"""What is told when what is kept in confidence is erased."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from backend.audit.models import Event
from cases.models import Erasure
from notifications import telling
from notifications.kinds.base import Kind, Urgency
from notifications.subjects.base import leaders_of


def _who_leads_it(_event: Event, erasure: Erasure) -> list[UUID | str | None]:
    return [*leaders_of([erasure.case.network_id])]


def _still_waits(_event: Event, erasure: Erasure) -> bool:
    return erasure.done_at is None and erasure.withdrawn_at is None


OF_ERASURES: dict[str, Kind] = {
    "case.erasure_asked": Kind(
        _("Another leader asks you to agree that something is erased"),
        _("%(case)s: a leader asks for your agreement."),
        telling.of_erasure,
        Urgency.URGENT,
        addressed_to=_who_leads_it,
        is_for_followers=False,
        holds=_still_waits,
        is_digestable=False,
        is_mandatory=True,
    ),
    "case.erased": Kind(
        _("What was kept in confidence about a case is erased"),
        _("%(case)s: what was kept in confidence was erased."),
        telling.of_case,
    ),
}
