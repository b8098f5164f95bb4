"""What people follow and what reached them, with the least in it."""

import datetime as dt
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from backend import crypto
from backend.accounts.models import User
from notifications import models as notifications
from tests.factories.audit import EventFactory
from tests.factories.campaigns import UserFactory


class SubscriptionFactory(DjangoModelFactory[notifications.Subscription]):
    """Follows the country; give ``scope_type`` and ``scope_id`` for anything else."""

    class Meta:
        model = notifications.Subscription

    user = factory.SubFactory(UserFactory)
    scope_type = notifications.Scope.COUNTRY
    scope_id = "TH"
    created_at = factory.LazyFunction(timezone.now)


class PreferenceFactory(DjangoModelFactory[notifications.Preference]):
    class Meta:
        model = notifications.Preference

    user = factory.SubFactory(UserFactory)
    channel = notifications.Channel.EMAIL
    cadence = notifications.Cadence.NOW


class AddressFactory(DjangoModelFactory[notifications.Address]):
    """An address in use, ``plain`` being what is sealed in it."""

    class Meta:
        model = notifications.Address

    class Params:
        plain = factory.LazyAttribute(lambda address: f"{address.user.username}@example.org")

    id = factory.LazyFunction(uuid4)
    user = factory.SubFactory(UserFactory)
    channel = notifications.Channel.EMAIL
    state = notifications.AddressState.ACTIVE
    sealed = factory.LazyAttribute(
        lambda address: crypto.seal(address.plain, place=f"notifications.address.{address.id}")
    )
    fingerprint = factory.LazyAttribute(
        lambda address: crypto.keyed_hash(address.plain, purpose="notifications.address")
    )
    verified_at = factory.LazyFunction(timezone.now)
    created_at = factory.LazyFunction(timezone.now)


class NotificationFactory(DjangoModelFactory[notifications.Notification]):
    class Meta:
        model = notifications.Notification

    event = factory.SubFactory(EventFactory)
    user = factory.SubFactory(UserFactory)
    kind = factory.SelfAttribute("event.kind")
    subject_type = factory.SelfAttribute("event.subject_type")
    subject_id = factory.SelfAttribute("event.subject_id")
    created_at = factory.LazyFunction(timezone.now)


class ProviderFactory(DjangoModelFactory[notifications.Provider]):
    class Meta:
        model = notifications.Provider

    name = factory.Sequence(lambda n: f"email-{n}")


class DigestFactory(DjangoModelFactory[notifications.Digest]):
    class Meta:
        model = notifications.Digest

    user = factory.SubFactory(UserFactory)
    channel = notifications.Channel.EMAIL
    period = notifications.Cadence.DAILY
    local_date = dt.date(2026, 3, 8)
    created_at = factory.LazyFunction(timezone.now)


def _in_use(user: User, channel: str) -> notifications.Address | None:
    """Return the address of hers that is in use, or one that is from now on."""
    if channel not in notifications.Channel.values:
        return None
    hers = notifications.Address.objects.usable().filter(user=user, channel=channel)
    made: notifications.Address = hers.first() or AddressFactory.create(user=user, channel=channel)
    return made


class DeliveryFactory(DjangoModelFactory[notifications.Delivery]):
    """A message about a notice, waiting to be sent."""

    class Meta:
        model = notifications.Delivery

    notification = factory.SubFactory(NotificationFactory)
    user = factory.SelfAttribute("notification.user")
    channel = notifications.Channel.EMAIL
    address = factory.LazyAttribute(lambda message: _in_use(message.user, message.channel))
    due_at = factory.LazyFunction(timezone.now)
    created_at = factory.LazyFunction(timezone.now)


class HoursFactory(DjangoModelFactory[notifications.Hours]):
    """Quiet every night from ten to seven; give ``quiet`` for another week."""

    class Meta:
        model = notifications.Hours

    user = factory.SubFactory(UserFactory)
    quiet = ",".join(["22:00-07:00"] * 7)


class SavedSearchFactory(DjangoModelFactory[notifications.SavedSearch]):
    """All reviews she may see."""

    class Meta:
        model = notifications.SavedSearch

    user = factory.SubFactory(UserFactory)
    page = notifications.ListPage.REVIEWS
    query = factory.Sequence(lambda number: f"q={number}")
    name = factory.Sequence(lambda number: f"Search {number}")
    next_check_at = factory.LazyFunction(timezone.now)
    created_at = factory.LazyFunction(timezone.now)


class SearchMatchFactory(DjangoModelFactory[notifications.SearchMatch]):
    class Meta:
        model = notifications.SearchMatch

    search = factory.SubFactory(SavedSearchFactory)
    thing_id = factory.LazyFunction(uuid4)


class EscalationFactory(DjangoModelFactory[notifications.Escalation]):
    class Meta:
        model = notifications.Escalation

    event = factory.SubFactory(EventFactory)
    step = notifications.Step.OTHER_CHANNELS
    due_at = factory.LazyFunction(timezone.now)
