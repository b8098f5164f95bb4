"""A paper as a text that offices go on working with."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from backend.papers.paper import Bar, Figure, Made, Paper, Section
from backend.papers.pdf import picture_of

_FONT = {"th": "Noto Sans Thai", "my": "Noto Sans Myanmar"}
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_PICTURE_MM = 150
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP knows; the parts of a file carry no other."""


def docx_of(paper: Paper, *, made: Made) -> bytes:
    """Return the file: headings are headings, figures link to their queries."""
    document = docx.Document()
    _describe(document, paper, made=made)
    document.add_paragraph(_clean(paper.over))
    document.add_heading(_clean(paper.title), level=1)
    document.add_paragraph(_clean(paper.period))
    for section in paper.sections:
        _section(document, section, language=paper.language)
    document.sections[0].footer.paragraphs[0].text = _clean(made.written)
    kept = io.BytesIO()
    document.save(kept)
    return _without_clock(kept.getvalue())


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)


def _describe(document: Document, paper: Paper, *, made: Made) -> None:
    about = document.core_properties
    day = dt.datetime.combine(made.on, dt.time())  # the file format knows no zones
    about.title, about.author, about.language = _clean(paper.title)[:255], "", paper.language
    about.comments, about.last_modified_by = "", ""
    about.created = about.modified = day
    # Scripts other than Latin take the font and the words of the second set.
    style = document.styles["Normal"].element.get_or_add_rPr()
    fonts = style.get_or_add_rFonts()
    fonts.set(qn("w:cs"), _FONT.get(paper.language, _FONT["th"]))
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), paper.language)
    language.set(qn("w:bidi"), paper.language)
    style.append(language)


def _section(document: Document, section: Section, *, language: str) -> None:
    document.add_heading(_clean(section.heading), level=2)
    for words in section.texts:
        document.add_paragraph(_clean(words))
    if section.bars:
        _bars(document, section.bars, language=language)
    if section.figures:
        table = document.add_table(rows=0, cols=2)
        for figure in section.figures:
            _figure(table, figure)
    if section.rows:
        _table(document, section)


def _bars(document: Document, bars: Sequence[Bar], *, language: str) -> None:
    """Put the bars in as a picture; who cannot see it is told each row."""
    picture = io.BytesIO(picture_of(bars, language=language))
    drawn = document.add_picture(picture, width=Mm(_PICTURE_MM))
    told = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    drawn._inline.docPr.set("descr", _clean(told))


def _figure(table: Table, figure: Figure) -> None:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    label, value = row.cells
    label.text = _clean(figure.label)
    _link(value.paragraphs[0], str(figure.value), to=figure.link)


def _link(paragraph: Paragraph, text: str, *, to: str) -> None:
    """Add a link; python-docx reads links and has no word to write one."""
    known = paragraph.part.relate_to(to, _LINK, is_external=True)
    link, run, words = (OxmlElement(f"w:{name}") for name in ("hyperlink", "r", "t"))
    link.set(qn("r:id"), known)
    words.text = text
    run.append(words)
    link.append(run)
    paragraph._p.append(link)


def _table(document: Document, section: Section) -> None:
    table = document.add_table(rows=1, cols=len(section.head), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, section.head, strict=True):
        cell.text = _clean(words)
    for row in section.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(words)


def _without_clock(content: bytes) -> bytes:
    """Write the same parts again under one fixed moment: a ZIP keeps when each was written."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as found,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in found.namelist():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, found.read(name))
    return kept.getvalue()
