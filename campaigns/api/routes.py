"""The resources of this app, for the router."""

from typing import Any

from backend.api.views import ReadViewSet
from campaigns.api.campaigns import CampaignViewSet
from campaigns.api.networks import NetworkViewSet
from campaigns.api.thematic_areas import ThematicAreaViewSet

RESOURCES: dict[str, type[ReadViewSet[Any]]] = {
    "networks": NetworkViewSet,
    "campaigns": CampaignViewSet,
    "thematic-areas": ThematicAreaViewSet,
}
