"""A case that somebody began to log: hers alone, until it is logged or thrown away."""

from typing import Any, cast

import pytest
from django.urls import reverse

from campaigns.models import CampaignStatus
from cases.models import CaseDraft
from tests import factories
from tests.web.browser import browser_of, text_of
from tests.web.conftest import House
from tests.web.steps import HAPPENED, LOG, draft_of, go_on, send


class TestSomebodyElsesDraft:
    @pytest.mark.parametrize("step", ["log-what", "log-whom", "log-check", "forget-draft"])
    def test_is_not_there(self, house: House, step: str) -> None:
        address = reverse(f"cases:{step}", args=[house.draft.pk])
        browser = browser_of(house.malee)

        assert browser.get(address).status_code == 404
        assert browser.post(address, HAPPENED).status_code == 404
        assert CaseDraft.objects.filter(pk=house.draft.pk).exists()

    def test_nor_is_one_under_the_id_of_a_case_she_may_not_see(self, house: House) -> None:
        hidden = factories.CaseFactory.create()

        answer = browser_of(house.malee).get(reverse("cases:log-what", args=[hidden.pk]))

        assert answer.status_code == 404

    def test_shows_neither_at_home_nor_where_cases_are_begun(self, house: House) -> None:
        browser = browser_of(house.malee)

        home = text_of(browser.get(reverse("home")))

        assert str(house.draft.pk) not in home + text_of(browser.get(LOG, {"choose": ""}))


class TestWhatWasBegun:
    def test_is_offered_before_a_new_one_is_begun(self, house: House) -> None:
        page = text_of(browser_of(house.hnin).get(LOG))

        assert reverse("cases:log-check", args=[house.draft.pk]) in page
        assert house.campaign.title in page

    def test_can_be_thrown_away(self, house: House) -> None:
        browser = browser_of(house.hnin)
        forget = reverse("cases:forget-draft", args=[house.draft.pk])

        answer = send(browser, forget)

        assert answer.headers["Location"] == reverse("home")
        assert not CaseDraft.objects.exists()

    def test_for_a_campaign_that_ended_says_so_and_can_be_moved(self, house: House) -> None:
        factories.CampaignFactory.create(title="Rest days", lead_network=house.network)
        house.campaign.status = CampaignStatus.WON
        house.campaign.save(update_fields=["status"])
        browser = browser_of(house.hnin)

        answer = send(browser, reverse("cases:log-check", args=[house.draft.pk]))
        places = browser.get(LOG, {"choose": str(house.draft.pk)})
        ((place, address),) = cast("Any", places).context["places"]
        go_on(browser, address)

        assert answer.status_code == 409
        assert "has ended" in text_of(answer)
        assert draft_of(house.hnin).campaign == place.campaign
