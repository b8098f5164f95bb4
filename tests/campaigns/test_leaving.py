"""Going from a network, and what keeps it from being left to nobody."""

import datetime as dt

import pytest
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.roles import Permission, Role
from campaigns import access
from campaigns.actions import people, roles
from campaigns.actions.roles import LastLeader, NotAMember, RoleAlreadyEnded
from campaigns.models import Network
from cases.models import AdvocacyCase
from tests.factories import (
    CampaignFactory,
    CaseFactory,
    NetworkFactory,
    RoleAssignmentFactory,
    administrator,
    leader,
    organiser,
    person,
)
from tests.records import kinds_of_events, refused

TODAY = timezone.now().date()
YESTERDAY, TOMORROW = TODAY - dt.timedelta(1), TODAY + dt.timedelta(1)


@pytest.fixture
def network() -> Network:
    return NetworkFactory.create()


@pytest.fixture
def hnin(network: Network) -> User:
    return leader(network, "hnin")


def fresh(user: User) -> User:
    """Read somebody without what an instance remembers of its roles."""
    return User.objects.get(pk=user.pk)


class TestLeave:
    def test_ends_all_roles_there_and_none_elsewhere(self, network: Network) -> None:
        malee, elsewhere = organiser(network), NetworkFactory.create()
        RoleAssignmentFactory.create(user=malee, network=network)
        RoleAssignmentFactory.create(user=malee, network=elsewhere)

        roles.leave(network, by=malee, on=TODAY)

        reach = access.reach_of(fresh(malee), Permission.NETWORK_READ)
        assert reach.networks == {elsewhere.pk}
        assert kinds_of_events() == ["role.revoked", "role.revoked"]

    def test_leaves_her_cases_with_the_network(self, network: Network, hnin: User) -> None:
        malee = organiser(network)
        campaign = CampaignFactory.create(lead_network=network)
        case = CaseFactory.create(campaign=campaign, logged_by=malee, owner=malee)

        roles.leave(network, by=malee, on=TODAY)

        assert list(AdvocacyCase.objects.visible_to(hnin)) == [case]
        assert not AdvocacyCase.objects.visible_to(fresh(malee)).exists()

    def test_of_the_last_leader_is_refused(self, network: Network, hnin: User) -> None:
        organiser(network)

        with refused(LastLeader, match="Make somebody else a leader first"):
            roles.leave(network, by=hnin, on=TODAY)

    def test_of_a_leader_is_possible_once_there_is_another(
        self, network: Network, hnin: User
    ) -> None:
        malee = organiser(network)
        roles.grant_in_network(Role.LEADER, to=malee, network=network, by=hnin, on=TODAY)

        roles.leave(network, by=hnin, on=TODAY)

        assert not access.roles_of(fresh(hnin))

    @pytest.mark.parametrize("term", ["ended", "begins tomorrow"])
    def test_of_a_leader_does_not_count_one_whose_role(
        self, network: Network, hnin: User, term: str
    ) -> None:
        more = {"ends_on": TODAY} if term == "ended" else {"starts_on": TOMORROW}
        RoleAssignmentFactory.create(role=Role.LEADER, network=network, **more)

        with refused(LastLeader):
            roles.leave(network, by=hnin, on=TODAY)

    def test_of_a_leader_does_not_count_one_whose_account_is_closed(
        self, network: Network, hnin: User
    ) -> None:
        people.close_account(leader(network), by=administrator())

        with refused(LastLeader):
            roles.leave(network, by=hnin, on=TODAY)

    def test_is_refused_to_who_holds_no_role_there(self, network: Network) -> None:
        somebody = person()

        with refused(NotAMember):
            roles.leave(network, by=somebody, on=TODAY)


class TestRevokeOfTheLastLeader:
    def test_is_refused_to_herself(self, hnin: User) -> None:
        with refused(LastLeader):
            roles.revoke(hnin.assignments.get(), by=hnin, on=TODAY)

    def test_is_possible_for_an_administrator_who_can_appoint_the_next(self, hnin: User) -> None:
        roles.revoke(hnin.assignments.get(), by=administrator(), on=TODAY)

        assert not access.roles_of(fresh(hnin))


class TestRevokeOfARoleWithAnEnd:
    def test_ends_it_earlier(self, network: Network, hnin: User) -> None:
        held = RoleAssignmentFactory.create(network=network, ends_on=TOMORROW)

        roles.revoke(held, by=hnin, on=TODAY)

        held.refresh_from_db()
        assert held.ends_on == TODAY

    def test_that_has_passed_is_refused(self, network: Network, hnin: User) -> None:
        held = RoleAssignmentFactory.create(network=network, ends_on=YESTERDAY)

        with refused(RoleAlreadyEnded):
            roles.revoke(held, by=hnin, on=TODAY)
