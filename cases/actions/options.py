"""The rival answers to an ask."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.adding import add as add_row
from backend.audit import log
from campaigns import access
from campaigns.actions.campaigns import SlugTaken
from campaigns.models import Ask, AskOption


@dataclass(frozen=True, kw_only=True, slots=True)
class NewOption:
    """One way to answer the ask."""

    id: UUID
    slug: str
    title: str
    text: str = ""


@transaction.atomic
def add(ask: Ask, new: NewOption, *, by: User) -> AskOption:
    """Add an option to an ask, after those it has.

    Raises:
        PermissionDenied: ``by`` does not lead the campaign's lead network.
        SlugTaken: the id or short name is in use.
    """
    access.require(by, Permission.CAMPAIGN_EDIT, network=ask.campaign.lead_network_id)
    option = add_row(
        AskOption,
        pk=new.id,
        unless=Q(ask=ask, slug=new.slug),
        taken=SlugTaken,
        ask=ask,
        slug=new.slug,
        position=ask.options.count() + 1,
        title=new.title,
        text=new.text,
        updated_at=timezone.now(),
    )
    log.record("ask.option_added", ask, by=by, changes={"option": str(option.pk)})
    return option
