"""What people do to campaigns and their asks."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from backend.accounts.models import User
from backend.errors import Stale
from campaigns.actions import campaigns
from campaigns.actions.campaigns import NewAsk, NewCampaign
from campaigns.models import Ask, Campaign, CampaignStatus, Network
from tests.campaigns.cast import NOT_ITS_LEADER
from tests.factories import (
    AskFactory,
    CampaignFactory,
    NetworkFactory,
    contributor,
    leader,
    organiser,
)
from tests.records import kinds_of_events, nothing_written, refused, the_only_event

by_others = pytest.mark.parametrize("other", NOT_ITS_LEADER.values(), ids=NOT_ITS_LEADER)


def a_campaign(of: Network, **said: Any) -> NewCampaign:
    least: dict[str, Any] = {"id": uuid4(), "slug": "s33", "title": "Section 33"}
    return NewCampaign(lead_network=of, **least | said)


def an_ask(of: Campaign, **said: Any) -> NewAsk:
    least: dict[str, Any] = {"id": uuid4(), "slug": "inclusion", "title": "Include"}
    return NewAsk(campaign=of, **least | said)


class TestOpenCampaign:
    def test_by_its_leader_opens_an_active_one_in_her_networks_country(self) -> None:
        network, ally = NetworkFactory.create(country="PH"), NetworkFactory.create(country="TH")
        new = a_campaign(network, allies=[ally])

        campaigns.open_campaign(new, by=leader(network))

        campaign = Campaign.objects.get()
        assert (campaign.pk, campaign.country) == (new.id, "PH")
        assert (campaign.status, campaign.is_public) == (CampaignStatus.ACTIVE, False)
        assert list(campaign.allies.all()) == [ally]

    def test_leaves_one_event(self) -> None:
        network = NetworkFactory.create()

        campaign = campaigns.open_campaign(a_campaign(network), by=leader(network))

        event = the_only_event()
        assert (event.kind, event.subject_id) == ("campaign.opened", campaign.pk)

    def test_does_not_ally_the_lead_network_with_itself(self) -> None:
        network = NetworkFactory.create()

        campaigns.open_campaign(a_campaign(network, allies=[network]), by=leader(network))

        assert not Campaign.objects.get().allies.exists()

    @pytest.mark.parametrize("role", [organiser, contributor])
    def test_is_refused_to_members_who_do_not_lead(self, role: Any) -> None:
        network = NetworkFactory.create()
        somebody: User = role(network)

        with refused(PermissionDenied):
            campaigns.open_campaign(a_campaign(network), by=somebody)

    def test_in_the_name_of_another_network_is_refused(self) -> None:
        network, stranger = NetworkFactory.create(), leader(NetworkFactory.create())

        with refused(PermissionDenied):
            campaigns.open_campaign(a_campaign(network), by=stranger)

    def test_under_a_short_name_in_use_is_refused(self) -> None:
        before, network = CampaignFactory.create(), NetworkFactory.create()
        champa = leader(network)

        with refused(campaigns.SlugTaken):
            campaigns.open_campaign(a_campaign(network, slug=before.slug), by=champa)

    def test_under_an_id_in_use_is_refused(self) -> None:
        before, network = CampaignFactory.create(), NetworkFactory.create()
        champa = leader(network)

        with refused(campaigns.SlugTaken):
            campaigns.open_campaign(a_campaign(network, id=before.pk), by=champa)


class TestEdit:
    def test_by_the_lead_networks_leader_changes_the_text(self) -> None:
        campaign = CampaignFactory.create()

        campaigns.edit(
            campaign, by=leader(campaign.lead_network), version=1, summary="Why", is_public=True
        )

        campaign.refresh_from_db()
        assert (campaign.summary, campaign.is_public, campaign.version) == ("Why", True, 2)

    def test_leaves_one_event_that_names_the_fields(self) -> None:
        campaign = CampaignFactory.create()

        campaigns.edit(campaign, by=leader(campaign.lead_network), version=1, summary="Why")

        event = the_only_event()
        assert (event.kind, event.changes) == ("campaign.changed", {"fields": ["summary"]})

    def test_of_an_older_version_is_refused(self) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        campaigns.edit(Campaign.objects.get(), by=champa, version=1, title="First")

        with refused(Stale):
            campaigns.edit(campaign, by=champa, version=1, title="Second")

    def test_that_changes_nothing_leaves_no_event(self) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)

        with nothing_written():
            campaigns.edit(campaign, by=champa, version=1, title=campaign.title)

    @by_others
    def test_is_refused_to(self, other: Callable[[Campaign], User]) -> None:
        campaign = CampaignFactory.create()
        somebody = other(campaign)

        with refused(PermissionDenied):
            campaigns.edit(campaign, by=somebody, version=1, title="Ours")


ENDINGS = pytest.mark.parametrize(
    ("end", "status"),
    [(campaigns.win, CampaignStatus.WON), (campaigns.close, CampaignStatus.CLOSED)],
    ids=["won", "closed"],
)
End = Callable[..., Campaign]


@ENDINGS
class TestEnding:
    def test_is_recorded_with_one_event(self, end: End, status: CampaignStatus) -> None:
        campaign = CampaignFactory.create()

        end(campaign, by=leader(campaign.lead_network))

        assert Campaign.objects.get().status == campaign.status == status
        assert the_only_event().kind == f"campaign.{status}"

    def test_a_second_time_is_refused(self, end: End, status: CampaignStatus) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        campaigns.close(Campaign.objects.get(), by=champa)

        with refused(campaigns.CampaignNotActive):
            end(campaign, by=champa)

        assert kinds_of_events() == ["campaign.closed"], status

    def test_counts_the_version_up_from_what_stands_in_the_database(
        self, end: End, status: CampaignStatus
    ) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        campaigns.edit(Campaign.objects.get(), by=champa, version=1, title="Meanwhile")

        ended = end(campaign, by=champa)

        assert (Campaign.objects.get().version, ended.version, ended.status) == (3, 3, status)

    @by_others
    def test_is_refused_to(
        self, end: End, status: CampaignStatus, other: Callable[[Campaign], User]
    ) -> None:
        campaign = CampaignFactory.create()
        somebody = other(campaign)

        with refused(PermissionDenied):
            end(campaign, by=somebody)

        assert Campaign.objects.get().status != status


class TestAddAsk:
    def test_by_the_lead_networks_leader_adds_a_demand(self) -> None:
        campaign = CampaignFactory.create()
        new = an_ask(campaign, text="Amend the decree", addressed_to="The Cabinet")

        campaigns.add_ask(new, by=leader(campaign.lead_network))

        ask = Ask.objects.get()
        assert (ask.pk, ask.campaign, ask.addressed_to) == (new.id, campaign, "The Cabinet")
        assert the_only_event().kind == "ask.added"

    @by_others
    def test_is_refused_to(self, other: Callable[[Campaign], User]) -> None:
        campaign = CampaignFactory.create()
        somebody = other(campaign)

        with refused(PermissionDenied):
            campaigns.add_ask(an_ask(campaign), by=somebody)

    def test_under_a_short_name_the_campaign_uses_is_refused(self) -> None:
        before = AskFactory.create()
        champa = leader(before.campaign.lead_network)

        with refused(campaigns.SlugTaken):
            campaigns.add_ask(an_ask(before.campaign, slug=before.slug), by=champa)

    def test_under_a_short_name_of_another_campaign_is_possible(self) -> None:
        before, campaign = AskFactory.create(), CampaignFactory.create()

        campaigns.add_ask(an_ask(campaign, slug=before.slug), by=leader(campaign.lead_network))

        assert Ask.objects.filter(slug=before.slug).count() == 2

    def test_under_an_id_in_use_is_refused(self) -> None:
        before, campaign = AskFactory.create(), CampaignFactory.create()
        champa = leader(campaign.lead_network)

        with refused(campaigns.SlugTaken):
            campaigns.add_ask(an_ask(campaign, id=before.pk), by=champa)
