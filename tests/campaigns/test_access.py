"""Where a person's permission reaches."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from backend.accounts.models import User
from backend.accounts.roles import Permission, Role
from campaigns import access
from campaigns.models import RoleAssignment
from tests.factories import (
    NetworkFactory,
    RoleAssignmentFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
    person,
)


def day(from_today: int) -> dt.date:
    return timezone.now().date() + dt.timedelta(from_today)


class TestARole:
    @pytest.mark.parametrize(
        ("starts", "ends"),
        [(-1, None), (0, None), (0, 1), (-900, 1)],
        ids=["since yesterday", "from today", "today alone", "until tomorrow"],
    )
    def test_counts_on_the_days_it_is_held(self, starts: int, ends: int | None) -> None:
        ends_on = None if ends is None else day(ends)
        held = RoleAssignmentFactory.create(starts_on=day(starts), ends_on=ends_on)

        reach = access.reach_of(held.user, Permission.CASE_LOG)

        assert reach.networks == {held.network_id}

    @pytest.mark.parametrize(
        ("starts", "ends"),
        [(1, None), (-900, 0), (-900, -1), (0, 0)],
        ids=["starts tomorrow", "ended today", "ended yesterday", "ended before it began"],
    )
    def test_counts_on_no_other_day(self, starts: int, ends: int | None) -> None:
        ends_on = None if ends is None else day(ends)
        held = RoleAssignmentFactory.create(starts_on=day(starts), ends_on=ends_on)

        assert not access.holds(held.user, Permission.CASE_LOG)
        assert not RoleAssignment.objects.current().exists()

    def test_counts_for_nothing_once_her_account_is_closed(self) -> None:
        champa = leader(NetworkFactory.create())
        User.objects.update(is_active=False)

        assert not access.holds(User.objects.get(pk=champa.pk), Permission.CASE_READ)

    def test_taken_back_counts_no_more_at_the_next_request(self) -> None:
        champa = leader(NetworkFactory.create())
        RoleAssignment.objects.update(ends_on=day(0))

        assert not access.holds(User.objects.get(pk=champa.pk), Permission.CASE_READ)


class TestReachOf:
    def test_a_leader_are_her_networks(self) -> None:
        homenet, sister = NetworkFactory.create_batch(2)
        champa = leader(homenet)
        RoleAssignmentFactory.create(user=champa, role=Role.LEADER, network=sister)

        reach = access.reach_of(champa, Permission.CASE_EDIT)

        assert reach.networks == {homenet.pk, sister.pk}
        assert (reach.countries, reach.everywhere) == (frozenset(), False)

    def test_holds_only_places_where_the_role_grants_that_permission(self) -> None:
        homenet, sister = NetworkFactory.create_batch(2)
        champa = leader(homenet)
        RoleAssignmentFactory.create(user=champa, role=Role.CONTRIBUTOR, network=sister)

        assert access.reach_of(champa, Permission.CASE_EDIT).networks == {homenet.pk}
        assert access.reach_of(champa, Permission.CASE_READ_OWN).networks == {sister.pk}

    def test_an_officer_is_her_country(self) -> None:
        reach = access.reach_of(officer("TH"), Permission.REVIEW_KEEP)

        assert reach.countries == {"TH"}
        assert not reach.networks

    def test_a_member_knows_the_country_her_network_is_in(self) -> None:
        network = NetworkFactory.create(country="PH")

        reach = access.reach_of(contributor(network), Permission.REVIEW_READ)

        assert reach.home_countries == {"PH"}
        assert not reach.countries

    def test_an_administrator_is_the_whole_house(self) -> None:
        assert access.reach_of(administrator(), Permission.NETWORK_MANAGE).everywhere

    @pytest.mark.parametrize("stranger", [AnonymousUser(), User(username="nobody")])
    def test_a_stranger_is_nowhere(self, stranger: access.Visitor) -> None:
        for permission in Permission:
            assert access.reach_of(stranger, permission) == access.Reach()

    def test_is_asked_of_the_database_once_per_request(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        champa = leader(NetworkFactory.create())

        with django_assert_num_queries(1):
            for permission in Permission:
                access.reach_of(champa, permission)
                access.holds(champa, permission)


class TestRequire:
    def test_lets_pass_who_holds_the_permission_there(self) -> None:
        network = NetworkFactory.create()

        access.require(leader(network), Permission.CASE_EDIT, network=network.pk)
        access.require(officer("TH"), Permission.REVIEW_KEEP, country="TH")
        access.require(administrator(), Permission.HOUSE_MANAGE)

    def test_turns_away_who_holds_it_elsewhere(self) -> None:
        here, there = NetworkFactory.create_batch(2)

        with pytest.raises(PermissionDenied):
            access.require(leader(there), Permission.CASE_EDIT, network=here.pk)
        with pytest.raises(PermissionDenied):
            access.require(officer("PH"), Permission.REVIEW_KEEP, country="TH")

    def test_turns_away_whose_role_does_not_grant_it(self) -> None:
        network = NetworkFactory.create()

        with pytest.raises(PermissionDenied):
            access.require(organiser(network), Permission.CASE_EDIT, network=network.pk)

    def test_of_no_place_is_held_by_nobody_but_the_house(self) -> None:
        champa, anong = leader(NetworkFactory.create()), officer("TH")

        with pytest.raises(PermissionDenied):
            access.require(champa, Permission.CASE_EDIT)
        with pytest.raises(PermissionDenied):
            access.require(anong, Permission.REVIEW_KEEP)


class TestRolesOf:
    def test_names_each_role_held_today(self) -> None:
        champa = leader(NetworkFactory.create())
        RoleAssignmentFactory.create(user=champa, role=Role.ORGANISER)
        RoleAssignmentFactory.create(user=champa, role=Role.CONTRIBUTOR, ends_on=day(0))

        assert access.roles_of(champa) == {Role.LEADER, Role.ORGANISER}

    def test_of_who_holds_none_is_empty(self) -> None:
        assert access.roles_of(person()) == frozenset()
