"""What officers write down about who is covered, and what proposals would change."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.adding import add
from backend.audit import log
from backend.errors import DomainError, Invalid
from campaigns import access
from campaigns.models import AskOption
from cases.branches import CoverageKind
from cases.models import CoverageChange, CoverageFact, LawReview, Mark, Provision


class CellTaken(DomainError):
    """The id is in use, or this proposal says something of the cell already."""

    message = _("This proposal already says something about that branch for that group.")


class HasEnded(DomainError):
    """It was ended before."""

    message = _("That had already ended.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCover:
    """One cell: who, in which branch, how far, and where that is written."""

    group: str
    branch: str
    level: str
    id: UUID = field(default_factory=uuid4)
    kind: str = CoverageKind.LEGAL
    citation: str = ""
    provision: Provision | None = None
    mark: str = Mark.SEEN
    contribution: str = ""
    qualifying_period: str = ""
    note: str = ""
    sources: Sequence[dict[str, str]] = field(default=())


@dataclass(frozen=True, kw_only=True, slots=True)
class Holds:
    """Where and when a fact holds; a claim stands beside what counts, with its own source."""

    country: str
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    is_claim: bool = False


@transaction.atomic
def record(new: NewCover, holds: Holds, *, by: User) -> CoverageFact:
    """Write down what holds in a country. Another source's word is another row.

    Raises:
        PermissionDenied: ``by`` is not that country's officer.
        Invalid: it ends before it begins.
        CellTaken: the id is in use.
    """
    access.require(by, Permission.REVIEW_KEEP, country=holds.country)
    countries.validate(holds.country)
    if holds.from_on and holds.until_on and holds.until_on <= holds.from_on:
        raise Invalid(field="until", message=_("It cannot end before it begins."))
    fact = add(
        CoverageFact,
        pk=new.id,
        unless=Q(pk=new.id),
        taken=CellTaken,
        country=holds.country,
        from_on=holds.from_on,
        until_on=holds.until_on,
        is_claim=holds.is_claim,
        **_said(new, by=by),
    )
    log.record("coverage.changed", fact, by=by)
    return fact


@transaction.atomic
def end(fact: CoverageFact, *, by: User, on: dt.date) -> CoverageFact:
    """Say that something no longer holds from a day on; it stays to be read.

    Raises:
        PermissionDenied: ``by`` is not that country's officer.
        Invalid: it would end before it began.
        HasEnded: it was ended before.
    """
    access.require(by, Permission.REVIEW_KEEP, country=fact.country)
    if fact.from_on and on <= fact.from_on:
        raise Invalid(field="on", message=_("It cannot end before it begins."))
    ended = CoverageFact.objects.filter(pk=fact.pk, until_on__isnull=True).update(
        until_on=on, updated_at=timezone.now(), version=F("version") + 1
    )
    if not ended:
        raise HasEnded
    fact.refresh_from_db()
    log.record("coverage.changed", fact, by=by)
    return fact


@transaction.atomic
def propose_in_review(review: LawReview, new: NewCover, *, by: User) -> CoverageChange:
    """Say what the proposal of a review would make of one cell.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        CellTaken: the review says something of this cell already.
    """
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    return _propose(new, by=by, law_review=review)


@transaction.atomic
def propose_in_option(option: AskOption, new: NewCover, *, by: User) -> CoverageChange:
    """Say what an option of an ask would make of one cell.

    Raises:
        PermissionDenied: ``by`` does not lead the campaign's lead network.
        CellTaken: the option says something of this cell already.
    """
    access.require(by, Permission.CAMPAIGN_EDIT, network=option.ask.campaign.lead_network_id)
    return _propose(new, by=by, option=option)


@transaction.atomic
def withdraw(change: CoverageChange, *, by: User) -> None:
    """Take a proposed change out; the record keeps that it was there.

    Raises:
        PermissionDenied: ``by`` keeps neither the review nor the option.
    """
    if change.option:
        network = change.option.ask.campaign.lead_network_id
        access.require(by, Permission.CAMPAIGN_EDIT, network=network)
        subject: Any = change.option.ask
    elif change.law_review:
        access.require(by, Permission.REVIEW_KEEP, country=change.law_review.country)
        subject = change.law_review
    else:
        raise PermissionDenied
    said = {"group": change.group, "branch": change.branch, "level": change.level}
    log.record("coverage.withdrawn", subject, by=by, changes=said)
    change.delete()


def _propose(new: NewCover, *, by: User, **belongs: Any) -> CoverageChange:
    cell = {"group": new.group, "branch": new.branch, "kind": new.kind}
    change = add(
        CoverageChange,
        pk=new.id,
        unless=Q(**belongs, **cell),
        taken=CellTaken,
        **belongs,
        **_said(new, by=by),
    )
    log.record("coverage.proposed", change, by=by)
    return change


def _said(new: NewCover, *, by: User) -> dict[str, Any]:
    now = timezone.now()
    names = (
        "group", "branch", "kind", "level", "citation", "provision", "mark", "contribution",
        "qualifying_period", "note",
    )  # fmt: skip
    said = {name: getattr(new, name) for name in names}
    times = {"created_at": now, "updated_at": now}
    return {**said, **times, "sources": list(new.sources), "recorded_by": by}
