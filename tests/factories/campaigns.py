"""Networks, roles, campaigns and asks with the least in them."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from backend.accounts.models import Session, User
from backend.accounts.roles import Role
from campaigns.models import (
    Ask,
    Campaign,
    Handover,
    Invitation,
    Network,
    NetworkKind,
    RoleAssignment,
    ThematicArea,
    Why,
)
from campaigns.models.invitation import digest_of

LONG_AGO = dt.date(2020, 1, 1)


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}")


class NetworkFactory(DjangoModelFactory[Network]):
    class Meta:
        model = Network

    slug = factory.Sequence(lambda n: f"network-{n}")
    name = factory.Sequence(lambda n: f"Network {n}")
    kind = NetworkKind.DOMESTIC_WORKERS
    country = "TH"
    updated_at = factory.LazyFunction(timezone.now)


class RoleAssignmentFactory(DjangoModelFactory[RoleAssignment]):
    """A contributor's role; give ``role`` with ``network=None`` and ``country`` or ``is_house``."""

    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = Role.CONTRIBUTOR
    network = factory.SubFactory(NetworkFactory)
    starts_on = LONG_AGO


class InvitationFactory(DjangoModelFactory[Invitation]):
    """An invitation to contribute, good until next week; its link's secret is ``token``."""

    class Meta:
        model = Invitation

    class Params:
        token = factory.Sequence(lambda n: f"secret-{n}")

    network = factory.SubFactory(NetworkFactory)
    role = Role.CONTRIBUTOR
    digest = factory.LazyAttribute(lambda given: digest_of(given.token))
    invited_by = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda given: given.created_at + dt.timedelta(7))


class ThematicAreaFactory(DjangoModelFactory[ThematicArea]):
    class Meta:
        model = ThematicArea

    scheme = "flagship"
    code = factory.Sequence(lambda n: f"area-{n}")
    name = factory.Sequence(lambda n: f"Area {n}")


class CampaignFactory(DjangoModelFactory[Campaign]):
    class Meta:
        model = Campaign
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"campaign-{n}")
    title = factory.Sequence(lambda n: f"Campaign {n}")
    lead_network = factory.SubFactory(NetworkFactory)
    country = factory.SelfAttribute("lead_network.country")
    updated_at = factory.LazyFunction(timezone.now)

    @factory.post_generation  # type: ignore[untyped-decorator]
    def allies(self, create: bool, extracted: list[Network] | None) -> None:  # noqa: FBT001
        if create and extracted:
            self.allies.set(extracted)


class AskFactory(DjangoModelFactory[Ask]):
    class Meta:
        model = Ask

    campaign = factory.SubFactory(CampaignFactory)
    slug = factory.Sequence(lambda n: f"ask-{n}")
    title = factory.Sequence(lambda n: f"Ask {n}")
    updated_at = factory.LazyFunction(timezone.now)


class SessionFactory(DjangoModelFactory[Session]):
    class Meta:
        model = Session

    session_key = factory.Sequence(lambda n: f"session-{n}")
    expire_date = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(hours=1))


class HandoverFactory(DjangoModelFactory[Handover]):
    """One leader has gone, another asks, a third goes on; all three lead the network."""

    class Meta:
        model = Handover
        skip_postgeneration_save = True

    network = factory.SubFactory(NetworkFactory)
    leader = factory.SubFactory(UserFactory)
    successor = factory.SubFactory(UserFactory)
    asked_by = factory.SubFactory(UserFactory)
    why = Why.LEFT
    asked_at = factory.LazyFunction(timezone.now)

    @factory.post_generation  # type: ignore[untyped-decorator]
    def leading(self, create: bool, _given: object) -> None:  # noqa: FBT001
        for somebody in (self.leader, self.successor, self.asked_by) if create else ():
            if not somebody.assignments.filter(network=self.network, role=Role.LEADER).exists():
                RoleAssignmentFactory.create(user=somebody, role=Role.LEADER, network=self.network)
