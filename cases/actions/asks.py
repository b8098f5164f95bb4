"""What people do to asks together with the provisions they are about."""

from collections.abc import Sequence

from django.db import transaction

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.versions import Unchanged, change, hold, touch
from campaigns import access
from campaigns.actions import campaigns
from campaigns.actions.campaigns import NewAsk
from campaigns.models import Ask
from cases.models import Provision


@transaction.atomic
def add(new: NewAsk, *, by: User, provisions: Sequence[Provision] = ()) -> Ask:
    """Add a demand to a campaign, and say which provisions it is about.

    Raises:
        PermissionDenied: ``by`` does not lead the lead network.
        SlugTaken: the id or short name is in use.
    """
    ask = campaigns.add_ask(new, by=by)
    ask.provisions.set(provisions)
    return ask


@transaction.atomic
def edit(  # noqa: PLR0913  # one for each thing that may change
    ask: Ask,
    *,
    by: User,
    version: int | None,
    title: str | Unchanged = Unchanged.FIELD,
    text: str | Unchanged = Unchanged.FIELD,
    addressed_to: str | Unchanged = Unchanged.FIELD,
    provisions: Sequence[Provision] | Unchanged = Unchanged.FIELD,
) -> Ask:
    """Reword a demand, or say anew which provisions it is about.

    Raises:
        PermissionDenied: ``by`` does not lead the lead network.
        Stale: it was changed since ``version``.
    """
    access.require(by, Permission.CAMPAIGN_EDIT, network=ask.campaign.lead_network_id)
    hold(ask)
    changed = change(ask, version=version, title=title, text=text, addressed_to=addressed_to)
    if not isinstance(provisions, Unchanged):
        ask.provisions.set(provisions)
        if not changed:
            touch(ask)
        changed = [*changed, "provisions"]
    if changed:
        log.record("ask.changed", ask, by=by, changes={"fields": changed})
    return ask
