from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from backend.accounts.models import User
from backend.errors import Stale
from campaigns.actions.campaigns import NewAsk, SlugTaken
from campaigns.models import Ask, Campaign
from cases.actions import asks
from tests.campaigns.cast import NOT_ITS_LEADER
from tests.factories import AskFactory, CampaignFactory, ProvisionFactory, leader, organiser
from tests.records import kinds_of_events, refused, the_only_event


@pytest.fixture
def campaign() -> Campaign:
    return CampaignFactory.create()


@pytest.fixture
def champa(campaign: Campaign) -> User:
    """Return the leader of the campaign's lead network."""
    return leader(campaign.lead_network, "champa")


@pytest.fixture
def ask(campaign: Campaign) -> Ask:
    return AskFactory.create(campaign=campaign, title="Include domestic workers")


def new_ask(campaign: Campaign, slug: str = "section-33") -> NewAsk:
    return NewAsk(id=uuid4(), campaign=campaign, slug=slug, title="Include us")


class TestAdd:
    def test_says_which_provisions_it_is_about(self, champa: User, campaign: Campaign) -> None:
        section = ProvisionFactory.create()

        ask = asks.add(new_ask(campaign), by=champa, provisions=[section])

        assert list(section.asks.all()) == [ask]
        assert the_only_event().kind == "ask.added"

    def test_is_the_leaders_of_the_campaign(self, campaign: Campaign) -> None:
        malee = organiser(campaign.lead_network, "malee")

        with refused(PermissionDenied):
            asks.add(new_ask(campaign), by=malee)

    def test_under_a_short_name_in_use_is_refused(self, champa: User, ask: Ask) -> None:
        section = ProvisionFactory.create()

        with refused(SlugTaken):
            asks.add(new_ask(ask.campaign, ask.slug), by=champa, provisions=[section])


class TestEdit:
    def test_of_words_and_provisions_is_one_change(self, champa: User, ask: Ask) -> None:
        section = ProvisionFactory.create()

        asks.edit(ask, by=champa, version=1, title="Include us all", provisions=[section])

        ask.refresh_from_db()
        assert ask.title == "Include us all"
        assert ask.version == 2
        assert list(section.asks.all()) == [ask]
        assert the_only_event().changes == {"fields": ["title", "provisions"]}

    def test_of_provisions_alone_counts_the_version_up(self, champa: User, ask: Ask) -> None:
        asks.edit(ask, by=champa, version=1, provisions=[])

        ask.refresh_from_db()
        assert ask.version == 2

    def test_of_an_older_version_is_refused(self, champa: User, ask: Ask) -> None:
        section = ProvisionFactory.create()
        asks.edit(ask, by=champa, version=1, title="Include us all")

        with refused(Stale):
            asks.edit(ask, by=champa, version=1, provisions=[section])

    def test_of_nothing_leaves_no_event(self, champa: User, ask: Ask) -> None:
        asks.edit(ask, by=champa, version=1, title=ask.title)

        assert kinds_of_events() == []

    @pytest.mark.parametrize("other", NOT_ITS_LEADER.values(), ids=NOT_ITS_LEADER)
    def test_is_the_leaders_of_the_campaign(
        self, ask: Ask, other: Callable[[Campaign], User]
    ) -> None:
        somebody = other(ask.campaign)

        with refused(PermissionDenied):
            asks.edit(ask, by=somebody, version=1, title="Ours")
