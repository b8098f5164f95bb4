"""Where public news is posted, and what else leaves the house, with the least in it."""

from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from backend import crypto
from notifications import models as notifications
from tests.factories.audit import EventFactory
from tests.factories.campaigns import NetworkFactory, UserFactory

SECRET = "whsec_" + "c2VjcmV0" * 4


class SuppressionFactory(DjangoModelFactory[notifications.Suppression]):
    class Meta:
        model = notifications.Suppression

    channel = notifications.Channel.EMAIL
    fingerprint = factory.Sequence(lambda n: f"fingerprint-{n}")
    reason = notifications.SuppressionReason.BOUNCED
    created_at = factory.LazyFunction(timezone.now)


class CalendarFactory(DjangoModelFactory[notifications.Calendar]):
    """A calendar whose address ends with ``token``."""

    class Meta:
        model = notifications.Calendar

    class Params:
        token = factory.Sequence(lambda n: f"the-secret-of-calendar-{n}")

    user = factory.SubFactory(UserFactory)
    sealed = factory.LazyAttribute(
        lambda one: crypto.seal(one.token, place=f"notifications.calendar.{one.user.pk}")
    )
    fingerprint = factory.LazyAttribute(
        lambda one: crypto.keyed_hash(one.token, purpose="notifications.calendar")
    )
    created_at = factory.LazyFunction(timezone.now)


class WebhookFactory(DjangoModelFactory[notifications.Webhook]):
    """A webhook of a whole network, posting to ``url``."""

    class Meta:
        model = notifications.Webhook

    class Params:
        url = "https://example.org/saphan"

    id = factory.LazyFunction(uuid4)
    network = factory.SubFactory(NetworkFactory)
    sealed = factory.LazyAttribute(
        lambda one: crypto.seal(one.url, place=f"notifications.webhook.{one.id}")
    )
    secret = factory.LazyAttribute(
        lambda one: crypto.seal(SECRET, place=f"notifications.webhook.{one.id}")
    )
    created_at = factory.LazyFunction(timezone.now)


class WebhookPostFactory(DjangoModelFactory[notifications.WebhookPost]):
    class Meta:
        model = notifications.WebhookPost

    webhook = factory.SubFactory(WebhookFactory)
    event = factory.SubFactory(EventFactory)
    due_at = factory.LazyFunction(timezone.now)
    created_at = factory.LazyFunction(timezone.now)
