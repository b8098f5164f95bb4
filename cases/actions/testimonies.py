"""What somebody told: taken down, corrected, opened, taken back. Always sealed."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit import log, reads
from backend.errors import DomainError, Invalid
from backend.sight import FieldClass
from cases import sealing
from cases.access import knows_people, may_take_down, what_lets_in
from cases.actions import consents
from cases.actions.teamwork import FormUsed
from cases.models import AdvocacyCase, Consent, Purpose, Task, Testimony

LONGEST_TESTIMONY = 50_000


class NotCurrent(DomainError):
    """It was corrected or taken back meanwhile."""

    message = _("This is no longer the last version. Open the last one.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewTestimony:
    """What was told, as it was taken down. ``id`` comes from the form."""

    id: UUID
    text: str
    pseudonym: str
    language: str
    written_in: str
    told_on: dt.date


@transaction.atomic
def take_down(case: AdvocacyCase, new: NewTestimony, *, by: User) -> Testimony:
    """Seal what was told; sending the form twice keeps it once.

    Raises:
        PermissionDenied: ``by`` neither works on the case nor logged it.
        NotAgreed: its person has not agreed that her case is worked on.
        Invalid: nothing told, no other name, or a day to come.
        FormUsed: the id names another testimony.
        KeyDestroyed: the case was erased.
    """
    if not may_take_down(case, by=by):
        raise PermissionDenied
    _check(new)
    held = Consent.objects.in_force(on=timezone.localdate())
    if not held.filter(case=case, purpose=Purpose.CASE_WORK).exists():
        raise consents.NotAgreed
    known = Testimony.objects.filter(pk=new.id).first()
    if known:
        return _same(known, new, case=case, by=by)
    return _write(case, new, by=by)


def _check(new: NewTestimony) -> None:
    if not new.text.strip():
        raise Invalid(field="text", message=_("Write what she told."))
    if not new.pseudonym.strip():
        raise Invalid(field="pseudonym", message=_("Choose a name to use instead of hers."))
    if new.told_on > timezone.localdate():
        raise Invalid(field="told_on", message=_("This date lies in the future."))


def _same(known: Testimony, new: NewTestimony, *, case: AdvocacyCase, by: User) -> Testimony:
    if (known.case_id, known.written_by_id) != (case.pk, by.pk) or _opened(known) != new.text:
        raise FormUsed
    return known


def _write(
    case: AdvocacyCase, new: NewTestimony, *, by: User, corrects: Testimony | None = None
) -> Testimony:
    told = Testimony(
        pk=new.id,
        case=case,
        pseudonym=new.pseudonym.strip(),
        language=new.language,
        written_in=new.written_in,
        told_on=new.told_on,
        corrects=corrects,
        written_by=by,
        written_at=timezone.now(),
    )
    told.text = sealing.seal(new.text, case=case.pk, place=sealing.place_of(told, "text"))
    told.save(force_insert=True)
    log.record("testimony.corrected" if corrects else "testimony.added", told, by=by)
    return told


@transaction.atomic
def correct(told: Testimony, text: str, *, by: User) -> Testimony:
    """Write a better version; what was written before stays beside it, sealed as well.

    Raises:
        PermissionDenied: ``by`` neither works on the case nor logged it.
        Invalid: nothing is left of it.
        NotCurrent: somebody corrected it before, or it was taken back.
    """
    if not may_take_down(told.case, by=by):
        raise PermissionDenied
    last = Testimony.objects.select_for_update().filter(pk=told.pk, withdrawn_at=None).first()
    if last is None or Testimony.objects.filter(corrects=last).exists():
        raise NotCurrent
    new = NewTestimony(
        id=uuid4(),
        text=text,
        pseudonym=last.pseudonym,
        language=last.language,
        written_in=last.written_in,
        told_on=last.told_on,
    )
    _check(new)
    return _write(told.case, new, by=by, corrects=last)


@transaction.atomic
def withdraw(told: Testimony, *, by: User, now: dt.datetime) -> list[Task]:
    """Take back a testimony and all its versions: their words are gone from here at once.

    Returns the recall list: a task for each person outside who read one of them.

    Raises:
        PermissionDenied: ``by`` neither works on the case nor logged it.
        NotCurrent: it was corrected or taken back before.
    """
    if not may_take_down(told.case, by=by):
        raise PermissionDenied
    versions = _versions(told)
    gone = Testimony.objects.filter(pk__in=versions, withdrawn_at=None).update(
        text=None, withdrawn_at=now, withdrawn_by=by
    )
    if not gone:
        raise NotCurrent
    log.record("testimony.withdrawn", told, by=by)
    return consents.recall_of(told.case, versions, by=by, now=now)


def _versions(told: Testimony) -> list[UUID]:
    """Return the ids of what a testimony corrects, one after the other, and of those after it."""
    found = [told.pk]
    before = told.corrects_id
    while before is not None:
        found.append(before)
        before = Testimony.objects.values_list("corrects", flat=True).get(pk=before)
    after = Testimony.objects.filter(corrects=told.pk).first()
    while after is not None:
        found.append(after.pk)
        after = Testimony.objects.filter(corrects=after.pk).first()
    return found


@transaction.atomic
def open_text(told: Testimony, *, by: User, reason: str = "") -> str:
    """Return what was told, and write down in the same breath that ``by`` read it.

    Raises:
        PermissionDenied: she may not open it.
        NotCurrent: it was taken back.
        NotAgreed: nothing is in force that lets her read it.
        KeyDestroyed: the case was erased.
        Damaged: it was altered or moved.
    """
    case = told.case
    if not Testimony.objects.visible_to(by).filter(pk=told.pk).exists():
        raise PermissionDenied
    # First the consent, which holds off whoever takes it back or erases the case meanwhile.
    _note_use(told, by=by)
    text = _opened(told)
    reads.record(
        by, subject=told, field_class=FieldClass.SEALED, network=case.network_id, reason=reason
    )
    return text


def _opened(told: Testimony) -> str:
    if told.text is None:
        raise NotCurrent
    return sealing.open_text(told.text, case=told.case_id, place=sealing.place_of(told, "text"))


def _note_use(told: Testimony, *, by: User) -> None:
    """Say on which consent this reading rests; who is outside may have taken notes."""
    case, outside = told.case, not knows_people(told.case, by=by)
    which = what_lets_in(case, by=by) if outside else Q(purpose=Purpose.CASE_WORK)
    consents.note_use(case, which, subject=told, user=by, leaves_copy=outside)
