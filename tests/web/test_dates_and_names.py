"""How dates of law and names are written for a reader."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import translation

from backend.calendars import Calendar
from tests import factories

HEARING = dt.date(2025, 2, 16)


def written(text: str, **about: object) -> str:
    return Template(text).render(Context(about))


class TestADate:
    def test_is_written_as_exactly_as_it_is_known(self) -> None:
        text = written("{% day on precision %}", on=HEARING, precision="month")

        assert text == '<time datetime="2025-02">February 2025</time>'

    def test_of_thai_law_has_both_eras(self) -> None:
        text = written('{% day on "year" country="TH" %}', on=HEARING)

        assert text == '<time datetime="2025">2025 (B.E. 2568)</time>'

    def test_is_in_the_readers_calendar_first(self) -> None:
        hnin = factories.UserFactory.build(calendar=Calendar.BUDDHIST)

        text = written("{% day on %}", on=HEARING, user=hnin)

        assert "16 February B.E. 2568 (2025)" in text

    def test_is_in_the_buddhist_era_for_a_thai_visitor(self) -> None:
        with translation.override("th"):
            text = written("{% day on %}", on=HEARING)

        assert "16 กุมภาพันธ์ พ.ศ. 2568 (ค.ศ. 2025)" in text

    def test_nobody_knows_is_left_out(self) -> None:
        assert written("{% day on %}", on=None) == ""


class TestAName:
    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("th", "มาตรา 33"),
            ("my", '<span lang="en">Section &lt;33&gt;</span>'),
            ("en", "Section &lt;33&gt;"),
        ],
    )
    def test_is_in_the_readers_language_or_says_in_which_it_is(
        self, language: str, text: str
    ) -> None:
        campaign = factories.CampaignFactory.create(title="Section <33>", titles={"th": "มาตรา 33"})

        with translation.override(language):
            assert written('{% local campaign "title" %}', campaign=campaign) == text


class TestASlot:
    def test_nobody_fills_is_empty(self) -> None:
        assert written('{% slot "nobody-fills-this" %}') == ""
