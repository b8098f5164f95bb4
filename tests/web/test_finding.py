"""Search, lists and the home page: what one finds, and what one must not."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from campaigns.models import Campaign
from cases.models import AdvocacyCase, CaseStatus, LawReview
from tests import factories
from tests.web.browser import browser_of, text_of
from tests.web.conftest import House

SEARCH = reverse("cases:search")
CASES = reverse("cases:cases")
HOME = reverse("home")


class TestSearching:
    @pytest.mark.parametrize(
        "spelling", ["Section 33", "Article 33", "มาตรา 33", "มาตรา ๓๓", "ม.33", "ပုဒ်မ ၃၃", "33"]
    )
    def test_for_a_citation_finds_the_law_and_what_hangs_on_it(
        self, house: House, spelling: str
    ) -> None:
        page = text_of(browser_of(house.hnin).get(SEARCH, {"q": spelling}))

        assert house.provision.instrument.title in page
        assert house.ask.title in page
        assert house.case.title in page
        assert house.review.title in page
        assert house.campaign.title in page

    def test_finds_by_words_in_the_readers_script(self, house: House) -> None:
        house.campaign.titles = {"th": "มาตรา 33 เพื่อลูกจ้างทำงานบ้าน"}
        house.campaign.save(update_fields=["titles"])

        page = text_of(browser_of(house.hnin).get(SEARCH, {"q": "ลูกจ้างทำงานบ้าน"}))

        assert reverse("campaigns:campaign", args=[house.campaign.slug]) in page

    def test_shows_nobody_what_she_may_not_see(self, house: House) -> None:
        page = text_of(browser_of(house.luz).get(SEARCH, {"q": "Section 33"}))

        assert house.case.title not in page
        assert house.review.title not in page
        assert house.ask.title not in page

    def test_tells_nobody_what_a_campaign_demands_that_she_may_not_see(self, house: House) -> None:
        LawReview.objects.filter(pk=house.review.pk).update(is_public=True)
        Campaign.objects.filter(pk=house.campaign.pk).update(is_public=False)

        page = text_of(browser_of(house.luz).get(SEARCH, {"q": "Section 33"}))

        assert house.review.title not in page

    @pytest.mark.parametrize("odd", ["", "   ", "\x00", "%", "_" * 500, "'", '"><script>'])
    def test_for_something_odd_does_no_harm(self, house: House, odd: str) -> None:
        answer = browser_of(house.hnin).get(SEARCH, {"q": odd})

        assert answer.status_code == 200
        assert "<script>" not in text_of(answer)


class TestTheListOfCases:
    def test_can_be_narrowed_to_a_status(self, house: House) -> None:
        won = factories.CaseFactory.create(
            campaign=house.campaign, title="We won this", status=CaseStatus.WON
        )

        page = text_of(browser_of(house.hnin).get(CASES, {"status": "open"}))

        assert house.case.title in page
        assert won.title not in page

    def test_can_be_narrowed_to_a_campaign(self, house: House) -> None:
        other = factories.CampaignFactory.create(lead_network=house.network)

        page = text_of(browser_of(house.hnin).get(CASES, {"campaign": str(other.pk)}))

        assert house.case.title not in page

    def test_leafs_through_every_case_once(self, house: House) -> None:
        for number in range(45):
            factories.CaseFactory.create(campaign=house.campaign, title=f"Case no. {number}")
        browser, seen, after = browser_of(house.hnin), list[str](), ""

        while True:
            page = browser.get(CASES, {"after": after} if after else {}).context["page"]
            seen += [case.title for case in page.rows]
            after = page.after
            if not after:
                break

        assert len(seen) == len(set(seen))
        assert len(seen) == AdvocacyCase.objects.count()

    @pytest.mark.parametrize("odd", ["x", "0", "../..", "00000000-0000-0000-0000-000000000000"])
    def test_begins_anew_where_the_page_is_unknown(self, house: House, odd: str) -> None:
        answer = browser_of(house.hnin).get(CASES, {"after": odd, "status": "nonsense"})

        assert answer.status_code == 200
        assert house.case.title in text_of(answer)


class TestTheHomePage:
    def test_of_a_leader_shows_what_waits_for_her(self, house: House) -> None:
        page = text_of(browser_of(house.hnin).get(HOME))

        assert reverse("cases:log") in page
        assert house.case.title in page.split('id="waiting"')[1]

    def test_of_a_contributor_shows_only_her_own_cases(self, house: House) -> None:
        factories.CaseFactory.create(campaign=house.campaign, title="A case of another")

        page = text_of(browser_of(house.phyu).get(HOME))

        assert house.case.title in page
        assert "A case of another" not in page

    def test_of_an_officer_shows_the_review_that_waits_longest_first(self, house: House) -> None:
        fresh = factories.LawReviewFactory.create(title="Fresh")
        factories.StageEventFactory.create(law_review=fresh, on=dt.date(2026, 11, 1))

        page = text_of(browser_of(house.karin).get(HOME))

        assert reverse("cases:log") not in page
        assert page.index(house.review.title) < page.index("Fresh")
        assert reverse("cases:record-event", args=[house.review.slug]) in page

    def test_shows_what_is_overdue_in_her_country_only(self, house: House) -> None:
        late = dt.date(2026, 1, 31)
        factories.MilestoneFactory.create(
            law_review=house.review, planned_on=late, title="Hearing here"
        )
        factories.MilestoneFactory.create(
            law_review=factories.LawReviewFactory.create(country="PH"),
            planned_on=late,
            title="Hearing elsewhere",
        )

        page = text_of(browser_of(house.hnin).get(HOME))

        assert "Hearing here" in page
        assert "Hearing elsewhere" not in page

    @pytest.mark.parametrize(
        ("ends_on", "precision", "words"),
        [
            (dt.date(2026, 7, 15), "day", "ends in 30 days"),
            (dt.date(2026, 6, 12), "day", "ended 3 days ago"),
            (dt.date(2026, 6, 1), "month", "ends in 15 days"),
            (dt.date(2026, 10, 15), "day", ""),
            (dt.date(2026, 1, 1), "year", ""),
        ],
    )
    def test_of_an_officer_tells_of_support_that_ends_soon(
        self, house: House, ends_on: dt.date, precision: str, words: str
    ) -> None:
        factories.IloSupportFactory.create(
            title="Comments that end", ends_on=ends_on, ends_precision=precision
        )

        with time_machine.travel(dt.datetime(2026, 6, 15, 5, tzinfo=dt.UTC), tick=False):
            page = text_of(browser_of(house.karin).get(HOME))

        assert ("Comments that end" in page) == bool(words)
        assert words in page

    def test_of_anybody_else_does_not_tell_of_ending_support(self, house: House) -> None:
        factories.IloSupportFactory.create(title="Comments that end", ends_on=dt.date(2020, 1, 1))

        for somebody in (house.hnin, house.malee, house.ramon):
            assert "Comments that end" not in text_of(browser_of(somebody).get(HOME))

    def test_of_an_officer_does_not_tell_of_support_that_is_marked_as_ended(
        self, house: House
    ) -> None:
        factories.IloSupportFactory.create(
            title="Comments that end", ends_on=dt.date(2020, 1, 1), status="ended"
        )

        assert "Comments that end" not in text_of(browser_of(house.karin).get(HOME))

    def test_lets_an_officer_mark_what_is_due_and_an_organiser_tell_her(self, house: House) -> None:
        late = factories.MilestoneFactory.create(
            law_review=house.review, planned_on=dt.date(2026, 1, 31)
        )
        mark, tell = (
            reverse("cases:mark-reached", args=[late.pk]),
            reverse("cases:propose", args=[house.review.slug]),
        )

        officers, organisers = (
            text_of(browser_of(somebody).get(HOME)) for somebody in (house.karin, house.malee)
        )

        assert (mark in officers, tell in officers) == (True, False)
        assert (mark in organisers, tell in organisers) == (False, True)

    def test_of_an_administrator_leads_to_the_house(self) -> None:
        page = text_of(browser_of(factories.administrator()).get(HOME))

        assert reverse("admin:index") in page

    def test_of_somebody_without_a_role_is_calm(self) -> None:
        answer = browser_of(factories.person()).get(HOME)

        assert answer.status_code == 200
        assert "Nothing has moved yet" in text_of(answer)


class TestAPublicCampaign:
    @pytest.fixture(autouse=True)
    def _public(self, house: House) -> None:
        house.campaign.is_public = True
        house.campaign.save(update_fields=["is_public"])

    def test_is_read_without_signing_in_and_shows_no_case(self, house: House) -> None:
        answer = browser_of().get(reverse("campaigns:campaign", args=[house.campaign.slug]))

        assert house.ask.title in text_of(answer)
        assert house.case.title not in text_of(answer)

    def test_stands_in_the_public_list(self, house: House) -> None:
        assert house.campaign.title in text_of(browser_of().get(reverse("campaigns:campaigns")))


class TestACampaignThatIsNotPublic:
    def test_is_not_there_for_a_visitor(self, house: House) -> None:
        address = reverse("campaigns:campaign", args=[house.campaign.slug])

        assert browser_of().get(address).status_code == 404
        assert house.campaign.title not in text_of(browser_of().get(reverse("campaigns:campaigns")))


class TestAStandardsPage:
    def test_names_what_points_at_each_part_to_those_who_may_see_it(self, house: House) -> None:
        house.review.cases.add(house.case)
        address = reverse("cases:standard", args=[house.standard.code])

        page = text_of(browser_of(house.hnin).get(address))

        assert house.case.title in page
        assert house.review.title in page

    def test_names_neither_case_nor_review_to_a_stranger(self, house: House) -> None:
        house.review.cases.add(house.case)
        address = reverse("cases:standard", args=[house.standard.code])

        for somebody in (None, house.luz):
            page = text_of(browser_of(somebody).get(address))
            assert "Social security protection" in page
            assert house.case.title not in page
            assert house.review.title not in page

    def test_names_only_the_newest_cases_of_a_part(self, house: House) -> None:
        part = house.standard.articles.get()
        for number in range(12):
            part.cases.add(
                factories.CaseFactory.create(campaign=house.campaign, title=f"Newer case {number}")
            )

        page = text_of(
            browser_of(house.hnin).get(reverse("cases:standard", args=[house.standard.code]))
        )

        assert page.count("Newer case") == 10
        assert house.case.title not in page
