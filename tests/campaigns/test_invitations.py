"""Inviting people into a network, and joining one."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from backend.accounts.actions import NewPerson
from backend.accounts.models import User
from backend.accounts.roles import Permission, Role
from backend.audit.models import Event
from backend.errors import Invalid
from campaigns import access
from campaigns.actions import invitations, people, roles
from campaigns.actions.invitations import InvitationNotValid, TooManyInvitations
from campaigns.models import Invitation, Network
from campaigns.queries import usable_invitation
from tests.factories import (
    InvitationFactory,
    NetworkFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
    person,
)
from tests.records import kinds_of_events, nothing_written, refused, the_only_event

NOW = timezone.now()
NEXT_WEEK = NOW + dt.timedelta(days=7)
STRONG = "sample-only-33"
OTHERS: dict[str, Callable[[Network], User]] = {
    "an organiser": organiser,
    "a contributor": contributor,
    "the leader of another network": lambda _: leader(NetworkFactory.create()),
    "the countrys officer": lambda network: officer(network.country),
    "nobody in particular": lambda _: person(),
}
by_others = pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
WASTED: dict[str, dict[str, object]] = {
    "that has expired": {"created_at": NOW - dt.timedelta(8), "expires_at": NOW},
    "that was withdrawn": {"withdrawn_at": NOW},
}
wasted = pytest.mark.parametrize("more", WASTED.values(), ids=WASTED)


@pytest.fixture
def network() -> Network:
    return NetworkFactory.create()


@pytest.fixture
def hnin(network: Network) -> User:
    return leader(network, "hnin")


@pytest.fixture
def token(network: Network, hnin: User) -> str:
    return invitations.invite(Role.ORGANISER, to=network, by=hnin, now=NOW).token


class TestInvite:
    @pytest.mark.parametrize("who", ["its leader", "an administrator"])
    def test_makes_a_link_that_is_good_for_a_week(self, network: Network, who: str) -> None:
        by = leader(network) if who == "its leader" else administrator()

        letter = invitations.invite(Role.ORGANISER, to=network, by=by, now=NOW)

        assert usable_invitation(letter.token, now=NOW) == letter.invitation
        assert usable_invitation(letter.token, now=NEXT_WEEK) is None

    def test_keeps_no_secret_by_which_the_link_could_be_used(self, token: str) -> None:
        kept = Invitation.objects.values().get()

        assert token not in str(kept)
        assert token not in str(the_only_event().changes)

    def test_leaves_one_event_that_names_the_role(self, token: str) -> None:
        event = the_only_event()

        assert token
        assert (event.kind, event.changes) == ("member.invited", {"role": "organiser"})
        assert event.subject_id == Invitation.objects.get().pk

    @by_others
    def test_is_refused_to(self, network: Network, other: Callable[[Network], User]) -> None:
        somebody = other(network)

        with refused(PermissionDenied):
            invitations.invite(Role.CONTRIBUTOR, to=network, by=somebody, now=NOW)

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR])
    def test_to_a_role_of_another_place_is_refused(self, network: Network, role: Role) -> None:
        ann = administrator()

        with refused(Invalid):
            invitations.invite(role, to=network, by=ann, now=NOW)

    def test_is_refused_once_many_wait(self, network: Network, hnin: User) -> None:
        InvitationFactory.create_batch(invitations.MOST_OPEN, network=network, invited_by=hnin)

        with refused(TooManyInvitations):
            invitations.invite(Role.CONTRIBUTOR, to=network, by=hnin, now=NOW)


class TestAccept:
    def test_gives_the_role_in_the_name_of_whoever_invited(
        self, network: Network, hnin: User, token: str
    ) -> None:
        may = person("may")

        invitations.accept(token, by=may, now=NOW)

        held = may.assignments.get()
        assert (held.role, held.network, held.granted_by) == (Role.ORGANISER, network, hnin)
        assert access.reach_of(may, Permission.CASE_READ).networks == {network.pk}

    def test_tells_that_she_was_given_a_role_and_that_she_joined(self, token: str) -> None:
        may = person("may")

        invitations.accept(token, by=may, now=NOW)

        assert kinds_of_events() == ["member.invited", "role.granted", "member.joined"]
        joined = Event.objects.get(kind="member.joined")
        assert (joined.actor_id, joined.subject_id) == (may.pk, Invitation.objects.get().pk)
        assert joined.changes == {"user": str(may.pk), "role": "organiser"}

    def test_works_once(self, token: str) -> None:
        invitations.accept(token, by=person("may"), now=NOW)
        thida = person("thida")

        with refused(InvitationNotValid):
            invitations.accept(token, by=thida, now=NOW)

    @wasted
    def test_is_refused_with_a_link(self, more: dict[str, object], hnin: User) -> None:
        network = hnin.assignments.get().network
        InvitationFactory.create(network=network, invited_by=hnin, token="old", **more)
        may = person("may")

        with refused(InvitationNotValid):
            invitations.accept("old", by=may, now=NOW)

    def test_is_refused_with_a_link_that_nobody_made(self) -> None:
        may = person("may")

        with refused(InvitationNotValid):
            invitations.accept("forged", by=may, now=NOW)

    def test_is_refused_once_its_maker_leads_the_network_no_more(
        self, hnin: User, token: str
    ) -> None:
        may = person("may")
        roles.revoke(hnin.assignments.get(), by=administrator(), on=NOW.date())

        with refused(InvitationNotValid):
            invitations.accept(token, by=may, now=NOW)

    def test_is_refused_once_its_makers_account_is_closed(self, hnin: User, token: str) -> None:
        may = person("may")
        people.close_account(hnin, by=administrator())

        with refused(InvitationNotValid):
            invitations.accept(token, by=may, now=NOW)

    def test_of_a_role_held_already_is_refused_and_leaves_the_link_to_somebody_else(
        self, network: Network, token: str
    ) -> None:
        malee, may = organiser(network), person("may")

        with refused(roles.RoleAlreadyHeld):
            invitations.accept(token, by=malee, now=NOW)

        invitations.accept(token, by=may, now=NOW)
        assert may.assignments.exists()


class TestJoin:
    def test_lets_in_somebody_who_had_no_account(self, network: Network, token: str) -> None:
        new = NewPerson(username="May", password=STRONG, display_name="May", language="my")

        may = invitations.join(token, new=new, now=NOW)

        assert (may.username, may.display_name, may.language) == ("may", "May", "my")
        assert may.check_password(STRONG)
        assert access.reach_of(may, Permission.CASE_READ).networks == {network.pk}
        assert kinds_of_events()[1:] == ["person.joined", "role.granted", "member.joined"]

    def test_sets_her_clock_and_calendar_as_her_hosts(self, hnin: User, token: str) -> None:
        User.objects.filter(pk=hnin.pk).update(time_zone="Asia/Manila", calendar="buddhist")

        may = invitations.join(token, new=NewPerson(username="may", password=STRONG), now=NOW)

        assert (may.time_zone, may.calendar) == ("Asia/Manila", "buddhist")

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"username": "Hnin"}, "username"),
            ({"username": "two words"}, "username"),
            ({"username": ""}, "username"),
            ({"password": "short"}, "password"),
            ({"password": "may.of.the.house"}, "password"),
        ],
    )
    def test_says_which_field_is_wrong_and_leaves_the_link_as_it_was(
        self, typed: dict[str, str], field: str, token: str
    ) -> None:
        said = {"username": "may.of.the.house", "password": STRONG} | typed

        with nothing_written(), pytest.raises(Invalid) as wrong:
            invitations.join(token, new=NewPerson(**said), now=NOW)

        assert wrong.value.field == field

    def test_is_refused_without_a_link(self) -> None:
        with refused(InvitationNotValid):
            invitations.join("forged", new=NewPerson(username="may", password=STRONG), now=NOW)


class TestWithdraw:
    def test_makes_the_link_useless(self, hnin: User, token: str) -> None:
        invitation = Invitation.objects.get()

        invitations.withdraw(invitation, by=hnin, now=NOW)

        assert usable_invitation(token, now=NOW) is None
        assert kinds_of_events() == ["member.invited", "member.invitation_withdrawn"]

    def test_after_it_was_used_is_refused(self, hnin: User, token: str) -> None:
        invitations.accept(token, by=person("may"), now=NOW)
        invitation = Invitation.objects.get()

        with refused(InvitationNotValid):
            invitations.withdraw(invitation, by=hnin, now=NOW)

    @by_others
    def test_is_refused_to(
        self, network: Network, token: str, other: Callable[[Network], User]
    ) -> None:
        somebody, invitation = other(network), Invitation.objects.of_token(token).get()

        with refused(PermissionDenied):
            invitations.withdraw(invitation, by=somebody, now=NOW)


class TestAnInvitation:
    @by_others
    def test_is_not_seen_by(
        self, network: Network, token: str, other: Callable[[Network], User]
    ) -> None:
        somebody = other(network)

        assert Invitation.objects.of_token(token).exists()
        assert not Invitation.objects.visible_to(somebody).exists()
        assert somebody not in Invitation.objects.get().audience().users()

    def test_is_seen_by_the_leaders_of_its_network_and_administrators(
        self, hnin: User, token: str
    ) -> None:
        ann, invitation = administrator(), Invitation.objects.of_token(token).get()

        for somebody in (hnin, ann):
            assert list(Invitation.objects.visible_to(somebody)) == [invitation]
        assert set(invitation.audience().users()) == {hnin, ann}

    def test_is_looked_at_without_using_it_up(self, token: str) -> None:
        with nothing_written():
            assert usable_invitation(token, now=NOW)
