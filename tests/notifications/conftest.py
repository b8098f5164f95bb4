"""One campaign with its case and its law review, and people in every standing towards them."""

from dataclasses import dataclass

import pytest

from backend.accounts.models import User
from campaigns.models import Campaign, Network
from cases.models import AdvocacyCase, LawReview, Milestone
from notifications.channels import CARRIERS
from notifications.models import Channel
from tests import factories
from tests.notifications.carrier import FakeCarrier


@dataclass(frozen=True)
class Scene:
    network: Network
    campaign: Campaign
    case: AdvocacyCase  # logged by phyu, for the network's eyes alone
    review: LawReview  # public
    milestone: Milestone
    hnin: User  # leads the network
    malee: User  # organises in it
    phyu: User  # contributed the case
    daw: User  # contributes, too
    karin: User  # the ILO's officer of the country
    luz: User  # leads a network elsewhere


@pytest.fixture
def scene() -> Scene:
    network = factories.NetworkFactory.create(name="Champa")
    campaign = factories.CampaignFactory.create(lead_network=network)
    phyu = factories.contributor(network, "phyu")
    case = factories.CaseFactory.create(campaign=campaign, logged_by=phyu)
    review = factories.LawReviewFactory.create(title="Royal decree")
    review.asks.add(factories.AskFactory.create(campaign=campaign))
    return Scene(
        network=network,
        campaign=campaign,
        case=case,
        review=review,
        milestone=factories.MilestoneFactory.create(law_review=review, title="Public hearing"),
        hnin=factories.leader(network, "hnin"),
        malee=factories.organiser(network, "malee"),
        phyu=phyu,
        daw=factories.contributor(network, "daw"),
        karin=factories.officer("TH", "karin"),
        luz=factories.leader(factories.NetworkFactory.create(country="PH"), "luz"),
    )


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> FakeCarrier:
    """Put a fake carrier in the place of mail."""
    fake = FakeCarrier()
    monkeypatch.setitem(CARRIERS, Channel.EMAIL, fake)
    return fake
