"""Everything as in a running house: what is rung for is done at once, by the real tasks."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from backend.accounts.models import User
from backend.celery import app
from campaigns.models import Campaign, Network
from cases.models import LawReview, Milestone
from tests import factories

Committing = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True)
class Movement:
    """A network whose campaign asks for what a law review could bring."""

    network: Network
    campaign: Campaign
    review: LawReview
    milestone: Milestone
    hnin: User  # leads the network
    malee: User  # organises in it, follows the campaign, gets mail
    phyu: User  # contributes
    karin: User  # the ILO's officer of the country


@pytest.fixture
def movement() -> Movement:
    network = factories.NetworkFactory.create(name="Champa")
    campaign = factories.CampaignFactory.create(lead_network=network, title="Section 33")
    review = factories.LawReviewFactory.create(title="Royal decree")
    review.asks.add(factories.AskFactory.create(campaign=campaign))
    malee = factories.organiser(network, "malee")
    factories.AddressFactory.create(user=malee)
    factories.SubscriptionFactory.create(
        user=malee, scope_type="campaign", scope_id=str(campaign.pk)
    )
    return Movement(
        network=network,
        campaign=campaign,
        review=review,
        milestone=factories.MilestoneFactory.create(
            law_review=review, title="Public hearing", planned_on=dt.date(2026, 3, 8)
        ),
        hnin=factories.leader(network, "hnin"),
        malee=malee,
        phyu=factories.contributor(network, "phyu"),
        karin=factories.officer("TH", "karin"),
    )


@pytest.fixture
def committing(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Iterator[Committing]:
    """Return a block at whose end what was rung for within it is done."""
    app.conf.task_always_eager = True
    yield lambda: django_capture_on_commit_callbacks(execute=True)
    app.conf.task_always_eager = False
