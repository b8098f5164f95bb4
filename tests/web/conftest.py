"""One small world for the pages: a network, its campaign, a law review, and the people around."""

import datetime as dt
from dataclasses import dataclass

import pytest

from backend.accounts.models import User
from campaigns.models import Ask, Campaign, Network
from cases.models import (
    AdvocacyCase,
    CaseDraft,
    IloSupport,
    LawReview,
    Milestone,
    Programme,
    Provision,
    StageEvent,
    Standard,
)
from tests import factories


@dataclass(frozen=True)
class House:
    """Everything of one country, and people who have to do with it or not."""

    network: Network
    campaign: Campaign
    ask: Ask
    provision: Provision
    case: AdvocacyCase
    draft: CaseDraft  # hnin began it
    review: LawReview
    fact: StageEvent
    milestone: Milestone
    support: IloSupport
    programme: Programme
    standard: Standard
    hnin: User  # leads the network
    malee: User  # organises in it
    phyu: User  # contributed the case
    karin: User  # the ILO's officer of the country
    luz: User  # leads a network elsewhere
    ramon: User  # the ILO's officer elsewhere


@pytest.fixture
def house() -> House:
    network = factories.NetworkFactory.create(slug="champa", name="Champa")
    campaign = factories.CampaignFactory.create(slug="section-33", lead_network=network)
    ask = factories.AskFactory.create(campaign=campaign, title="Include us in section 33")
    provision = factories.ProvisionFactory.create()
    provision.asks.add(ask)
    phyu = factories.contributor(network, "phyu")
    case = factories.CaseFactory.create(campaign=campaign, logged_by=phyu)
    case.asks.add(ask)
    case.provisions.add(provision)
    review = factories.LawReviewFactory.create(slug="royal-decree", is_public=False)
    review.asks.add(ask)
    standard = factories.StandardFactory.create(code="C189")
    case.standards.add(factories.StandardArticleFactory.create(standard=standard))
    hnin = factories.leader(network, "hnin")
    return House(
        network=network,
        campaign=campaign,
        ask=ask,
        provision=provision,
        case=case,
        draft=factories.CaseDraftFactory.create(author=hnin, campaign=campaign),
        review=review,
        fact=factories.StageEventFactory.create(law_review=review),
        milestone=factories.MilestoneFactory.create(
            law_review=review, planned_on=dt.date(2027, 3, 8)
        ),
        support=factories.IloSupportFactory.create(is_public=False),
        programme=factories.ProgrammeFactory.create(code="flagship"),
        standard=standard,
        hnin=hnin,
        malee=factories.organiser(network, "malee"),
        phyu=phyu,
        karin=factories.officer("TH", "karin"),
        luz=factories.leader(factories.NetworkFactory.create(country="PH"), "luz"),
        ramon=factories.officer("PH", "ramon"),
    )


@pytest.fixture
def campaign(house: House) -> Campaign:
    """Return the house's campaign, made public with its review; its case stays what it is."""
    house.campaign.is_public = house.review.is_public = True
    house.campaign.title = "Section 33 for us"
    house.campaign.titles = {"th": "มาตรา 33 เพื่อเรา", "my": "ကျွန်ုပ်တို့အတွက် ပုဒ်မ ၃၃"}
    house.campaign.save()
    house.review.save()
    return house.campaign
