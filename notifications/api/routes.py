"""The resources of this app, for the router."""

from notifications.api.events import EventViewSet
from notifications.api.notifications import NotificationViewSet
from notifications.api.preferences import PreferenceViewSet
from notifications.api.subscriptions import SubscriptionViewSet

RESOURCES = {
    "notifications": NotificationViewSet,
    "subscriptions": SubscriptionViewSet,
    "preferences": PreferenceViewSet,
    "events": EventViewSet,
}
