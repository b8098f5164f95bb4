"""Who fights, and where: networks, roles, campaigns and their asks."""

from campaigns.models.campaign import Ask, AskOption, Campaign, CampaignStatus, ThematicArea
from campaigns.models.handover import Handover, Why
from campaigns.models.invitation import Invitation
from campaigns.models.network import Network, NetworkKind
from campaigns.models.role import RoleAssignment

__all__ = [
    "Ask",
    "AskOption",
    "Campaign",
    "CampaignStatus",
    "Handover",
    "Invitation",
    "Network",
    "NetworkKind",
    "RoleAssignment",
    "ThematicArea",
    "Why",
]
