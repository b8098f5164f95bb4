"""What officers do to records of ILO support."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.errors import DomainError, Invalid
from backend.versions import Unchanged, change, hold, touch
from campaigns import access
from cases.models import (
    AdvocacyCase,
    IloSupport,
    LawReview,
    Milestone,
    Programme,
    SupportStatus,
)


class SupportIdTaken(DomainError):
    """The id sent with the form names another record of support."""

    message = _("This form was already used. Please open a new one.")


class AlreadyThatStatus(DomainError):
    """It is so already, or has ended for good."""

    message = _("The support has that status already, or has ended.")


class NothingToLink(Invalid):
    """No review, milestone or case was named."""

    def __init__(self) -> None:
        super().__init__(field="law_review", message=_("Name a law review, a milestone or a case."))


Helped = Mapping[str, Sequence[Any]]
"""Law reviews, milestones and cases, by the name of the field that says them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSupport:
    """What is said when support is recorded."""

    id: UUID
    kind: str
    title: str
    country: str
    status: str = SupportStatus.ACTIVE
    programme: Programme | None = None
    about: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    cpo_code: str = ""
    iati_id: str = ""
    amount: Decimal | None = None
    currency: str = ""
    is_public: bool = True
    law_reviews: Sequence[LawReview] = field(default=())
    milestones: Sequence[Milestone] = field(default=())
    cases: Sequence[AdvocacyCase] = field(default=())


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """What support is linked to; any of them, at least one."""

    law_review: LawReview | None = None
    milestone: Milestone | None = None
    case: AdvocacyCase | None = None


@transaction.atomic
def add(new: NewSupport, *, by: User) -> IloSupport:
    """Record a piece of support, and what it helps as far as that is known.

    Raises:
        PermissionDenied: ``by`` is not that country's officer, or may not see a case.
        Invalid: it ends before it starts, money without a currency, or something of another
            country is linked.
        SupportIdTaken: the id is in use.
    """
    access.require(by, Permission.SUPPORT_KEEP, country=new.country)
    countries.validate(new.country)
    if new.starts_on and new.ends_on and new.ends_on < new.starts_on:
        raise Invalid(field="ends_on", message=_("It cannot end before it starts."))
    if (new.amount is None) != (not new.currency):
        raise Invalid(field="currency", message=_("An amount and its currency go together."))
    helped: Helped = {name: getattr(new, name) for name in ("law_reviews", "milestones", "cases")}
    _require_linkable(helped, country=new.country, by=by)
    now = timezone.now()
    said = {
        name: getattr(new, name)
        for name in (
            "kind", "title", "country", "status", "programme", "about", "starts_on", "ends_on",
            "cpo_code", "iati_id", "amount", "currency", "is_public",
        )
    }  # fmt: skip
    support, created = IloSupport.objects.get_or_create(
        pk=new.id, defaults={**said, "created_at": now, "updated_at": now}
    )
    if not created:
        raise SupportIdTaken
    for name, things in helped.items():
        getattr(support, name).set(things)
    # One event says it all: those who follow what is helped hear of it once.
    public = {"law_reviews": new.law_reviews, "milestones": new.milestones}
    changes = {name: [str(one.pk) for one in things] for name, things in public.items() if things}
    log.record("support.added", support, by=by, changes=changes)
    for case in new.cases:
        _tell_of_case(support, case, by=by)
    return support


def _require_linkable(helped: Helped, *, country: str, by: User) -> None:
    """Refuse what is of another country, by the name of its field, and cases not shown to her."""
    cases = {one.pk for things in helped.values() for one in things if _is_case(one)}
    if AdvocacyCase.objects.visible_to(by).filter(pk__in=cases).count() < len(cases):
        raise PermissionDenied
    for name, things in helped.items():
        if any(_country_of(one) != country for one in things):
            raise Invalid(field=name, message=_("That is of another country."))


def _is_case(one: Model) -> bool:
    return isinstance(one, AdvocacyCase)


def _country_of(one: Any) -> str:
    place = one.law_review if isinstance(one, Milestone) else one
    return str(place.country)


@transaction.atomic
def edit(  # noqa: PLR0913  # one for each thing that may change
    support: IloSupport,
    *,
    by: User,
    version: int | None,
    title: str | Unchanged = Unchanged.FIELD,
    about: str | Unchanged = Unchanged.FIELD,
    ends_on: dt.date | Unchanged | None = Unchanged.FIELD,
    is_public: bool | Unchanged = Unchanged.FIELD,
) -> IloSupport:
    """Change what is written about support.

    Raises:
        PermissionDenied: ``by`` is not its country's officer.
        Invalid: it would end before it starts.
        Stale: it was changed since ``version``.
    """
    access.require(by, Permission.SUPPORT_KEEP, country=support.country)
    if isinstance(ends_on, dt.date) and support.starts_on and ends_on < support.starts_on:
        raise Invalid(field="ends_on", message=_("It cannot end before it starts."))
    changed = change(
        support, version=version, title=title, about=about, ends_on=ends_on, is_public=is_public
    )
    if changed:
        log.record("support.edited", support, by=by, changes={"fields": changed})
    return support


@transaction.atomic
def link(support: IloSupport, to: Link, *, by: User) -> IloSupport:
    """Say what a piece of support helped; of what is linked already, nothing is told again.

    Raises:
        PermissionDenied: ``by`` is not the country's officer, or may not see the case.
        NothingToLink: nothing was named.
        Invalid: a review, milestone or case of another country.
    """
    access.require(by, Permission.SUPPORT_KEEP, country=support.country)
    named = {"law_review": to.law_review, "milestone": to.milestone, "case": to.case}
    helped = {name: [thing] for name, thing in named.items() if thing}
    if not helped:
        raise NothingToLink
    _require_linkable(helped, country=support.country, by=by)
    added = _join(support, helped)
    if added:
        touch(support)
    public = {name: pk for name, pk in added.items() if name != "case"}
    if public:
        log.record("support.linked", support, by=by, changes=public)
    if to.case and "case" in added:
        _tell_of_case(support, to.case, by=by)
    return support


def _tell_of_case(support: IloSupport, case: AdvocacyCase, *, by: User) -> None:
    """Record for those who may read the case that support helps it.

    Support is often public; its own record would tell strangers that there is such a case.
    """
    log.record("case.supported", case, by=by, changes={"support": str(support.pk)})


def _join(support: IloSupport, helped: Helped) -> dict[str, str]:
    """Add what is not linked yet, and return it by name."""
    hold(support)
    added: dict[str, str] = {}
    for name, (thing,) in helped.items():
        linked = getattr(support, f"{name}s")
        if not linked.filter(pk=thing.pk).exists():
            linked.add(thing)
            added[name] = str(thing.pk)
    return added


_ENDED = (SupportStatus.ENDED, SupportStatus.CANCELLED)


@transaction.atomic
def set_status(support: IloSupport, *, by: User, to: SupportStatus) -> IloSupport:
    """Move support along: planned, active, then ended or cancelled for good.

    Raises:
        PermissionDenied: ``by`` is not the country's officer.
        AlreadyThatStatus: it is so, or has ended.
    """
    access.require(by, Permission.SUPPORT_KEEP, country=support.country)
    before = support.status
    moved = (
        IloSupport.objects.filter(pk=support.pk)
        .exclude(status__in=[to, *_ENDED])
        .update(status=to, version=F("version") + 1, updated_at=timezone.now())
    )
    if not moved:
        raise AlreadyThatStatus
    support.refresh_from_db(fields=["status", "version", "updated_at"])
    kind = "support.ended" if to in _ENDED else "support.status_changed"
    log.record(kind, support, by=by, changes={"from": before, "to": to.value})
    return support
