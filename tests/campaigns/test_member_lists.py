"""Who learns who the members of a network are."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from backend.accounts.models import User
from campaigns.models import Network
from campaigns.queries import card_of, members_of, networks_with_known_members, roles_known_to
from tests.factories import (
    CampaignFactory,
    NetworkFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
    person,
)

Cast = Callable[[Network], User]
TOLD: dict[str, Cast] = {
    "its leader": leader,
    "its organiser": organiser,
    "an administrator": lambda _: administrator(),
}
NOT_TOLD: dict[str, Cast] = {
    "its contributor": contributor,
    "the leader of an ally": lambda network: leader(ally_of(network)),
    "the countrys officer": lambda network: officer(network.country),
    "somebody without a role": lambda _: person(),
}


def ally_of(network: Network) -> Network:
    ally = NetworkFactory.create()
    CampaignFactory.create(lead_network=network, allies=[ally])
    return ally


def members_known_to(reader: User, network: Network) -> set[User]:
    """Return whom the page of members names to ``reader``."""
    known = networks_with_known_members(reader).filter(pk=network.pk).first()
    return set(members_of(known)) if known else set()


class TestTheMembersOfANetwork:
    @pytest.mark.parametrize("cast", TOLD.values(), ids=TOLD)
    def test_are_listed_for(self, cast: Cast) -> None:
        network = NetworkFactory.create()
        may = contributor(network, "may")

        reader = cast(network)

        assert may in members_known_to(reader, network)
        assert card_of(network, reader=reader).member_count == members_of(network).count()

    @pytest.mark.parametrize("cast", NOT_TOLD.values(), ids=NOT_TOLD)
    def test_are_not_told_to(self, cast: Cast) -> None:
        network = NetworkFactory.create()
        contributor(network, "may")

        reader = cast(network)

        assert members_known_to(reader, network) == set()
        assert card_of(network, reader=reader).member_count is None
        assert not roles_known_to(reader).filter(network=network).exists()

    def test_are_those_of_today_whose_accounts_are_open(self) -> None:
        network = NetworkFactory.create()
        champa, may, gone = leader(network), contributor(network), contributor(network)
        gone.assignments.update(ends_on=timezone.now().date())
        User.objects.filter(pk=may.pk).update(is_active=False)

        assert members_known_to(champa, network) == {champa}
        assert card_of(network, reader=champa).member_count == 1

    def test_are_not_told_with_the_campaigns_one_may_not_see(self) -> None:
        network = NetworkFactory.create()
        campaign = CampaignFactory.create(lead_network=network)

        assert card_of(network, reader=leader(network)).led == [campaign]
        assert card_of(network, reader=person()).led == []
