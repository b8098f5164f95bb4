"""Two people at one moment, on a database that lets them."""

from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone

from backend.accounts.actions import NewPerson
from backend.accounts.models import User
from backend.accounts.roles import Role
from backend.errors import Invalid
from campaigns.actions import campaigns, invitations, networks, people, roles
from campaigns.actions.campaigns import NewAsk, NewCampaign, SlugTaken
from campaigns.actions.invitations import InvitationNotValid
from campaigns.actions.networks import NetworkTaken, NewNetwork
from campaigns.actions.roles import LastAdministrator, LastLeader, RoleAlreadyHeld
from campaigns.models import RoleAssignment
from tests.crowd import at_once
from tests.factories import CampaignFactory, NetworkFactory, administrator, leader, person
from tests.records import kinds_of_events

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

CROWD = 8


class TestTwoAdministratorsRemovingEachOther:
    def test_leave_one_of_them(self) -> None:
        ann, bo = administrator(), administrator()
        today = timezone.now().date()
        hers, his = (RoleAssignment.objects.get(user=user) for user in (ann, bo))

        outcomes = at_once(
            [
                partial(roles.revoke, his, by=ann, on=today),
                partial(roles.revoke, hers, by=bo, on=today),
            ]
        )

        assert sum(isinstance(outcome, LastAdministrator) for outcome in outcomes) == 1, outcomes
        assert RoleAssignment.objects.current().count() == 1
        assert kinds_of_events() == ["role.revoked"]

    def test_by_closing_accounts_leave_one_of_them(self) -> None:
        ann, bo = administrator(), administrator()

        outcomes = at_once(
            [partial(people.close_account, bo, by=ann), partial(people.close_account, ann, by=bo)]
        )

        assert sum(isinstance(outcome, LastAdministrator) for outcome in outcomes) == 1, outcomes
        assert kinds_of_events() == ["person.account_closed"]


class TestOneRoleGivenTwiceAtOnce:
    def test_is_held_once_and_the_second_is_told(self) -> None:
        network, may = NetworkFactory.create(), person(named="may")
        today = timezone.now().date()
        leaders = [leader(network), leader(network)]

        outcomes = at_once(
            [
                partial(
                    roles.grant_in_network,
                    Role.ORGANISER,
                    to=may,
                    network=network,
                    by=champa,
                    on=today,
                )
                for champa in leaders
            ]
        )

        assert sum(isinstance(outcome, RoleAlreadyHeld) for outcome in outcomes) == 1, outcomes
        assert may.assignments.count() == 1


class TestTwoLeadersGoingAtOnce:
    def test_leave_one_of_them(self) -> None:
        network = NetworkFactory.create()
        today = timezone.now().date()
        both = [leader(network), leader(network)]

        outcomes = at_once([partial(roles.leave, network, by=one, on=today) for one in both])

        assert sum(isinstance(outcome, LastLeader) for outcome in outcomes) == 1, outcomes
        assert RoleAssignment.objects.current().count() == 1
        assert kinds_of_events() == ["role.revoked"]

    def test_by_removing_each_other_leave_one_of_them(self) -> None:
        network = NetworkFactory.create()
        today = timezone.now().date()
        hnin, somchai = leader(network), leader(network)
        hers, his = (RoleAssignment.objects.get(user=user) for user in (hnin, somchai))

        outcomes = at_once(
            [
                partial(roles.revoke, his, by=hnin, on=today),
                partial(roles.revoke, hers, by=somchai, on=today),
            ]
        )

        assert sum(isinstance(outcome, LastLeader) for outcome in outcomes) == 1, outcomes
        assert RoleAssignment.objects.current().count() == 1


class TestOneLinkOpenedEightTimesAtOnce:
    def test_lets_one_person_in(self) -> None:
        network = NetworkFactory.create()
        now = timezone.now()
        letter = invitations.invite(Role.ORGANISER, to=network, by=leader(network), now=now)
        crowd = [person() for _ in range(CROWD)]
        accept = partial(invitations.accept, letter.token, now=now)

        outcomes = at_once([partial(accept, by=one) for one in crowd])

        lost = sum(isinstance(outcome, InvitationNotValid) for outcome in outcomes)
        assert lost == CROWD - 1, outcomes
        assert RoleAssignment.objects.filter(role=Role.ORGANISER).count() == 1

    def test_by_people_without_an_account_makes_one_account(self) -> None:
        network = NetworkFactory.create()
        now = timezone.now()
        letter = invitations.invite(Role.ORGANISER, to=network, by=leader(network), now=now)
        crowd = [NewPerson(username=f"may{n}", password="sample-only-33") for n in range(CROWD)]
        join = partial(invitations.join, letter.token, now=now)

        outcomes = at_once([partial(join, new=one) for one in crowd])

        assert sum(isinstance(outcome, InvitationNotValid) for outcome in outcomes) == CROWD - 1
        assert User.objects.filter(username__startswith="may").count() == 1


class TestOneHandleChosenByTwoAtOnce:
    def test_is_hers_who_was_first_and_the_other_is_told(self) -> None:
        network = NetworkFactory.create()
        now, host = timezone.now(), leader(network)
        letters = [
            invitations.invite(Role.ORGANISER, to=network, by=host, now=now) for _ in range(2)
        ]
        new = NewPerson(username="may", password="sample-only-33")

        outcomes = at_once(
            [partial(invitations.join, letter.token, new=new, now=now) for letter in letters]
        )

        assert sum(isinstance(outcome, Invalid) for outcome in outcomes) == 1, outcomes
        assert User.objects.filter(username="may").count() == 1


class TestOneFormSentEightTimes:
    def test_opens_one_campaign(self) -> None:
        network = NetworkFactory.create()
        champa = leader(network)
        new = NewCampaign(id=uuid4(), slug="s33", title="Section 33", lead_network=network)

        outcomes = at_once([partial(campaigns.open_campaign, new, by=champa)] * CROWD)

        assert sum(isinstance(outcome, SlugTaken) for outcome in outcomes) == CROWD - 1, outcomes
        assert kinds_of_events() == ["campaign.opened"]

    def test_adds_one_ask(self) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        new = NewAsk(id=uuid4(), campaign=campaign, slug="inclusion", title="Include us")

        outcomes = at_once([partial(campaigns.add_ask, new, by=champa)] * CROWD)

        assert sum(isinstance(outcome, SlugTaken) for outcome in outcomes) == CROWD - 1, outcomes
        assert kinds_of_events() == ["ask.added"]


class TestOneShortNameChosenByEight:
    """Each sends a form of her own, so no id tells that there was one before."""

    def test_is_one_campaigns(self) -> None:
        network = NetworkFactory.create()
        champa = leader(network)
        forms = [
            NewCampaign(id=uuid4(), slug="s33", title="Section 33", lead_network=network)
            for _ in range(CROWD)
        ]

        outcomes = at_once([partial(campaigns.open_campaign, form, by=champa) for form in forms])

        assert sum(isinstance(outcome, SlugTaken) for outcome in outcomes) == CROWD - 1, outcomes
        assert kinds_of_events() == ["campaign.opened"]

    def test_is_one_asks(self) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        forms = [
            NewAsk(id=uuid4(), campaign=campaign, slug="inclusion", title="Include us")
            for _ in range(CROWD)
        ]

        outcomes = at_once([partial(campaigns.add_ask, form, by=champa) for form in forms])

        assert sum(isinstance(outcome, SlugTaken) for outcome in outcomes) == CROWD - 1, outcomes
        assert kinds_of_events() == ["ask.added"]

    def test_is_one_networks(self) -> None:
        ann = administrator()
        forms = [
            NewNetwork(id=uuid4(), slug="lotus", name="Lotus", kind="union", country="TH")
            for _ in range(CROWD)
        ]

        outcomes = at_once([partial(networks.register, form, by=ann) for form in forms])

        assert sum(isinstance(outcome, NetworkTaken) for outcome in outcomes) == CROWD - 1, outcomes
        assert kinds_of_events() == ["network.registered"]
