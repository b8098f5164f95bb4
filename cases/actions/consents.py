"""What the person of a case agrees to, each use of that, and taking it back."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, fields
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit import log
from backend.errors import DomainError, Invalid
from campaigns.models import Network
from cases.access import may_take_down
from cases.actions.teamwork import FormUsed
from cases.models import (
    AdvocacyCase,
    Basis,
    Consent,
    ConsentMode,
    ConsentUse,
    Guardian,
    Purpose,
    Task,
    Withdrawal,
)
from cases.models.consent import NAMES_SOMEBODY, TEXT_VERSION
from cases.queries.places import people_who_can_take

RECALL_WITHIN = dt.timedelta(days=7)
"""Until when somebody asks for a copy that was handed out."""


class NotAgreed(DomainError):
    """The person of the case did not agree to this, or no longer does."""

    message = _("She has not agreed to this. Ask her first, and write down what she says.")


class AlreadyWithdrawn(DomainError):
    """It was taken back before."""

    message = _("This was already taken back.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewConsent:
    """One purpose, as it was explained and agreed to. ``id`` comes from the form."""

    id: UUID
    purpose: Purpose
    mode: ConsentMode
    language: str
    is_understood: bool
    given_on: dt.date
    partner: Network | None = None
    detail: str = ""
    basis: Basis = Basis.CONSENT
    guardian: Guardian = Guardian.NONE
    with_interpreter: bool = False
    expires_on: dt.date | None = None


@transaction.atomic
def record(case: AdvocacyCase, new: NewConsent, *, by: User) -> Consent:
    """Write down that the person of a case agreed; sending the form twice writes it once.

    Raises:
        PermissionDenied: ``by`` neither works on the case nor logged it.
        Invalid: not understood, a day to come, an end before the beginning, or nobody named.
        FormUsed: the id names another consent.
    """
    if not may_take_down(case, by=by):
        raise PermissionDenied
    _check(new, case=case)
    said = {field.name: getattr(new, field.name) for field in fields(new) if field.name != "id"}
    said |= {"case": case, "taken_by": by, "detail": new.detail.strip()}
    consent, is_new = Consent.objects.get_or_create(
        pk=new.id,
        defaults={**said, "text_version": TEXT_VERSION, "recorded_at": timezone.now()},
    )
    if any(getattr(consent, name) != value for name, value in said.items()):
        raise FormUsed
    if is_new:
        log.record("consent.given", consent, by=by, changes={"purpose": new.purpose})
    return consent


def _check(new: NewConsent, *, case: AdvocacyCase) -> None:
    if not new.is_understood:
        raise Invalid(
            field="is_understood",
            message=_("Explain it again until she can say in her own words what she agrees to."),
        )
    _check_days(new)
    _check_who(new, case=case)


def _check_days(new: NewConsent) -> None:
    if new.given_on > timezone.localdate():
        raise Invalid(field="given_on", message=_("This date lies in the future."))
    if new.expires_on and new.expires_on < new.given_on:
        raise Invalid(field="expires_on", message=_("This lies before the day she agreed."))


def _check_who(new: NewConsent, *, case: AdvocacyCase) -> None:
    if (new.purpose == Purpose.PARTNER) != (new.partner is not None):
        raise Invalid(field="partner", message=_("Name the partner, if it is about one."))
    if new.partner is not None and new.partner.pk == case.network_id:
        raise Invalid(field="partner", message=_("Choose another network than her own."))
    if new.purpose in NAMES_SOMEBODY and not new.detail.strip():
        raise Invalid(field="detail", message=_("Say which office, or which way."))


@transaction.atomic
def withdraw(consent: Consent, *, by: User, now: dt.datetime) -> list[Task]:
    """Take a consent back, also where it was written down more than once.

    From this moment nothing rests on it.

    Returns the recall list: a task for each person who holds a copy.

    Raises:
        PermissionDenied: ``by`` neither works on the case nor wrote the consent down.
        AlreadyWithdrawn: it was taken back before.
    """
    case = consent.case
    if not (may_take_down(case, by=by) or consent.taken_by_id == by.pk):
        raise PermissionDenied
    same = Q(purpose=consent.purpose, partner=consent.partner, detail__iexact=consent.detail)
    _hold(case, same)
    held = list(Consent.objects.filter(same, case=case, withdrawal=None))
    if consent not in held:
        raise AlreadyWithdrawn
    Withdrawal.objects.bulk_create(Withdrawal(consent=one, recorded_by=by, at=now) for one in held)
    log.record("consent.withdrawn", consent, by=by, changes={"purpose": consent.purpose})
    return _recall(case, ConsentUse.objects.filter(consent__in=held), by=by, now=now)


def _hold(case: AdvocacyCase, which: Q) -> None:
    """Let no use and no taking back of these consents pass each other until this is committed."""
    list(Consent.objects.select_for_update().filter(which, case=case).order_by("pk"))


@transaction.atomic
def recall_of(
    case: AdvocacyCase, subjects: Collection[UUID], *, by: User, now: dt.datetime
) -> list[Task]:
    """Give a task for each holder of a copy of one of ``subjects`` who was not yet asked for it."""
    _hold(case, Q())
    uses = ConsentUse.objects.filter(consent__case=case, consent__withdrawal=None)
    return _recall(case, uses.filter(subject_id__in=subjects), by=by, now=now)


@transaction.atomic
def recall_all(case: AdvocacyCase, *, by: User, now: dt.datetime) -> list[Task]:
    """Give a task for each holder of a copy who was not yet asked for it.

    The caller decides that nobody may keep one any more.
    """
    _hold(case, Q())
    uses = ConsentUse.objects.filter(consent__case=case, consent__withdrawal=None)
    return _recall(case, uses, by=by, now=now)


def _recall(
    case: AdvocacyCase, uses: QuerySet[ConsentUse], *, by: User, now: dt.datetime
) -> list[Task]:
    """Give somebody of the network a task for each holder of a copy."""
    holders = User.objects.filter(pk__in=uses.filter(leaves_copy=True).values("user")).order_by(
        "username"
    )
    owner = _who_asks(case, by=by)
    due_on = timezone.localdate(now) + RECALL_WITHIN
    tasks = [
        Task(
            case=case,
            title=gettext("Ask %(person)s to destroy what she holds of this case")
            % {"person": holder},
            owner=owner,
            due_on=due_on,
            created_by=by,
            created_at=now,
        )
        for holder in holders
    ]
    for task in Task.objects.bulk_create(tasks):
        log.record("task.given", task, by=by, changes={"to": str(owner.pk)})
    return tasks


def _who_asks(case: AdvocacyCase, *, by: User) -> User:
    """Return who asks for the copies: who has the case in hand, else who wrote this down."""
    able = people_who_can_take(case)
    wanted = [one for one in (case.owner_id, by.pk) if one]
    for one in wanted:
        if found := able.filter(pk=one).first():
            return found
    return able.first() or by


@transaction.atomic
def note_use(
    case: AdvocacyCase, which: Q, *, subject: models.Model, user: User, leaves_copy: bool = False
) -> ConsentUse:
    """Write down one use of what she agreed to; ``which`` finds the consents that allow it.

    Raises:
        NotAgreed: none of them is in force.
    """
    _hold(case, which)
    held = Consent.objects.in_force(on=timezone.localdate()).filter(which, case=case)
    consent = held.order_by("-recorded_at", "id").first()
    if consent is None:
        raise NotAgreed
    return ConsentUse.objects.create(
        consent=consent,
        user=user,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        leaves_copy=leaves_copy,
        at=timezone.now(),
    )
