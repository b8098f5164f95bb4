"""Giving and taking roles."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.roles import Permission, Role
from campaigns import access
from campaigns.actions import roles
from campaigns.models import Network, RoleAssignment
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
from tests.records import kinds_of_events, refused, the_only_event

TODAY = timezone.now().date()
IN_A_NETWORK = [Role.CONTRIBUTOR, Role.ORGANISER, Role.LEADER]
OTHERS: dict[str, Callable[[Network], User]] = {
    "an organiser": organiser,
    "a contributor": contributor,
    "the leader of another network": lambda _: leader(NetworkFactory.create()),
    "the countrys officer": lambda network: officer(network.country),
    "nobody in particular": lambda _: person(),
}
by_others = pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)


def held_by(user: User) -> RoleAssignment:
    return RoleAssignment.objects.get(user=user)


class TestGrantInNetwork:
    @pytest.mark.parametrize("role", IN_A_NETWORK)
    @pytest.mark.parametrize("who", ["its leader", "an administrator"])
    def test_lets_a_person_in(self, role: Role, who: str) -> None:
        network, may = NetworkFactory.create(), person(named="may")
        by = leader(network) if who == "its leader" else administrator()

        roles.grant_in_network(role, to=may, network=network, by=by, on=TODAY)

        held = held_by(may)
        assert (held.role, held.network, held.starts_on, held.granted_by) == (
            role,
            network,
            TODAY,
            by,
        )
        assert access.reach_of(may, Permission.CASE_LOG).networks == {network.pk}

    def test_leaves_one_event_that_names_the_person_and_the_role(self) -> None:
        network, may = NetworkFactory.create(), person(named="may")
        by = leader(network)

        roles.grant_in_network(Role.ORGANISER, to=may, network=network, by=by, on=TODAY)

        event = the_only_event()
        assert (event.kind, event.subject_id) == ("role.granted", held_by(may).pk)
        assert event.changes == {"user": str(may.pk), "role": "organiser"}

    @by_others
    def test_is_refused_to(self, other: Callable[[Network], User]) -> None:
        network, may = NetworkFactory.create(), person(named="may")
        somebody = other(network)

        with refused(PermissionDenied):
            roles.grant_in_network(Role.CONTRIBUTOR, to=may, network=network, by=somebody, on=TODAY)

    def test_of_a_role_held_already_is_refused(self) -> None:
        network = NetworkFactory.create()
        may, by = organiser(network), leader(network)

        with refused(roles.RoleAlreadyHeld):
            roles.grant_in_network(Role.ORGANISER, to=may, network=network, by=by, on=TODAY)

    def test_of_a_role_that_ended_is_possible(self) -> None:
        network = NetworkFactory.create()
        may, by = organiser(network), leader(network)
        roles.revoke(held_by(may), by=by, on=TODAY)

        roles.grant_in_network(Role.ORGANISER, to=may, network=network, by=by, on=TODAY)

        assert kinds_of_events() == ["role.revoked", "role.granted"]

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR])
    def test_of_a_role_held_elsewhere_is_refused_even_to_administrators(self, role: Role) -> None:
        network, may, ann = NetworkFactory.create(), person(named="may"), administrator()

        with refused(PermissionDenied):
            roles.grant_in_network(role, to=may, network=network, by=ann, on=TODAY)


class TestGrantInCountry:
    def test_by_an_administrator_makes_an_officer(self) -> None:
        anong = person(named="anong")

        roles.grant_in_country(Role.OFFICER, to=anong, country="TH", by=administrator(), on=TODAY)

        assert access.reach_of(anong, Permission.REVIEW_KEEP).countries == {"TH"}
        assert the_only_event().kind == "role.granted"

    @by_others
    def test_is_refused_to(self, other: Callable[[Network], User]) -> None:
        anong, somebody = person(named="anong"), other(NetworkFactory.create())

        with refused(PermissionDenied):
            roles.grant_in_country(Role.OFFICER, to=anong, country="TH", by=somebody, on=TODAY)

    def test_is_refused_to_leaders(self) -> None:
        anong, champa = person(named="anong"), leader(NetworkFactory.create())

        with refused(PermissionDenied):
            roles.grant_in_country(Role.OFFICER, to=anong, country="TH", by=champa, on=TODAY)

    def test_twice_in_one_country_is_refused(self) -> None:
        anong, ann = officer("TH"), administrator()

        with refused(roles.RoleAlreadyHeld):
            roles.grant_in_country(Role.OFFICER, to=anong, country="TH", by=ann, on=TODAY)

    def test_in_a_second_country_is_possible(self) -> None:
        anong = officer("TH")

        roles.grant_in_country(Role.OFFICER, to=anong, country="PH", by=administrator(), on=TODAY)

        assert anong.assignments.count() == 2

    @pytest.mark.parametrize("country", ["", "XX", "Thailand"])
    def test_in_no_country_is_refused(self, country: str) -> None:
        anong, ann = person(named="anong"), administrator()

        with refused(ValidationError):
            roles.grant_in_country(Role.OFFICER, to=anong, country=country, by=ann, on=TODAY)

    @pytest.mark.parametrize("role", [*IN_A_NETWORK, Role.ADMINISTRATOR])
    def test_of_a_role_held_elsewhere_is_refused(self, role: Role) -> None:
        anong, ann = person(named="anong"), administrator()

        with refused(PermissionDenied):
            roles.grant_in_country(role, to=anong, country="TH", by=ann, on=TODAY)


class TestGrantInHouse:
    def test_by_an_administrator_makes_another(self) -> None:
        bo = person(named="bo")

        roles.grant_in_house(Role.ADMINISTRATOR, to=bo, by=administrator(), on=TODAY)

        assert access.holds(bo, Permission.HOUSE_MANAGE)
        assert the_only_event().kind == "role.granted"

    def test_is_refused_to_everybody_else(self) -> None:
        bo, network = person(named="bo"), NetworkFactory.create()

        for somebody in (leader(network), organiser(network), officer("TH"), bo):
            with refused(PermissionDenied):
                roles.grant_in_house(Role.ADMINISTRATOR, to=bo, by=somebody, on=TODAY)

    def test_twice_is_refused(self) -> None:
        ann = administrator()

        with refused(roles.RoleAlreadyHeld):
            roles.grant_in_house(Role.ADMINISTRATOR, to=ann, by=ann, on=TODAY)

    @pytest.mark.parametrize("role", [*IN_A_NETWORK, Role.OFFICER])
    def test_of_a_role_held_elsewhere_is_refused(self, role: Role) -> None:
        bo, ann = person(named="bo"), administrator()

        with refused(PermissionDenied):
            roles.grant_in_house(role, to=bo, by=ann, on=TODAY)


class TestRevoke:
    @pytest.mark.parametrize("who", ["its leader", "an administrator"])
    def test_ends_a_role_from_that_day_on(self, who: str) -> None:
        network = NetworkFactory.create()
        may = organiser(network)
        by = leader(network) if who == "its leader" else administrator()

        roles.revoke(held_by(may), by=by, on=TODAY)

        assert held_by(may).ends_on == TODAY
        assert not access.holds(User.objects.get(pk=may.pk), Permission.CASE_READ)
        assert the_only_event().changes == {"user": str(may.pk), "role": "organiser"}

    @by_others
    def test_is_refused_to(self, other: Callable[[Network], User]) -> None:
        network = NetworkFactory.create()
        held, somebody = held_by(leader(network)), other(network)

        with refused(PermissionDenied):
            roles.revoke(held, by=somebody, on=TODAY)

    def test_of_an_officer_is_refused_to_leaders(self) -> None:
        anong, champa = officer("TH"), leader(NetworkFactory.create())

        with refused(PermissionDenied):
            roles.revoke(held_by(anong), by=champa, on=TODAY)

    def test_of_a_role_that_ended_is_refused(self) -> None:
        network = NetworkFactory.create()
        may, by = organiser(network), leader(network)
        roles.revoke(held_by(may), by=by, on=TODAY)

        with refused(roles.RoleAlreadyEnded):
            roles.revoke(held_by(may), by=by, on=TODAY)

    def test_of_a_role_not_yet_begun_ends_it_before_it_begins(self) -> None:
        next_week = TODAY + dt.timedelta(7)
        held = RoleAssignmentFactory.create(role=Role.ORGANISER, starts_on=next_week)

        roles.revoke(held, by=administrator(), on=TODAY)

        held.refresh_from_db()
        assert held.ends_on == next_week

    def test_of_the_last_administrator_is_refused(self) -> None:
        ann = administrator()

        with refused(roles.LastAdministrator):
            roles.revoke(held_by(ann), by=ann, on=TODAY)

    def test_of_an_administrator_among_others_is_possible(self) -> None:
        ann, bo = administrator(), administrator()

        roles.revoke(held_by(bo), by=ann, on=TODAY)

        assert the_only_event().kind == "role.revoked"

    @pytest.mark.parametrize(
        "gone",
        [
            lambda other: User.objects.filter(pk=other.pk).update(is_active=False),
            lambda other: other.assignments.update(starts_on=TODAY + dt.timedelta(1)),
            lambda other: other.assignments.update(ends_on=TODAY),
        ],
        ids=["whose account is closed", "who begins tomorrow", "whose role ended"],
    )
    def test_does_not_count_an_administrator(self, gone: Callable[[Any], Any]) -> None:
        ann, other = administrator(), administrator()
        gone(other)

        with refused(roles.LastAdministrator):
            roles.revoke(held_by(ann), by=ann, on=TODAY)


class TestAppointFirst:
    def test_lets_the_first_administrator_in(self) -> None:
        ann = roles.appoint_first("ann", password="sample-only-33", on=TODAY)

        assert access.holds(ann, Permission.HOUSE_MANAGE)
        assert ann.check_password("sample-only-33")
        assert (the_only_event().kind, the_only_event().actor_id) == ("role.granted", None)

    def test_is_refused_once_a_house_is_founded(self) -> None:
        administrator()

        with refused(roles.HouseIsFounded):
            roles.appoint_first("eve", password="sample-only-33", on=TODAY)

    def test_is_refused_though_the_founder_has_left(self) -> None:
        ann = administrator()
        ann.assignments.update(ends_on=TODAY)

        with refused(roles.HouseIsFounded):
            roles.appoint_first("eve", password="sample-only-33", on=TODAY)
