"""Who somebody is: put into the vault, and opened with a reason that the leaders read."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log, reads
from backend.errors import DomainError, Invalid
from backend.sight import FieldClass
from campaigns import access
from cases import sealing
from cases.access import may_take_down
from cases.models import AdvocacyCase, Identity

SHORTEST_REASON = 10


class PseudonymTaken(DomainError):
    """The case already has somebody of that name."""

    message = _("Somebody of this case already goes by this name. Choose another.")


@dataclass(frozen=True, slots=True)
class Opened:
    """What the vault held."""

    name: str
    contact: str


@transaction.atomic
def put_away(case: AdvocacyCase, *, pseudonym: str, name: str, contact: str, by: User) -> Identity:
    """Seal who somebody is. Whoever put it away does not get it out again by that.

    Raises:
        PermissionDenied: ``by`` neither works on the case nor logged it.
        Invalid: no name, no other name, or the same one twice.
        PseudonymTaken: somebody of the case goes by it already.
        KeyDestroyed: the case was erased.
    """
    if not may_take_down(case, by=by):
        raise PermissionDenied
    pseudonym, name, contact = pseudonym.strip(), name.strip(), contact.strip()
    if not name:
        raise Invalid(field="name", message=_("Write her name."))
    if not pseudonym:
        raise Invalid(field="pseudonym", message=_("Choose a name to use instead of hers."))
    if pseudonym.casefold() == name.casefold():
        raise Invalid(field="pseudonym", message=_("Choose another name than her own."))
    if Identity.objects.filter(case=case, pseudonym=pseudonym).exists():
        raise PseudonymTaken
    one = Identity(case=case, pseudonym=pseudonym, added_by=by, added_at=timezone.now())
    one.name = sealing.seal(name, case=case.pk, place=sealing.place_of(one, "name"))
    one.contact = sealing.seal(contact, case=case.pk, place=sealing.place_of(one, "contact"))
    one.save(force_insert=True)
    log.record("identity.added", one, by=by)
    return one


@transaction.atomic
def open_identity(one: Identity, *, reason: str, by: User) -> Opened:
    """Return who somebody is; the reading is written down and the network's leaders are told.

    Raises:
        PermissionDenied: ``by`` does not lead the network.
        Invalid: no reason is given.
        KeyDestroyed: the case was erased.
        Damaged: it was altered or moved.
    """
    case = one.case
    access.require(by, Permission.EVIDENCE_READ, network=case.network_id)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Invalid(field="reason", message=_("Say what you need it for, in a few words."))
    opened = Opened(
        sealing.open_text(one.name, case=case.pk, place=sealing.place_of(one, "name")),
        sealing.open_text(one.contact, case=case.pk, place=sealing.place_of(one, "contact")),
    )
    log.record("identity.opened", one, by=by)
    reads.record(
        by,
        subject=one,
        field_class=FieldClass.SEALED,
        network=case.network_id,
        reason=reason.strip(),
    )
    return opened
