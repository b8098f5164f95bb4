from typing import Any

import pytest

from backend.accounts.models import User
from campaigns.models import Ask, Campaign
from cases.models import AdvocacyCase, Provision
from tests.factories import AskFactory, LawReviewFactory
from tests.interface import NOBODY, listed, patch, post, problem, read, tag_of, wrong_fields
from tests.records import kinds_of_events, nothing_written


@pytest.fixture
def ask(campaign: Campaign) -> Ask:
    return AskFactory.create(campaign=campaign, title="Include domestic workers")


class TestAdd:
    def test_answers_with_the_ask_and_its_address(
        self, champa: User, campaign: Campaign, section_33: Provision
    ) -> None:
        said = {
            "campaign": str(campaign.pk),
            "title": "Include domestic workers in Section 33",
            "text": "Strike out the exclusion.",
            "addressed_to": "Ministry of Labour",
            "provisions": [str(section_33.pk)],
        }

        answer = post(champa, "asks/", **said)

        assert answer.status_code == 201, answer.content
        assert answer.json().items() >= said.items()
        assert answer["Location"].endswith(f"asks/{answer.json()['id']}/")
        assert kinds_of_events() == ["ask.added"]

    def test_is_the_leaders_of_the_campaign(
        self, malee: User, anan: User, campaign: Campaign
    ) -> None:
        for somebody in (malee, anan):
            with nothing_written():
                answer = post(somebody, "asks/", campaign=str(campaign.pk), title="Ours")
            assert answer.status_code == 403

    def test_to_a_campaign_she_may_not_see_says_that_it_does_not_exist(
        self, maria: User, campaign: Campaign
    ) -> None:
        invisible = post(maria, "asks/", campaign=str(campaign.pk), title="Ours")
        missing = post(maria, "asks/", campaign=NOBODY, title="Ours")

        assert wrong_fields(invisible) == {"campaign"}
        assert problem(invisible) == problem(missing)

    def test_under_a_short_name_in_use_is_refused(self, champa: User, ask: Ask) -> None:
        body = {"campaign": str(ask.campaign_id), "title": "Again", "slug": ask.slug}

        answer = post(champa, "asks/", **body)

        assert answer.status_code == 409
        assert problem(answer)["code"] == "slug_taken"

    @pytest.mark.parametrize(
        ("field", "value"),
        [("title", ""), ("addressed_to", "x" * 201), ("provisions", [NOBODY]), ("slug", "a b")],
    )
    def test_names_the_field_that_is_wrong(
        self, champa: User, campaign: Campaign, field: str, value: Any
    ) -> None:
        body = {"campaign": str(campaign.pk), "title": "Ours", field: value}

        answer = post(champa, "asks/", **body)

        assert {name.split(".")[0] for name in wrong_fields(answer)} == {field}


class TestEdit:
    def test_changes_words_and_provisions_at_once(
        self, champa: User, ask: Ask, section_33: Provision
    ) -> None:
        path, changes = f"asks/{ask.pk}/", {"text": "Now.", "provisions": [str(section_33.pk)]}

        answer = patch(champa, path, tag=tag_of(champa, path), **changes)

        assert answer.status_code == 200, answer.content
        assert answer.json().items() >= changes.items()
        assert answer.json()["version"] == 2
        assert kinds_of_events() == ["ask.changed"]

    def test_of_an_older_version_is_stale(
        self, champa: User, ask: Ask, section_33: Provision
    ) -> None:
        path = f"asks/{ask.pk}/"
        tag = tag_of(champa, path)
        patch(champa, path, provisions=[str(section_33.pk)])

        answer = patch(champa, path, tag=tag, title="Something else")

        assert answer.status_code == 412
        assert problem(answer)["changed"] == ["provisions"]
        assert problem(answer)["current"] == read(champa, path)

    def test_is_refused_to_organisers(self, malee: User, ask: Ask) -> None:
        assert patch(malee, f"asks/{ask.pk}/", title="Ours").status_code == 403

    def test_of_one_she_may_not_see_finds_nothing(self, maria: User, ask: Ask) -> None:
        assert patch(maria, f"asks/{ask.pk}/", title="Ours").status_code == 404


class TestList:
    def test_can_be_narrowed(
        self, champa: User, ask: Ask, section_33: Provision, case: AdvocacyCase
    ) -> None:
        AskFactory.create(campaign__is_public=True, campaign__status="won")
        ask.provisions.add(section_33)
        review = LawReviewFactory.create()
        review.asks.add(ask)
        case.asks.add(ask)

        for parameters in (
            {"campaign": ask.campaign_id},
            {"network": ask.campaign.lead_network_id},
            {"status": "active"},
            {"provision": section_33.pk},
            {"law_review": review.pk},
            {"case": case.pk},
        ):
            assert listed(champa, "asks/", **parameters) == [str(ask.pk)]

    def test_by_a_case_she_may_not_see_is_empty(
        self, maria: User, ask: Ask, case: AdvocacyCase
    ) -> None:
        Campaign.objects.update(is_public=True)
        case.asks.add(ask)

        assert listed(maria, "asks/") == [str(ask.pk)]
        assert listed(maria, "asks/", case=case.pk) == []
