"""What the page of a case tells of its past, and to whom it tells less."""

import pytest

from backend.accounts.models import User
from campaigns.models import Campaign
from cases.actions import cases
from cases.models import AdvocacyCase, Visibility
from cases.queries.history import history
from tests import factories

BEFORE, SHARED, AFTER = "Changed: title.", "It may now be read by", "The case was taken up."
LOGGED = "The case was logged."


@pytest.fixture
def campaign() -> Campaign:
    ally = factories.NetworkFactory.create()
    return factories.CampaignFactory.create(allies=[ally])


@pytest.fixture
def hnin(campaign: Campaign) -> User:
    """Return the leader of the case's network."""
    return factories.leader(campaign.lead_network)


@pytest.fixture
def dao(campaign: Campaign) -> User:
    """Return the leader of the allied network."""
    return factories.leader(campaign.allies.get())


@pytest.fixture
def karin() -> User:
    """Return the ILO's officer of the country."""
    return factories.officer("TH")


@pytest.fixture
def case(campaign: Campaign, hnin: User) -> AdvocacyCase:
    case = factories.CaseFactory.create(campaign=campaign)
    return cases.edit(case, by=hnin, version=case.version, title="Refused again")


def read_by(reader: User, case: AdvocacyCase) -> list[str]:
    return [line.text for line in history(case, reader=reader, names_shown=False)]


def share(case: AdvocacyCase, hnin: User, *ways: Visibility) -> None:
    """Share a case one way after the other, then take it up."""
    for way in ways:
        cases.share(case, by=hnin, with_=way)
    cases.activate(case, by=hnin)


class TestTheHistory:
    def test_is_told_whole_inside_the_network(self, case: AdvocacyCase, hnin: User) -> None:
        share(case, hnin, Visibility.ALLIES)

        for reader in (hnin, factories.organiser(case.network)):
            after, shared, before, logged = read_by(reader, case)
            assert (after, before, logged) == (AFTER, BEFORE, LOGGED)
            assert SHARED in shared

    def test_is_told_to_an_ally_from_when_the_case_was_shared(
        self, case: AdvocacyCase, hnin: User, dao: User
    ) -> None:
        share(case, hnin, Visibility.ALLIES)

        after, shared, logged = read_by(dao, case)

        assert (after, logged) == (AFTER, LOGGED)
        assert SHARED in shared

    def test_begins_again_where_sharing_was_taken_back(
        self, case: AdvocacyCase, hnin: User, dao: User
    ) -> None:
        share(case, hnin, Visibility.ALLIES)

        for way in (Visibility.NETWORK, Visibility.ALLIES_AND_ILO):
            cases.share(case, by=hnin, with_=way)

        assert [text for text in read_by(dao, case) if SHARED not in text] == [LOGGED]

    def test_begins_for_each_circle_where_it_was_let_in(
        self, case: AdvocacyCase, hnin: User, dao: User, karin: User
    ) -> None:
        share(case, hnin, Visibility.ALLIES)
        cases.share(case, by=hnin, with_=Visibility.ALLIES_AND_ILO)

        assert AFTER in read_by(dao, case)
        assert AFTER not in read_by(karin, case)

    def test_is_told_whole_of_a_case_that_was_shared_from_the_first(
        self, campaign: Campaign, hnin: User, karin: User
    ) -> None:
        case = factories.CaseFactory.create(campaign=campaign, visibility=Visibility.ILO)
        cases.activate(case, by=hnin)

        assert read_by(karin, case) == [AFTER, LOGGED]
