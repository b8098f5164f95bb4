"""Who wants to hear what on which channel, and what became of each message."""

from notifications.models.address import (
    OF_SEVERAL,
    PAID_BY_THE_PIECE,
    Address,
    AddressState,
    Channel,
    Suppression,
    SuppressionReason,
)
from notifications.models.answering import Escalation, EscalationState, Step
from notifications.models.calendar import Calendar
from notifications.models.following import Cadence, Level, Preference, Scope, Subscription
from notifications.models.hours import Hours
from notifications.models.message import (
    ADDRESSED,
    Delivery,
    DeliveryState,
    Digest,
    Notification,
    Receipt,
)
from notifications.models.provider import Provider
from notifications.models.searching import ListPage, SavedSearch, SearchMatch
from notifications.models.webhook import PostState, Webhook, WebhookPost, WebhookState

__all__ = [
    "ADDRESSED",
    "OF_SEVERAL",
    "PAID_BY_THE_PIECE",
    "Address",
    "AddressState",
    "Cadence",
    "Calendar",
    "Channel",
    "Delivery",
    "DeliveryState",
    "Digest",
    "Escalation",
    "EscalationState",
    "Hours",
    "Level",
    "ListPage",
    "Notification",
    "PostState",
    "Preference",
    "Provider",
    "Receipt",
    "SavedSearch",
    "Scope",
    "SearchMatch",
    "Step",
    "Subscription",
    "Suppression",
    "SuppressionReason",
    "Webhook",
    "WebhookPost",
    "WebhookState",
]
