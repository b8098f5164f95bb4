"""Who sees networks, campaigns and asks."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser

from backend.accounts.models import User
from campaigns.access import Visitor
from campaigns.models import Ask, Campaign, Network
from tests.factories import (
    AskFactory,
    CampaignFactory,
    NetworkFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
    person,
)

Cast = Callable[[Campaign], Visitor]
ALLIED: dict[str, Cast] = {
    "a contributor of the lead network": lambda campaign: contributor(campaign.lead_network),
    "an organiser of the lead network": lambda campaign: organiser(campaign.lead_network),
    "the leader of the lead network": lambda campaign: leader(campaign.lead_network),
    "a contributor of an ally": lambda campaign: contributor(campaign.allies.get()),
    "the leader of an ally": lambda campaign: leader(campaign.allies.get()),
    "the countrys officer": lambda campaign: officer(campaign.country),
    "an administrator": lambda _: administrator(),
}
STRANGERS: dict[str, Cast] = {
    "a visitor": lambda _: AnonymousUser(),
    "somebody without a role": lambda _: person(),
    "the leader of another network": lambda _: leader(NetworkFactory.create()),
    "another countrys officer": lambda _: officer("PH"),
    "somebody whose account is closed": lambda campaign: shut_out(leader(campaign.lead_network)),
}
allied = pytest.mark.parametrize("cast", ALLIED.values(), ids=ALLIED)
strangers = pytest.mark.parametrize("cast", STRANGERS.values(), ids=STRANGERS)


def shut_out(user: User) -> User:
    user.is_active = False
    user.save()
    return user


def a_campaign(*, is_public: bool = False) -> Campaign:
    return CampaignFactory.create(is_public=is_public, allies=[NetworkFactory.create()])


class TestACampaign:
    @allied
    def test_is_seen_by(self, cast: Cast) -> None:
        campaign = a_campaign()

        assert list(Campaign.objects.visible_to(cast(campaign))) == [campaign]

    @strangers
    def test_is_not_seen_by(self, cast: Cast) -> None:
        somebody = cast(a_campaign())

        assert not Campaign.objects.visible_to(somebody).exists()

    @strangers
    def test_that_is_public_is_seen_even_by(self, cast: Cast) -> None:
        campaign = a_campaign(is_public=True)

        assert list(Campaign.objects.visible_to(cast(campaign))) == [campaign]


class TestAnAsk:
    @allied
    def test_is_seen_by(self, cast: Cast) -> None:
        ask = AskFactory.create(campaign=a_campaign())

        assert list(Ask.objects.visible_to(cast(ask.campaign))) == [ask]

    @strangers
    def test_is_not_seen_by(self, cast: Cast) -> None:
        ask = AskFactory.create(campaign=a_campaign())

        assert not Ask.objects.visible_to(cast(ask.campaign)).exists()

    @strangers
    def test_of_a_public_campaign_is_seen_even_by(self, cast: Cast) -> None:
        ask = AskFactory.create(campaign=a_campaign(is_public=True))

        assert list(Ask.objects.visible_to(cast(ask.campaign))) == [ask]


class TestANetwork:
    @allied
    def test_of_a_common_campaign_is_seen_by(self, cast: Cast) -> None:
        campaign = a_campaign()

        seen = Network.objects.visible_to(cast(campaign))

        assert {campaign.lead_network, campaign.allies.get()} <= set(seen)

    @strangers
    def test_is_not_seen_by(self, cast: Cast) -> None:
        campaign = a_campaign()

        seen = Network.objects.visible_to(cast(campaign))

        assert not {campaign.lead_network, campaign.allies.get()} & set(seen)

    def test_does_not_become_public_with_its_campaign(self) -> None:
        a_campaign(is_public=True)

        assert not Network.objects.visible_to(AnonymousUser()).exists()

    def test_is_seen_by_its_own_members_without_any_campaign(self) -> None:
        network = NetworkFactory.create()

        assert list(Network.objects.visible_to(contributor(network))) == [network]

    def test_is_seen_by_its_countrys_officer_alone(self) -> None:
        network = NetworkFactory.create(country="TH")

        assert list(Network.objects.visible_to(officer("TH"))) == [network]
        assert not Network.objects.visible_to(officer("PH")).exists()

    def test_that_meets_another_in_two_campaigns_is_found_once(self) -> None:
        ours, theirs = NetworkFactory.create_batch(2)
        CampaignFactory.create(lead_network=ours, allies=[theirs])
        CampaignFactory.create(lead_network=theirs, allies=[ours])

        assert Network.objects.visible_to(leader(ours)).count() == 2
