"""The page of charts: what it says to whom."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from cases.models import IssueKind, Visibility
from tests import factories
from tests.web.browser import browser_of, text_of
from tests.web.conftest import House

TODAY = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def page(somebody: object, query: str = "") -> str:
    answer = browser_of(somebody).get(reverse("cases:figures") + query)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return text_of(answer)


def log(house: House, count: int, *, kind: str, at: dt.datetime = TODAY) -> None:
    for case in factories.CaseFactory.create_batch(
        count, campaign=house.campaign, created_at=at, visibility=Visibility.ALLIES_AND_ILO
    ):
        factories.CaseIssueFactory.create(case=case, kind=kind)


@pytest.fixture(autouse=True)
def today() -> object:
    with time_machine.travel(TODAY, tick=False):
        yield


class TestThePicture:
    def test_shows_kinds_and_months_that_have_enough(self, house: House) -> None:
        log(house, 37, kind=IssueKind.UNPAID_WAGES)
        log(house, 4, kind=IssueKind.MATERNITY)

        shown = page(house.hnin)

        assert "<span>37</span>" in shown
        assert "Unpaid wages" in shown
        assert "Maternity" not in shown
        assert 'dy="-0.35em">42</text>' in shown  # with the house's own case, of no kind
        assert "not shown" in shown

    def test_says_why_there_is_nothing_where_numbers_are_small(self, house: House) -> None:
        log(house, 4, kind=IssueKind.UNPAID_WAGES)

        shown = page(house.hnin)

        assert "No kind of problem has 5 cases yet" in shown
        assert "Smaller numbers are never shown" in shown
        assert "Unpaid wages" not in shown

    def test_has_no_cases_for_a_visitor(self, house: House) -> None:
        log(house, 30, kind=IssueKind.UNPAID_WAGES)

        shown = page(None)

        assert "Cases by kind" not in shown
        assert "Cases by month" not in shown

    def test_counts_for_an_ally_what_is_shared_with_her(self, house: House) -> None:
        ally = factories.NetworkFactory.create()
        house.campaign.allies.add(ally)
        log(house, 6, kind=IssueKind.UNPAID_WAGES)
        for case in factories.CaseFactory.create_batch(20, campaign=house.campaign):
            factories.CaseIssueFactory.create(case=case, kind=IssueKind.UNPAID_WAGES)

        assert "<span>26</span>" in page(house.hnin)
        assert "<span>6</span>" in page(factories.leader(ally))

    def test_leads_from_the_map_to_the_reviews(self, house: House) -> None:
        shown = page(house.hnin)

        assert '<svg class="map"' in shown
        assert reverse("cases:review", args=[house.review.slug]) in shown
        assert "Furthest: being reviewed" in shown
        assert "Natural Earth" in shown

    def test_is_of_the_country_and_campaign_that_were_chosen(self, house: House) -> None:
        factories.MilestoneFactory.create(law_review__country="PH", planned_on=dt.date(2031, 1, 5))

        assert "2031" in page(house.hnin)
        assert "2031" not in page(house.hnin, "?country=TH")
        assert "2031" not in page(house.hnin, f"?campaign={house.campaign.pk}")

    def test_is_whole_where_what_was_chosen_makes_no_sense(self, house: House) -> None:
        assert "2027" in page(house.hnin, "?country=XX&campaign=nonsense")
        assert "2027" in page(house.hnin, "?country=%00")

    def test_says_so_where_there_is_nothing_at_all(self) -> None:
        shown = page(None)

        assert "There is no campaign and no law review to show yet." in shown
        assert "No step is planned here yet." in shown
        assert "No support is recorded here yet." in shown

    def test_names_its_pictures_for_those_who_hear_them(self, house: House) -> None:
        log(house, 9, kind=IssueKind.UNPAID_WAGES)

        shown = page(house.hnin)

        for name in ("world", "by-month"):
            assert f'aria-labelledby="{name}-title {name}-about"' in shown
            assert f'<title id="{name}-title">' in shown
            assert f'<desc id="{name}-about">' in shown

    def test_writes_years_in_the_calendar_of_its_reader(self, house: House) -> None:
        house.hnin.calendar = "buddhist"
        house.hnin.save()

        assert page(house.hnin).count("B.E. 2570") >= 2  # on the chart and in the table behind it


class TestTheCampaign:
    def test_shows_its_plan_beside_what_came_of_it(self, house: House) -> None:
        address = reverse("campaigns:campaign", args=[house.campaign.slug])

        shown = text_of(browser_of(house.hnin).get(address))

        assert "Planned, and what came of it" in shown
        assert f"#milestone-{house.milestone.pk}" in shown

    def test_has_no_plan_of_a_review_that_is_hidden_from_the_reader(self, house: House) -> None:
        house.campaign.is_public = True
        house.campaign.save()
        address = reverse("campaigns:campaign", args=[house.campaign.slug])

        assert "Planned, and what came of it" not in text_of(browser_of().get(address))
