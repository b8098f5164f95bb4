from typing import Any

import pytest

from backend.accounts.models import User
from campaigns.models import Campaign, CampaignStatus, Network
from tests.factories import (
    CampaignFactory,
    NetworkFactory,
    ThematicAreaFactory,
    leader,
    officer,
    organiser,
    person,
)
from tests.interface import NOBODY, listed, patch, post, problem, read, tag_of, wrong_fields
from tests.records import kinds_of_events, nothing_written


@pytest.fixture
def lotus() -> Network:
    return NetworkFactory.create(name="Lotus")


@pytest.fixture
def champa(lotus: Network) -> User:
    return leader(lotus, "champa")


@pytest.fixture
def campaign(lotus: Network) -> Campaign:
    return CampaignFactory.create(title="Section 33 for all", lead_network=lotus)


@pytest.fixture
def stranger() -> User:
    return leader(NetworkFactory.create(country="PH"), "maria")


class TestCampaign:
    def test_has_the_agreed_shape(self, champa: User, lotus: Network) -> None:
        ally = NetworkFactory.create()
        campaign = CampaignFactory.create(lead_network=lotus, allies=[ally])

        shown = read(champa, f"campaigns/{campaign.pk}/")

        assert shown["lead_network"] == str(lotus.pk)
        assert shown["allies"] == [str(ally.pk)]
        agreed = ["id", "slug", "title", "country", "lead_network", "allies", "status", "is_public"]
        assert set(agreed) <= set(shown)

    @pytest.mark.usefixtures("campaign")
    def test_is_not_there_for_strangers_unless_public(self, stranger: User) -> None:
        public = CampaignFactory.create(is_public=True)

        assert listed(stranger, "campaigns/") == [str(public.pk)]


class TestOpen:
    def test_answers_with_the_campaign_and_its_address(self, champa: User, lotus: Network) -> None:
        body = {"title": "A weekly day of rest", "lead_network": str(lotus.pk), "is_public": True}

        answer = post(champa, "campaigns/", **body)

        assert answer.status_code == 201, answer.content
        assert answer["Location"].endswith(f"campaigns/{answer.json()['id']}/")
        assert answer.json()["country"] == "TH"
        assert answer.json()["status"] == "active"
        assert kinds_of_events() == ["campaign.opened"]

    def test_is_refused_to_organisers(self, lotus: Network) -> None:
        malee = organiser(lotus, "malee")

        with nothing_written():
            answer = post(malee, "campaigns/", title="Ours", lead_network=lotus.pk)

        assert answer.status_code == 403

    def test_under_a_short_name_in_use_is_refused(self, champa: User, campaign: Campaign) -> None:
        body = {"title": "Again", "lead_network": campaign.lead_network_id, "slug": campaign.slug}

        answer = post(champa, "campaigns/", **body)

        assert answer.status_code == 409
        assert problem(answer)["code"] == "slug_taken"

    def test_for_a_network_she_may_not_see_names_it_as_missing(
        self, champa: User, stranger: User
    ) -> None:
        hidden = stranger.assignments.get().network_id

        invisible = post(champa, "campaigns/", title="Theirs", lead_network=hidden)
        missing = post(champa, "campaigns/", title="Theirs", lead_network=NOBODY)

        assert wrong_fields(invisible) == wrong_fields(missing) == {"lead_network"}
        assert problem(invisible)["errors"] == problem(missing)["errors"]

    @pytest.mark.parametrize(
        ("field", "value"), [("title", None), ("allies", ["x"]), ("is_public", "perhaps")]
    )
    def test_names_the_field_that_is_wrong(
        self, champa: User, lotus: Network, field: str, value: Any
    ) -> None:
        body = {"title": "Ours", "lead_network": str(lotus.pk), field: value}

        answer = post(champa, "campaigns/", **body)

        assert {name.split(".")[0] for name in wrong_fields(answer)} == {field}


class TestEdit:
    def test_needs_the_version_that_was_read(self, champa: User, campaign: Campaign) -> None:
        path = f"campaigns/{campaign.pk}/"
        tag = tag_of(champa, path)

        first = patch(champa, path, tag=tag, title="Section 33 for everybody")
        second = patch(champa, path, tag=tag, title="Section 33 now")

        assert first.status_code == 200
        assert second.status_code == 412
        assert problem(second)["changed"] == ["title"]
        assert problem(second)["current"] == first.json()

    def test_is_refused_to_an_organiser(self, lotus: Network, campaign: Campaign) -> None:
        assert patch(organiser(lotus), f"campaigns/{campaign.pk}/", title="x").status_code == 403

    def test_of_one_she_may_not_see_finds_nothing(self, stranger: User, campaign: Campaign) -> None:
        assert patch(stranger, f"campaigns/{campaign.pk}/", title="x").status_code == 404

    def test_does_not_end_it(self, champa: User, campaign: Campaign) -> None:
        answer = patch(champa, f"campaigns/{campaign.pk}/", status="won")

        assert wrong_fields(answer) == {"status"}


ENDINGS = {"win": "won", "close": "closed"}


@pytest.mark.parametrize("verb", ENDINGS)
class TestEnding:
    def test_is_shown_and_told(self, champa: User, campaign: Campaign, verb: str) -> None:
        answer = post(champa, f"campaigns/{campaign.pk}/{verb}/")

        assert answer.status_code == 200
        assert answer.json()["status"] == ENDINGS[verb]
        assert kinds_of_events() == [f"campaign.{ENDINGS[verb]}"]

    def test_twice_is_refused(self, champa: User, campaign: Campaign, verb: str) -> None:
        Campaign.objects.update(status=CampaignStatus.CLOSED)

        with nothing_written():
            answer = post(champa, f"campaigns/{campaign.pk}/{verb}/")

        assert answer.status_code == 409
        assert problem(answer)["code"] == "campaign_not_active"

    def test_is_the_lead_networks_alone(
        self, campaign: Campaign, stranger: User, verb: str
    ) -> None:
        path = f"campaigns/{campaign.pk}/{verb}/"

        assert post(officer("TH"), path).status_code == 403
        assert post(stranger, path).status_code == 404
        assert post(person(), path).status_code == 404

    def test_takes_no_fields(self, champa: User, campaign: Campaign, verb: str) -> None:
        answer = post(champa, f"campaigns/{campaign.pk}/{verb}/", note="at last")

        assert wrong_fields(answer) == {"note"}


class TestList:
    def test_can_be_narrowed(self, champa: User, lotus: Network, campaign: Campaign) -> None:
        theme, ally = ThematicAreaFactory.create(), NetworkFactory.create()
        other = CampaignFactory.create(
            lead_network=ally, allies=[lotus], status=CampaignStatus.WON, is_public=True
        )
        other.thematic_areas.add(theme)

        for parameters in (
            {"status": "won"},
            {"lead_network": ally.pk},
            {"network": ally.pk},
            {"is_public": "true"},
            {"thematic_area": theme.pk},
        ):
            assert listed(champa, "campaigns/", **parameters) == [str(other.pk)]
        assert set(listed(champa, "campaigns/", network=lotus.pk)) == {
            str(campaign.pk),
            str(other.pk),
        }

    def test_can_be_searched_in_each_language(self, champa: User, lotus: Network) -> None:
        titles = {"th": "มาตรา 33 สำหรับทุกคน"}
        named = CampaignFactory.create(lead_network=lotus, titles=titles)
        CampaignFactory.create(lead_network=lotus)

        assert listed(champa, "campaigns/", search="สำหรับ") == [str(named.pk)]
