"""Reading citations of provisions."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.citations import citation_key
from cases.models import Provision
from tests.factories import ProvisionFactory

WORDS = [
    *("Section", "section", "SECTION", "Sec.", "sec", "s.", "§", "Article", "Art.", "art"),
    *("Pasal", "Seksyen", "Artikulo", "Artículo", "Artigo", "มาตรา", "ม.", "ပုဒ်မ", "មាត្រា"),
]
NUMBERS = {
    "33": ("33", "๓๓", "၃၃"),
    "40": ("40", "๔๐", "၄၀"),
}
SPELLINGS = [
    (f"{word}{gap}{written}{rest}", number)
    for word in WORDS
    for number, forms in NUMBERS.items()
    for written in forms
    for gap in (" ", "" if word.endswith((".", "§")) or word > "z" else "  ")
    for rest in ("", " of the Act")
]
"""Nineteen words for a section, two numbers, digits of three scripts, two ways to set them."""
NO_CITATIONS = [
    *("33 workers", "Room 33", "B.E. 2533", "พ.ศ. 2533", "1 September 2026", "16 ก.พ. 2568"),
    *("Regulations 33", "dissection 33", "party 33", "Marts 33", "cases 33", "the 33rd", "C189"),
    *("TH-2026-0033", "33%", "33 บาท", "เดือนมีนาคม 33", "คน 33 คน", "กรรม 33", "+66 33", "ss"),
    *("Section", "มาตรา", "Article of faith", "§", "sections thirty-three", "pages 33", "No. 33"),
]


class TestEverySpelling:
    def test_of_a_corpus_is_read_as_the_number_it_means(self) -> None:
        wrong = {
            text: citation_key(text) for text, number in SPELLINGS if citation_key(text) != number
        }

        assert len(set(SPELLINGS)) > 200
        assert wrong == {}

    def test_of_something_else_cites_nothing(self) -> None:
        wrong = {text: found for text in NO_CITATIONS if (found := citation_key(text))}

        assert wrong == {}


class TestACitation:
    @pytest.mark.parametrize(
        "text",
        [
            "33",
            " 33 ",
            "๓๓",
            "၃၃",
            "Section 33",
            "section 33",
            "SECTION 33",
            "Sections 33",
            "Sec. 33",
            "s.33",
            "s. 33",
            "§ 33",
            "§33",
            "Article 33",
            "Art. 33",
            "Articles 33 and 39",
            "Pasal 33",
            "Artículo 33",
            unicodedata.normalize("NFD", "Artículo 33"),
            "artigo 33",
            "มาตรา 33",
            "มาตรา33",
            "มาตรา ๓๓",
            "มาตรา๓๓",
            "ม.33",
            "ม. 33",
            "ม.๓๓",
            "ผู้ประกันตนมาตรา 33",
            "ပုဒ်မ ၃၃",
            "Section 33 of the Social Security Act B.E. 2533",
            "Social Security Act B.E. 2533, Section 33",
        ],
    )
    def test_of_section_33_is_read_in_every_spelling(self, text: str) -> None:
        assert citation_key(text) == "33"

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("Section 4(4)", "4(4)"),
            ("Section 4 (4)", "4(4)"),
            ("s. 4 (4) (b)", "4(4)"),
            ("มาตรา ๔(๔)", "4(4)"),
            ("Section 40/1", "40/1"),
            ("Article 14(1)(2)", "14(1)(2)"),
        ],
    )
    def test_keeps_the_paragraph_it_names(self, text: str, key: str) -> None:
        assert citation_key(text) == key

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "Social Security Act B.E. 2533",
            "C102",
            "domestic workers",
            "33 workers",
            "m 33",
        ],
    )
    def test_is_not_seen_where_nothing_is_cited(self, text: str) -> None:
        assert citation_key(text) == ""

    @given(number=st.integers(1, 9999), script=st.sampled_from(["THAI", "MYANMAR", "KHMER", "LAO"]))
    def test_is_the_same_in_digits_of_every_script(self, number: int, script: str) -> None:
        zero = ord(unicodedata.lookup(f"{script} DIGIT ZERO"))
        written = "".join(chr(zero + int(digit)) for digit in str(number))

        assert citation_key(f"มาตรา {written}") == citation_key(f"Section {number}") == str(number)

    @given(text=st.text())
    def test_of_any_text_is_a_key_that_reads_as_itself(self, text: str) -> None:
        key = citation_key(text)

        assert citation_key(key) == key


class TestProvisionsCitedAs:
    def test_are_found_by_every_spelling(self) -> None:
        section = ProvisionFactory.create(number="33")
        ProvisionFactory.create(number="333")

        for text in ("Section 33", "Article 33", "มาตรา 33", "มาตรา ๓๓", "ม.33"):
            assert list(Provision.objects.cited_as(text)) == [section], text

    def test_nothing_are_none(self) -> None:
        ProvisionFactory.create(number="33")

        assert not Provision.objects.cited_as("domestic workers").exists()
