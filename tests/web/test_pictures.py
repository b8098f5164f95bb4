"""The pictures that go with the addresses of public pages."""

import datetime as dt
import io

import pytest
from django.conf import LazySettings, settings
from django.urls import reverse
from PIL import Image

from backend.web.sharing.card import Card
from campaigns.models import Campaign
from cases.models import AdvocacyCase, LawReview
from cases.stages import Stage
from tests import factories
from tests.web.browser import browser_of
from tests.web.conftest import House

IN_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pictures"}
LANGUAGES = [code for code, _ in settings.LANGUAGES]


def picture_of(campaign: Campaign, language: str = "en") -> str:
    return reverse("campaigns:card", args=[campaign.slug, language])


class TestThePicture:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_a_png_of_the_size_that_networks_ask_for(
        self, campaign: Campaign, language: str
    ) -> None:
        answer = browser_of().get(picture_of(campaign, language))

        assert answer.headers["Content-Type"] == "image/png"
        assert answer.headers["Content-Language"] == language
        picture = Image.open(io.BytesIO(answer.content))
        picture.load()
        assert picture.size == (1200, 630)
        assert picture.format == "PNG"

    def test_differs_from_language_to_language(self, campaign: Campaign) -> None:
        pictures = {browser_of().get(picture_of(campaign, one)).content for one in LANGUAGES}

        assert len(pictures) == len(LANGUAGES)

    def test_is_not_sent_again_to_who_has_it(self, campaign: Campaign) -> None:
        first = browser_of().get(picture_of(campaign))

        again = browser_of().get(
            picture_of(campaign), headers={"If-None-Match": first.headers["ETag"]}
        )

        assert again.status_code == 304
        assert again.content == b""

    def test_is_drawn_once_however_often_it_is_asked_for(
        self, campaign: Campaign, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.CACHES = settings.CACHES | {"pictures": IN_MEMORY}
        drawn: list[Card] = []

        def draw(card: Card) -> bytes:
            drawn.append(card)
            return b"png"

        monkeypatch.setattr("backend.web.sharing.picture.drawn", draw)

        answers = [browser_of().get(picture_of(campaign)) for _ in range(3)]

        assert [answer.content for answer in answers] == [b"png"] * 3
        assert len(drawn) == 1

    def test_is_asked_for_again_each_time(self, campaign: Campaign) -> None:
        answer = browser_of().get(picture_of(campaign))

        assert "no-cache" in answer.headers["Cache-Control"]

    def test_is_gone_as_soon_as_the_campaign_is_not_public(self, campaign: Campaign) -> None:
        tag = browser_of().get(picture_of(campaign)).headers["ETag"]

        campaign.is_public = False
        campaign.save()

        answer = browser_of().get(picture_of(campaign), headers={"If-None-Match": tag})
        assert answer.status_code == 404

    def test_is_another_once_something_was_reached(self, house: House, campaign: Campaign) -> None:
        before = browser_of().get(picture_of(campaign))

        factories.StageEventFactory.create(
            law_review=house.review, stage=Stage.PUBLISHED, on=dt.date(2026, 11, 1)
        )

        after = browser_of().get(picture_of(campaign))
        assert after.headers["ETag"] != before.headers["ETag"]
        assert after.content != before.content

    def test_does_not_change_with_the_cases(self, house: House, campaign: Campaign) -> None:
        before = browser_of(house.hnin).get(picture_of(campaign))

        factories.CaseFactory.create(campaign=campaign)
        AdvocacyCase.objects.filter(pk=house.case.pk).update(title="Told to nobody")

        after = browser_of(house.hnin).get(picture_of(campaign))
        assert after.headers["ETag"] == before.headers["ETag"]

    def test_takes_marks_of_a_programming_language_as_text(self, campaign: Campaign) -> None:
        campaign.title = '#panic("no") $x^2$ *bold* \\ <b> ]] }} "quoted" \u0000'.replace("\0", "")
        campaign.save()

        assert browser_of().get(picture_of(campaign)).status_code == 200

    def test_holds_a_title_as_long_as_one_may_be(self, campaign: Campaign) -> None:
        campaign.title = "မ" * 200
        campaign.titles = {}
        campaign.save()

        assert browser_of().get(picture_of(campaign, "my")).status_code == 200

    def test_of_a_campaign_with_nothing_in_it_is_drawn(self) -> None:
        bare = factories.CampaignFactory.create(is_public=True)

        assert browser_of().get(picture_of(bare)).status_code == 200

    def test_of_a_public_law_review_is_drawn(self) -> None:
        review: LawReview = factories.LawReviewFactory.create(is_public=True)

        answer = browser_of().get(reverse("cases:review-card", args=[review.slug, "th"]))

        assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)

    def test_exists_only_in_languages_we_speak(self, campaign: Campaign) -> None:
        unknown = picture_of(campaign, "th").replace("th.png", "xx.png")

        assert browser_of().get(unknown).status_code == 404
