"""What people do to campaigns and their asks."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.adding import add
from backend.audit import log
from backend.errors import DomainError
from backend.versions import Unchanged, change
from campaigns import access
from campaigns.models import Ask, Campaign, CampaignStatus, Network


class SlugTaken(DomainError):
    """Another record has this id or short name."""

    message = _("This short name is in use. Please choose another.")


class CampaignNotActive(DomainError):
    """It was won or closed before."""

    message = _("This campaign has already ended.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCampaign:
    """What is said when a campaign opens. Its country is its lead network's."""

    id: UUID
    slug: str
    title: str
    lead_network: Network
    allies: list[Network] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    is_public: bool = False


@transaction.atomic
def open_campaign(new: NewCampaign, *, by: User) -> Campaign:
    """Open a campaign of the lead network.

    Raises:
        PermissionDenied: ``by`` does not lead that network.
        SlugTaken: the id or short name is in use.
    """
    lead = new.lead_network
    access.require(by, Permission.CAMPAIGN_EDIT, network=lead.pk)
    campaign = add(
        Campaign,
        pk=new.id,
        unless=Q(slug=new.slug),
        taken=SlugTaken,
        slug=new.slug,
        title=new.title,
        titles=new.titles,
        summary=new.summary,
        country=lead.country,
        lead_network=lead,
        is_public=new.is_public,
        updated_at=timezone.now(),
    )
    campaign.allies.set(ally for ally in new.allies if ally.pk != lead.pk)
    log.record("campaign.opened", campaign, by=by)
    return campaign


@transaction.atomic
def edit(  # noqa: PLR0913  # one for each thing that may change
    campaign: Campaign,
    *,
    by: User,
    version: int | None,
    title: str | Unchanged = Unchanged.FIELD,
    summary: str | Unchanged = Unchanged.FIELD,
    is_public: bool | Unchanged = Unchanged.FIELD,
) -> Campaign:
    """Change a campaign's text or whether it is public.

    Raises:
        PermissionDenied: ``by`` does not lead the lead network.
        Stale: it was changed since ``version``.
    """
    access.require(by, Permission.CAMPAIGN_EDIT, network=campaign.lead_network_id)
    changed = change(campaign, version=version, title=title, summary=summary, is_public=is_public)
    if changed:
        log.record("campaign.changed", campaign, by=by, changes={"fields": changed})
    return campaign


def win(campaign: Campaign, *, by: User) -> Campaign:
    """Record that what the campaign asked for came.

    Raises:
        PermissionDenied: ``by`` does not lead the lead network.
        CampaignNotActive: it ended before.
    """
    return _end(campaign, as_=CampaignStatus.WON, kind="campaign.won", by=by)


def close(campaign: Campaign, *, by: User) -> Campaign:
    """End a campaign without having won it.

    Raises:
        PermissionDenied: ``by`` does not lead the lead network.
        CampaignNotActive: it ended before.
    """
    return _end(campaign, as_=CampaignStatus.CLOSED, kind="campaign.closed", by=by)


@transaction.atomic
def _end(campaign: Campaign, *, as_: CampaignStatus, kind: str, by: User) -> Campaign:
    access.require(by, Permission.CAMPAIGN_EDIT, network=campaign.lead_network_id)
    moved = Campaign.objects.filter(pk=campaign.pk, status=CampaignStatus.ACTIVE).update(
        status=as_, updated_at=timezone.now(), version=F("version") + 1
    )
    if not moved:
        raise CampaignNotActive
    campaign.refresh_from_db(fields=["status", "updated_at", "version"])
    log.record(kind, campaign, by=by)
    return campaign


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAsk:
    """What is demanded, of whom."""

    id: UUID
    campaign: Campaign
    slug: str
    title: str
    text: str = ""
    addressed_to: str = ""


@transaction.atomic
def add_ask(new: NewAsk, *, by: User) -> Ask:
    """Add a demand to a campaign.

    Raises:
        PermissionDenied: ``by`` does not lead the lead network.
        SlugTaken: the id or short name is in use.
    """
    access.require(by, Permission.CAMPAIGN_EDIT, network=new.campaign.lead_network_id)
    ask = add(
        Ask,
        pk=new.id,
        unless=Q(campaign=new.campaign, slug=new.slug),
        taken=SlugTaken,
        campaign=new.campaign,
        slug=new.slug,
        title=new.title,
        text=new.text,
        addressed_to=new.addressed_to,
        updated_at=timezone.now(),
    )
    log.record("ask.added", ask, by=by)
    return ask
