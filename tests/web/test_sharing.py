"""What a public page says of itself where its address is sent on."""

import datetime as dt
import re
from html import unescape
from urllib.parse import quote

import pytest
from django.conf import LazySettings, settings
from django.urls import reverse

from campaigns.models import Campaign
from cases.stages import Stage
from tests import factories
from tests.web.browser import browser_of, text_of
from tests.web.conftest import House

LANGUAGES = [code for code, _ in settings.LANGUAGES]
HOUSE = "https://saphan.example"
META = re.compile(r'<meta (?:property|name)="([a-z0-9:_]+)" content="([^"]*)"')


def page_of(campaign: Campaign) -> str:
    return reverse("campaigns:campaign", args=[campaign.slug])


def picture_of(campaign: Campaign, language: str = "en") -> str:
    return reverse("campaigns:card", args=[campaign.slug, language])


def meta(page: str) -> dict[str, list[str]]:
    """Return what the head of a page says of it, by name."""
    said: dict[str, list[str]] = {}
    for name, content in META.findall(page):
        said.setdefault(name, []).append(unescape(content))
    return said


class TestThePageOfAPublicCampaign:
    def test_shows_a_visitor_where_the_law_stands_and_what_comes_next(
        self, house: House, campaign: Campaign
    ) -> None:
        page = text_of(browser_of().get(page_of(campaign)))

        assert "Reached" in page
        assert "Consultation" in page
        assert "Next" in page
        assert house.milestone.title in page

    def test_tells_a_visitor_of_no_case_and_not_how_many_there_are(
        self, house: House, campaign: Campaign
    ) -> None:
        factories.CaseFactory.create_batch(6, campaign=campaign)

        page = text_of(browser_of().get(page_of(campaign)))

        assert house.case.title not in page
        assert house.case.reference not in page
        assert "those you may read" not in page

    def test_gives_a_leader_the_public_text_to_send_on(
        self, house: House, campaign: Campaign
    ) -> None:
        page = text_of(browser_of(house.hnin).get(page_of(campaign)))

        text = page.split("<textarea", 1)[1].split("</textarea>")[0]
        assert campaign.title in text
        assert house.case.title in page
        assert house.case.title not in text

    def test_gives_a_short_text_to_go_with_the_picture(
        self, house: House, campaign: Campaign
    ) -> None:
        answer = browser_of(house.hnin).get(page_of(campaign))

        short = answer.context["card"].short
        assert short.splitlines()[0] == campaign.title
        assert short.splitlines()[-1].startswith(("http://", "https://"))
        assert len(short.splitlines()) == 3
        assert house.case.title not in short
        assert unescape(answer.content.decode()).count(quote(short, safe="")) == 2

    def test_leaves_what_is_not_public_out_of_the_text_of_who_may_read_it(
        self, house: House, campaign: Campaign
    ) -> None:
        secret = factories.LawReviewFactory.create(title="Not yet told", is_public=False)
        secret.asks.add(house.ask)
        factories.StageEventFactory.create(law_review=secret, on=dt.date(2026, 11, 1))
        factories.MilestoneFactory.create(law_review=secret, title="A quiet meeting")

        page = text_of(browser_of(house.hnin).get(page_of(campaign)))

        text = page.split("<textarea", 1)[1].split("</textarea>")[0]
        assert "Not yet told" in page
        assert "Not yet told" not in text
        assert "A quiet meeting" not in text

    def test_works_without_scripts(self, campaign: Campaign) -> None:
        page = text_of(browser_of().get(page_of(campaign)))

        assert 'id="share-text"' in page
        assert "readonly" in page
        assert page.count("hidden>") == 2  # sending and copying show up once a script can do them

    def test_that_is_not_public_offers_nothing_to_send_on(self, house: House) -> None:
        page = text_of(browser_of(house.hnin).get(page_of(house.campaign)))

        assert "data-share" not in page
        assert "og:title" not in page


class TestALinkThatNamesALanguage:
    def test_opens_in_it_for_a_program_that_previews_links(self, campaign: Campaign) -> None:
        answer = browser_of().get(page_of(campaign), {"lang": "th"})

        assert answer.headers["Content-Language"] == "th"
        assert '<html lang="th"' in text_of(answer)

    def test_gives_way_to_what_a_visitor_has_chosen(self, campaign: Campaign) -> None:
        browser = browser_of()
        browser.post(reverse("language"), {"language": "my"})

        assert '<html lang="my"' in text_of(browser.get(page_of(campaign), {"lang": "th"}))

    def test_gives_way_to_the_language_of_who_signed_in(
        self, house: House, campaign: Campaign
    ) -> None:
        answer = browser_of(house.hnin).get(page_of(campaign), {"lang": "th"})

        assert '<html lang="en"' in text_of(answer)

    @pytest.mark.parametrize("wrong", ["", "xx", "th'--", "a" * 200])
    def test_nobody_speaks_changes_nothing(self, campaign: Campaign, wrong: str) -> None:
        answer = browser_of().get(page_of(campaign), {"lang": wrong})

        assert '<html lang="en"' in text_of(answer)


class TestTheHeadOfAPublicPage:
    @pytest.fixture(autouse=True)
    def _reached_at(self, settings: LazySettings) -> None:
        settings.SITE_URL = HOUSE

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_introduces_the_campaign_in_the_language_of_the_page(
        self, campaign: Campaign, language: str
    ) -> None:
        said = meta(text_of(browser_of().get(page_of(campaign), {"lang": language})))

        title = campaign.titles.get(language, campaign.title)
        assert said["og:title"] == said["twitter:title"] == [title]
        assert said["og:locale"] == [{"en": "en_US", "th": "th_TH", "my": "my_MM"}[language]]
        assert len(said["og:locale:alternate"]) == len(LANGUAGES) - 1
        assert said["og:description"][0] == said["description"][0] != ""

    def test_names_addresses_that_work_from_anywhere(self, campaign: Campaign) -> None:
        page = text_of(browser_of().get(page_of(campaign), {"lang": "th"}))

        said = meta(page)
        assert said["og:url"] == [f"{HOUSE}{page_of(campaign)}?lang=th"]
        assert said["og:image"][0].startswith(f"{HOUSE}{picture_of(campaign, 'th')}?v=")
        assert f'<link rel="canonical" href="{HOUSE}{page_of(campaign)}?lang=th"' in page
        assert page.count('rel="alternate" hreflang=') == len(LANGUAGES) + 1

    def test_names_another_picture_once_something_was_reached(
        self, house: House, campaign: Campaign
    ) -> None:
        before = meta(text_of(browser_of().get(page_of(campaign))))["og:image"]

        factories.StageEventFactory.create(
            law_review=house.review, stage=Stage.PUBLISHED, on=dt.date(2026, 11, 1)
        )

        assert meta(text_of(browser_of().get(page_of(campaign))))["og:image"] != before

    def test_introduces_a_public_law_review(self, house: House, campaign: Campaign) -> None:
        address = reverse("cases:review", args=[house.review.slug])

        said = meta(text_of(browser_of().get(address)))

        assert said["og:title"] == [house.review.title]
        assert house.ask.title in said["og:description"][0]
        assert campaign.is_public

    def test_writes_what_people_typed_as_text(self, campaign: Campaign) -> None:
        campaign.title = '"><script>alert(1)</script>'
        campaign.save()

        page = text_of(browser_of().get(page_of(campaign)))

        assert "<script>alert" not in page
        assert meta(page)["og:title"] == [campaign.title]

    def test_says_nothing_of_pages_that_are_not_public(self, house: House) -> None:
        page = text_of(
            browser_of(house.hnin).get(reverse("cases:review", args=[house.review.slug]))
        )

        assert "og:title" not in page
        assert "noindex" in page
