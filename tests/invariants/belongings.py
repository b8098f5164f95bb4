"""What each person of the world has of her own."""

from typing import cast

from django.db.models import Model

from backend.accounts.models import User
from cases.models import AdvocacyCase
from tests import factories
from tests.softkey import passkey_of


def _notice(owner: User, about: Model) -> Model:
    event = factories.EventFactory.create(subject_id=about.pk)
    notice: Model = factories.NotificationFactory.create(user=owner, event=event)
    factories.DeliveryFactory.create(notification=notice)
    return notice


def _subscription(owner: User, about: Model) -> Model:
    subscription: Model = factories.SubscriptionFactory.create(
        user=owner, scope_type="case", scope_id=str(about.pk)
    )
    return subscription


def _preference(owner: User, _about: Model) -> Model:
    preference: Model = factories.PreferenceFactory.create(user=owner)
    return preference


def _address(owner: User, _about: Model) -> Model:
    # The message about her notice went to it.
    return owner.addresses.first() or cast("Model", factories.AddressFactory.create(user=owner))


def _draft(owner: User, about: Model) -> Model:
    """Return what ``owner`` writes, for a network of hers where she has one."""
    held = owner.assignments.exclude(network=None).select_related("network").first()
    network = held.network if held else cast("AdvocacyCase", about).network
    draft: Model = factories.CaseDraftFactory.create(author=owner, campaign__lead_network=network)
    return draft


PERSONAL = {
    "passkey": lambda owner, _about: passkey_of(owner),
    "draft": _draft,
    "notice": _notice,
    "subscription": _subscription,
    "preference": _preference,
    "search": lambda owner, _about: factories.SavedSearchFactory.create(user=owner),
    "address": _address,
}
