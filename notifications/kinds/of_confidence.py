"""What is told of agreements, testimonies and the vault: that there is something, never what."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from backend.audit.models import Event
from cases.models import Identity, Testimony
from notifications import telling
from notifications.kinds.base import Kind, Urgency, quiet
from notifications.subjects.base import leaders_of


def _who_leads_it(_event: Event, one: Identity) -> list[UUID | str | None]:
    return [*leaders_of([one.case.network_id])]


def _still_there(_event: Event, told: Testimony) -> bool:
    return told.withdrawn_at is None


OF_CONFIDENCE: dict[str, Kind] = {
    "consent.given": quiet(
        _("Somebody agrees to a use of what she told"),
        _("%(case)s: she agreed to something, and it was written down."),
        telling.of_confidence,
    ),
    "consent.withdrawn": Kind(
        _("Somebody takes back what she agreed to"),
        _("%(case)s: she took back something she had agreed to. Use it no longer."),
        telling.of_confidence,
        Urgency.URGENT,
        is_digestable=False,
        is_mandatory=True,
    ),
    "testimony.added": quiet(
        _("What somebody told is written down"),
        _("%(case)s: what she told was written down."),
        telling.of_confidence,
        holds=_still_there,
    ),
    "testimony.corrected": quiet(
        _("What somebody told is corrected"),
        _("%(case)s: what she told was corrected."),
        telling.of_confidence,
        holds=_still_there,
    ),
    "testimony.withdrawn": Kind(
        _("What somebody told is taken back"),
        _("%(case)s: what she told was taken back and is gone."),
        telling.of_confidence,
    ),
    "identity.added": quiet(
        _("A name is put into the vault"),
        _("%(case)s: a name was put into the vault."),
        telling.of_confidence,
    ),
    "identity.opened": Kind(
        _("Somebody opens the vault"),
        _("%(case)s: %(person)s opened the vault."),
        telling.of_opening,
        Urgency.URGENT,
        addressed_to=_who_leads_it,
        is_for_followers=False,
        is_digestable=False,
        is_mandatory=True,
    ),
}
