"""Logging a case."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.burmese import read_each
from backend.errors import DomainError, Invalid
from campaigns import access
from campaigns.models import Ask, Campaign, CampaignStatus, Network
from cases.actions import precautions
from cases.models import (
    AdvocacyCase,
    CaseDraft,
    CaseIssue,
    CaseNumber,
    OnBehalfOf,
    Provision,
    Risk,
    StandardArticle,
    Visibility,
)
from cases.models.case import LONGEST_TITLE


class CaseIdTaken(DomainError):
    """The id sent with the form already names another case."""

    message = _("This form was already used. Please open a new one.")


class CampaignEnded(DomainError):
    """Nothing more can be logged for a campaign that was won or closed."""

    message = _("This campaign has ended. Choose another one.")


class NetworkNotInCampaign(Invalid):
    """The case's network neither leads the campaign nor is allied to it."""

    def __init__(self) -> None:
        super().__init__(
            field="campaign", message=_("This network does not take part in that campaign.")
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCase:
    """What is said when a case is logged. ``id`` comes from the form, so a repeat adds nothing."""

    id: UUID
    campaign: Campaign
    network: Network
    title: str
    summary: str = ""
    issue_kinds: Sequence[str] = ()
    people_affected: int | None = None
    place: str = ""
    visibility: str = Visibility.NETWORK
    risk: str = Risk.NONE
    on_behalf_of: str = OnBehalfOf.MEMBER
    asks: Sequence[Ask] = field(default=())
    provisions: Sequence[Provision] = field(default=())
    standards: Sequence[StandardArticle] = field(default=())


@transaction.atomic
def log_case(new: NewCase, *, by: User) -> AdvocacyCase:
    """Open a case; sending one form twice over a bad line opens one case, not two.

    What was kept of it while it was written is forgotten.

    Raises:
        PermissionDenied: ``by`` may not log for this network.
        NetworkNotInCampaign: the network takes no part in the campaign.
        CampaignEnded: the campaign was won or closed.
        TooDangerousToShare: the risk does not allow it to be shared so far.
        CaseIdTaken: the id names a case somebody else logged.
    """
    access.require(by, Permission.CASE_LOG, network=new.network.pk)
    before = AdvocacyCase.objects.filter(pk=new.id).first()
    if before is not None:
        return _same_form_again(before, new=new, by=by)
    _require_campaign(new)
    precautions.require_shareable(risk=new.risk, visibility=new.visibility)
    now = timezone.now()
    numbers = _locked_numbers(country=new.network.country, on=now.date())
    # Of two equal forms the second waited for that lock, and may take no number.
    winner = AdvocacyCase.objects.filter(pk=new.id).first()
    if winner is not None:
        return _same_form_again(winner, new=new, by=by)
    texts, originals = read_each(title=new.title, summary=new.summary)
    case = AdvocacyCase.objects.create(
        pk=new.id,
        reference=_next_reference(numbers),
        campaign=new.campaign,
        network=new.network,
        country=new.network.country,
        title=texts["title"][:LONGEST_TITLE],
        summary=texts["summary"],
        originals=originals,
        people_affected=new.people_affected,
        place=new.place,
        visibility=new.visibility,
        risk=new.risk,
        on_behalf_of=new.on_behalf_of,
        logged_by=by,
        owner=_first_owner(new, by=by),
        created_at=now,
        updated_at=now,
    )
    _link(case, new)
    CaseDraft.objects.filter(pk=new.id, author=by).delete()
    log.record("case.logged", case, by=by)
    if case.risk == Risk.DANGER:
        log.record("case.endangered", case, by=by)
    return case


def _same_form_again(case: AdvocacyCase, *, new: NewCase, by: User) -> AdvocacyCase:
    if case.logged_by_id != by.pk or case.network_id != new.network.pk:
        raise CaseIdTaken
    return case


def _require_campaign(new: NewCase) -> None:
    campaign = new.campaign
    takes_part = campaign.lead_network_id == new.network.pk or (
        campaign.allies.filter(pk=new.network.pk).exists()
    )
    if not takes_part:
        raise NetworkNotInCampaign
    if campaign.status != CampaignStatus.ACTIVE:
        raise CampaignEnded
    for ask in new.asks:
        if ask.campaign_id != campaign.pk:
            raise Invalid(field="asks", message=_("That ask belongs to another campaign."))


def _first_owner(new: NewCase, *, by: User) -> User | None:
    """Return who owns it: whoever may work on it. A contributor's case waits for a leader."""
    may_own = access.reach_of(by, Permission.CASE_EDIT_OWNED).networks
    return by if new.network.pk in may_own else None


def _locked_numbers(*, country: str, on: dt.date) -> CaseNumber:
    """Return the country's numbers of the year, locked until commit: no hole, no double."""
    locked = CaseNumber.objects.select_for_update()
    return locked.get_or_create(country=country, year=on.year)[0]


def _next_reference(numbers: CaseNumber) -> str:
    """Take the next number, e.g. 'TH-2026-0007'."""
    numbers.last += 1
    numbers.save(update_fields=["last"])
    return str(numbers)


def _link(case: AdvocacyCase, new: NewCase) -> None:
    kinds = dict.fromkeys(new.issue_kinds)
    CaseIssue.objects.bulk_create(CaseIssue(case=case, kind=kind) for kind in kinds)
    case.asks.set(new.asks)
    case.provisions.set(new.provisions)
    case.standards.set(new.standards)
