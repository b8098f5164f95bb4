"""Papers: the same content is the same bytes, and no text of anybody is more than text."""

import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import closing

import docx
import openpyxl
import pypdfium2
import pytest
from PIL import Image

from backend.papers.docx import docx_of
from backend.papers.paper import Bar, Figure, Made, Paper, Section
from backend.papers.pdf import pdf_of, picture_of
from backend.papers.xlsx import xlsx_of

THAI = "ลูกจ้างทำงานบ้านมีสิทธิประกันสังคมตามมาตรา ๓๓ ที่กรุงเทพฯ"
BURMESE = "အိမ်အကူလုပ်သားများ၏ လူမှုဖူလုံရေး အခွင့်အရေး"
FORMULA = '=HYPERLINK("http://127.0.0.1/", 1)'
MARKUP = '#image("/etc/passwd") *bold* $x$ \\ @ref <b>'
TODAY = Made(dt.date(2026, 11, 28), "28 November 2026")
TOMORROW = Made(dt.date(2026, 11, 29), "29 November 2026")
DARK = 100
"""Of 255: the indigo of a bar is darker."""
Form = Callable[..., bytes]
FORMS: dict[str, Form] = {"pdf": pdf_of, "docx": docx_of, "xlsx": xlsx_of}


def a_paper(language: str = "en", *words: str) -> Paper:
    return Paper(
        language=language,
        over="Country brief",
        title=words[0] if words else "Thailand",
        period="January to March 2026",
        sections=(
            Section(
                heading="What moved",
                texts=words,
                bars=(
                    Bar(label="2025", filled=1, whole=3, text="1 of 3"),
                    Bar(label=words[-1] if words else "2026", filled=0, whole=0, text="none"),
                ),
                figures=(Figure(label="Milestones", value=3, link="http://testserver/api/v1/"),),
                head=("Milestone", "Source"),
                rows=((words[-1] if words else "Draft", "Gazette"),),
            ),
        ),
    )


def text_of(pdf: bytes) -> str:
    """Return the letters of a PDF, without the spaces that lines end with."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return letters("".join(page.get_textpage().get_text_range() for page in document))


def letters(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(text.split()))


class TestAPaper:
    def test_comes_back_as_it_was_kept(self) -> None:
        paper = a_paper("th", THAI)

        assert Paper.from_json(paper.as_json()) == paper

    def test_has_another_digest_once_it_says_something_else(self) -> None:
        assert a_paper().digest == a_paper().digest != a_paper("en", "More").digest

    @pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
    def test_made_twice_is_the_same_byte_for_byte(self, form: Form) -> None:
        paper = a_paper("th", THAI, BURMESE)

        assert form(paper, made=TODAY) == form(paper, made=TODAY)

    @pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
    def test_made_another_day_says_that_day(self, form: Form) -> None:
        assert form(a_paper(), made=TODAY) != form(a_paper(), made=TOMORROW)

    @pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
    def test_can_be_made_of_any_text(self, form: Form) -> None:
        assert form(
            a_paper("en", MARKUP, FORMULA, "\x00\x0b\ud7ff\ufffe", "x" * 40_000), made=TODAY
        )


class TestPdf:
    @pytest.mark.parametrize(("language", "words"), [("th", THAI), ("my", BURMESE)])
    def test_can_be_read_letter_by_letter(self, language: str, words: str) -> None:
        pdf = pdf_of(a_paper(language, words), made=TODAY)

        assert letters(words) in text_of(pdf)

    def test_draws_a_bar_as_long_as_its_number(self) -> None:
        """A page without bars is as pale as a page; filled ones are dark."""
        picture = picture_of([Bar(label="2025", filled=3, whole=3, text="3 of 3")], language="en")

        image = Image.open(io.BytesIO(picture)).convert("L")
        row = image.crop((0, image.height // 2, image.width, image.height // 2 + 1))
        dark = sum(row.histogram()[:DARK])
        assert dark > image.width // 3

    def test_takes_markup_for_text(self) -> None:
        assert "#image(" in text_of(pdf_of(a_paper("en", MARKUP), made=TODAY))


class TestDocx:
    @pytest.mark.parametrize(("language", "words"), [("th", THAI), ("my", BURMESE)])
    def test_holds_every_text_and_link(self, language: str, words: str) -> None:
        content = docx_of(a_paper(language, words), made=TODAY)

        document = docx.Document(io.BytesIO(content))
        assert words in [paragraph.text for paragraph in document.paragraphs]
        links = [one.target_ref for one in document.part.rels.values() if one.is_external]
        assert links == ["http://testserver/api/v1/"]

    def test_draws_its_bars_and_tells_them_to_who_cannot_see_them(self) -> None:
        document = docx.Document(io.BytesIO(docx_of(a_paper("my", BURMESE), made=TODAY)))

        (drawn,) = document.inline_shapes
        assert drawn._inline.docPr.get("descr") == f"2025: 1 of 3; {BURMESE}: none"

    def test_says_when_it_was_made_and_not_by_which_machine(self) -> None:
        content = docx_of(a_paper(), made=TODAY)

        with zipfile.ZipFile(io.BytesIO(content)) as found:
            assert {entry.date_time[0] for entry in found.infolist()} == {1980}
            assert b"2026-11-28" in found.read("docProps/core.xml")


class TestXlsx:
    def test_holds_no_formula_whatever_a_text_is(self) -> None:
        content = xlsx_of(a_paper("en", FORMULA, "+1", "@x", "-2"), made=TODAY)

        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert [cell for cell in cells if cell.data_type == "f"] == []
        assert FORMULA in [cell.value for cell in cells]

    def test_keeps_figures_as_numbers_beside_their_queries(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(xlsx_of(a_paper(), made=TODAY)))

        rows = list(book["1"].iter_rows(values_only=True))

        assert ("What moved", "Milestones", 3, "http://testserver/api/v1/") in rows
        assert ("What moved", "2025", 1, 3) in rows
