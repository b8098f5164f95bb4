"""Names and titles in the reader's language."""

import pytest
from django.utils import translation

from backend.translated import in_language
from tests.factories import CampaignFactory, NetworkFactory


class TestATitle:
    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "Include us"),
            ("th", "รวมเราด้วย"),
            ("th-th", "รวมเราด้วย"),
            ("my", "Include us"),
        ],
        ids=["as first written", "translated", "of a regional tongue", "not translated"],
    )
    def test_is_in_the_readers_language_or_as_first_written(self, language: str, text: str) -> None:
        campaign = CampaignFactory.build(title="Include us", titles={"th": "รวมเราด้วย"})

        with translation.override(language):
            assert in_language(campaign) == text

    def test_translated_as_nothing_is_as_first_written(self) -> None:
        campaign = CampaignFactory.build(title="Include us", titles={"th": ""})

        with translation.override("th"):
            assert in_language(campaign) == "Include us"


class TestOtherTexts:
    def test_are_found_under_their_plural(self) -> None:
        network = NetworkFactory.build(name="Network", names={"th": "เครือข่าย"})
        campaign = CampaignFactory.build(summary="Why", summaries={"th": "ทำไม"})

        with translation.override("th"):
            assert in_language(network, "name") == "เครือข่าย"
            assert in_language(campaign, "summary") == "ทำไม"
