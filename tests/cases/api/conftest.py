"""One network and its campaign in Thailand, who may do what there, and a stranger."""

import pytest

from backend.accounts.models import User
from campaigns.models import Campaign, Network
from cases.models import AdvocacyCase, LawReview, Provision, Visibility
from tests.factories import (
    CampaignFactory,
    CaseFactory,
    LawReviewFactory,
    NetworkFactory,
    ProvisionFactory,
    contributor,
    leader,
    officer,
    organiser,
)


@pytest.fixture
def lotus() -> Network:
    return NetworkFactory.create(name="Lotus")


@pytest.fixture
def campaign(lotus: Network) -> Campaign:
    return CampaignFactory.create(title="Section 33 for all", lead_network=lotus)


@pytest.fixture
def champa(lotus: Network) -> User:
    """Return the leader of Lotus."""
    return leader(lotus, "champa")


@pytest.fixture
def malee(lotus: Network) -> User:
    """Return an organiser of Lotus."""
    return organiser(lotus, "malee")


@pytest.fixture
def nu(lotus: Network) -> User:
    """Return a contributor of Lotus."""
    return contributor(lotus, "nu")


@pytest.fixture
def anan() -> User:
    """Return the ILO's officer of Thailand."""
    return officer("TH", "anan")


@pytest.fixture
def maria() -> User:
    """Return a stranger: she leads a network of another country."""
    return leader(NetworkFactory.create(name="Bayanihan", country="PH"), "maria")


@pytest.fixture
def section_33() -> Provision:
    return ProvisionFactory.create(number="33")


@pytest.fixture
def case(campaign: Campaign, champa: User) -> AdvocacyCase:
    """Return a case of Lotus that nobody else may read."""
    return CaseFactory.create(campaign=campaign, logged_by=champa, owner=champa)


@pytest.fixture
def review() -> LawReview:
    """Return a law review of Thailand that anybody may read."""
    return LawReviewFactory.create(title="Amending the royal decree")


@pytest.fixture
def shared(case: AdvocacyCase) -> AdvocacyCase:
    """Return the case, shared with allies and the officer."""
    AdvocacyCase.objects.filter(pk=case.pk).update(visibility=Visibility.ALLIES_AND_ILO)
    return AdvocacyCase.objects.get(pk=case.pk)


@pytest.fixture
def ally(campaign: Campaign) -> User:
    """Return the leader of a network allied to the campaign."""
    network = NetworkFactory.create(name="Rose")
    campaign.allies.add(network)
    return leader(network, "dao")
