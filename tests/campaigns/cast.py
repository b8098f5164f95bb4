"""Who may have to do with a campaign, by the campaign."""

from collections.abc import Callable

from backend.accounts.models import User
from campaigns.models import Campaign
from tests.factories import (
    NetworkFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
)


def ally_leader(campaign: Campaign) -> User:
    """Return the leader of a network that is allied to the campaign."""
    ally = NetworkFactory.create()
    campaign.allies.add(ally)
    return leader(ally)


NOT_ITS_LEADER: dict[str, Callable[[Campaign], User]] = {
    "an organiser of the lead network": lambda campaign: organiser(campaign.lead_network),
    "a contributor of the lead network": lambda campaign: contributor(campaign.lead_network),
    "the leader of an allied network": ally_leader,
    "the leader of another network": lambda _: leader(NetworkFactory.create()),
    "the countrys officer": lambda campaign: officer(campaign.country),
    "an administrator": lambda _: administrator(),
}
