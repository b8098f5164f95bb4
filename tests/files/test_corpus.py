"""A corpus of good and hostile files, each with the verdict it has to get."""

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest

from backend.files import cleaning, kinds
from backend.files.refusals import Refused, Why
from tests.files import hostile, samples
from tests.files.samples import CANARY

Make = Callable[[], bytes]

TAKEN: dict[str, tuple[Make, str]] = {
    "photograph": (samples.jpeg, "jpeg"),
    "photograph lying on its side": (lambda: samples.jpeg(orientation=6), "jpeg"),
    "photograph with a script in its remark": (hostile.comment_with_script, "jpeg"),
    "photograph with a page behind it": (
        lambda: samples.jpeg() + hostile.SCRIPT + CANARY, "jpeg"
    ),
    "photograph with an archive behind it": (
        lambda: samples.jpeg() + hostile.zipped("a.class", CANARY), "jpeg"
    ),
    "photograph with a program behind it": (lambda: samples.jpeg() + hostile.EXE + CANARY, "jpeg"),
    "photograph without remarks": (
        lambda: samples.written(samples.picture(), "JPEG", progressive=True), "jpeg"
    ),
    "photograph in print colours": (
        lambda: samples.written(samples.picture().convert("CMYK"), "JPEG"), "jpeg"
    ),
    "picture of a screen": (samples.png, "jpeg"),
    "picture one sees through": (samples.see_through, "jpeg"),
    "picture of few colours": (samples.wheel_of_colours, "jpeg"),
    "picture in grey": (lambda: samples.written(samples.picture().convert("L"), "PNG"), "jpeg"),
    "picture of sixteen bits": (
        lambda: samples.written(samples.picture().convert("I;16"), "PNG"), "jpeg"
    ),
    "picture with an archive behind it": (lambda: samples.png() + hostile.zipped(), "jpeg"),
    "picture in front of a gigabyte": (hostile.png_that_unfolds, "jpeg"),
    "picture for the web": (samples.webp, "jpeg"),
    "document": (samples.pdf, "pdf"),
    "scan": (samples.scanned_pdf, "pdf"),
    "scan, folded": (lambda: samples.scanned_pdf(folded=True), "pdf"),
    "form that was filled in": (samples.filled_form, "pdf"),
    "form with a script inside": (hostile.pdf_with_xfa, "pdf"),
    "document that runs": (hostile.pdf_that_runs, "pdf"),
    "document that launches": (hostile.pdf_that_launches, "pdf"),
    "document with links": (hostile.pdf_with_links, "pdf"),
    "document with a file inside": (hostile.pdf_with_file, "pdf"),
    "document that fetches": (hostile.pdf_that_fetches, "pdf"),
    "document with private notes": (hostile.pdf_with_private_notes, "pdf"),
    "document with what no page shows": (hostile.pdf_with_nobodys_object, "pdf"),
    "document with a page behind it": (lambda: samples.pdf() + hostile.SCRIPT + CANARY, "pdf"),
    "recording of a phone": (samples.m4a, "m4a"),
    "recording of an older phone": (samples.three_gp, "3gp"),
    "recording with a script behind it": (
        lambda: samples.m4a(behind=hostile.SCRIPT + CANARY), "m4a"
    ),
    "recording with chapters": (
        lambda: samples.m4a(tracks=samples.track() + samples.track(handler=b"text")), "m4a"
    ),
    "recording with words before the sound": (
        lambda: samples.m4a(before=samples.box(b"skip", CANARY)), "m4a"
    ),
    "mp3": (samples.mp3, "mp3"),
    "mp3 for speech": (samples.mp3_for_speech, "mp3"),
    "mp3 with a script in its cover": (
        lambda: samples.mp3(head=samples.id3(b"APIC" + hostile.SCRIPT + CANARY)), "mp3"
    ),
    "aac": (samples.aac, "aac"),
    "amr": (samples.amr, "amr"),
    "amr, wide": (lambda: samples.amr(wide=True), "amr"),
    "opus": (samples.opus, "ogg"),
    "opus with a script behind it": (lambda: samples.opus(behind=hostile.SCRIPT + CANARY), "ogg"),
    "vorbis": (samples.vorbis, "ogg"),
    "wav": (samples.wav, "wav"),
    "text": (lambda: b"They kept her passport.\r\n", "text"),
    "text in Thai": ("นายจ้างยึดหนังสือเดินทาง".encode, "text"),
    "text in Burmese": (lambda: "နိုင်ငံကူးလက်မှတ်".encode("utf-16"), "text"),
    "text with a formula": (lambda: b'=HYPERLINK("https://evil.example")', "text"),
}  # fmt: skip

REFUSED: dict[str, tuple[Make, Why]] = {
    "nothing": (lambda: b"", Why.EMPTY),
    "page": (lambda: hostile.SCRIPT, Why.UNKNOWN),
    "page behind a mark": (lambda: b"\xef\xbb\xbf" + hostile.SCRIPT, Why.UNKNOWN),
    "page in wide letters": (
        lambda: b"\xff\xfe" + hostile.SCRIPT.decode().encode("utf-16-le"), Why.UNKNOWN
    ),
    "page further down a text": (lambda: b"Dear all,\n" + hostile.SCRIPT, Why.UNKNOWN),
    "drawing with a script": (
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', Why.UNKNOWN
    ),
    "program for Linux": (lambda: hostile.ELF, Why.UNKNOWN),
    "program for Windows": (lambda: hostile.EXE, Why.UNKNOWN),
    "script for a shell": (lambda: b"#!/bin/sh\nrm -rf ~\n", Why.UNKNOWN),
    "script in Python": (lambda: b"import os\nos.system('id')\n", Why.DISGUISED),
    "script for a server": (lambda: b"<?php system($_GET['c']);", Why.UNKNOWN),
    "rich text": (lambda: b"{\\rtf1\\object}", Why.UNKNOWN),
    "PostScript": (lambda: b"%!PS-Adobe-3.0\nrun", Why.UNKNOWN),
    "archive": (hostile.zipped, Why.UNKNOWN),
    "office document": (
        lambda: hostile.zipped("word/vbaProject.bin", b"macro"), Why.UNKNOWN
    ),
    "older office document": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Why.UNKNOWN
    ),
    "GIF": (lambda: hostile.picture("GIF"), Why.UNKNOWN),
    "BMP": (lambda: hostile.picture("BMP"), Why.UNKNOWN),
    "TIFF": (lambda: hostile.picture("TIFF"), Why.UNKNOWN),
    "HEIC": (hostile.heic, Why.UNKNOWN),
    "page that begins as a photograph": (lambda: b"\xff\xd8\xff" + hostile.SCRIPT, Why.BROKEN),
    "program that begins as a picture": (
        lambda: b"\x89PNG\r\n\x1a\n" + hostile.ELF, Why.BROKEN
    ),
    "photograph, cut": (lambda: hostile.cut(samples.jpeg(), 0.2), Why.BROKEN),
    "picture, cut": (lambda: hostile.cut(samples.png()), Why.BROKEN),
    "picture of 2.5 thousand million pixels": (
        lambda: hostile.png_of(50_000, 50_000), Why.TOO_MANY_PIXELS
    ),
    "photograph of 4 thousand million pixels": (
        lambda: hostile.jpeg_of_size(65_000, 65_000), Why.TOO_MANY_PIXELS
    ),
    "picture whose remark unfolds": (hostile.png_with_remark_that_unfolds, Why.BROKEN),
    "picture of no size": (lambda: hostile.png_of(0, 0), Why.BROKEN),
    "picture for the web, cut": (lambda: hostile.cut(samples.webp()), Why.BROKEN),
    "document with a page in front": (
        lambda: hostile.SCRIPT + b"\n" + samples.pdf(), Why.UNKNOWN
    ),
    "document that is a page": (lambda: b"%PDF-1.7\n" + hostile.SCRIPT, Why.BROKEN),
    "document, locked": (samples.locked_pdf, Why.LOCKED),
    "document of 501 pages": (hostile.pdf_of_many_pages, Why.TOO_MANY_PAGES),
    "document that unfolds": (hostile.pdf_that_unfolds, Why.TOO_HARD),
    "document that unfolds twice": (hostile.pdf_that_unfolds_twice, Why.TOO_HARD),
    "document with an endless picture": (hostile.pdf_with_endless_picture, Why.TOO_MANY_PIXELS),
    "document that is its own child": (hostile.pdf_that_is_its_own_child, Why.BROKEN),
    "scan that is no photograph": (
        lambda: samples.scanned_pdf(hostile.SCRIPT), Why.BROKEN
    ),
    "film": (hostile.film, Why.VIDEO),
    "recording within recordings": (hostile.nested, Why.BROKEN),
    "recording that lies elsewhere": (hostile.m4a_from_elsewhere, Why.BROKEN),
    "recording that lies about its length": (hostile.m4a_with_lying_length, Why.BROKEN),
    "recording without sound": (lambda: samples.m4a(tracks=b""), Why.BROKEN),
    "recording in an unknown packing": (
        lambda: samples.m4a(tracks=samples.track(codec=b"evil")), Why.UNKNOWN
    ),
    "recording, cut": (lambda: hostile.cut(samples.m4a()), Why.BROKEN),
    "mp3 that is an archive": (
        lambda: samples.mp3(frames=3) + hostile.zipped("a", bytes(range(256)) * 40), Why.BROKEN
    ),
    "mp3 that is only a tag": (lambda: samples.mp3(frames=0), Why.BROKEN),
    "mp3 that is a program": (
        lambda: samples.id3() + hostile.ELF, Why.BROKEN
    ),
    "aac that is noise": (lambda: b"\xff\xf1" + bytes(range(256)), Why.BROKEN),
    "amr that is a script": (lambda: b"#!AMR\n" + hostile.SCRIPT, Why.BROKEN),
    "opus, flipped": (lambda: hostile.flipped(samples.opus()), Why.BROKEN),
    "opus with a film": (hostile.ogg_with_film, Why.BROKEN),
    "opus that lies about its remarks": (hostile.ogg_with_lying_remarks, Why.BROKEN),
    "two recordings in one": (hostile.two_oggs, Why.BROKEN),
    "wav that lies about its length": (hostile.wav_with_lying_length, Why.BROKEN),
    "wav in an unknown packing": (lambda: samples.wav(form=0x55), Why.UNKNOWN),
    "wav without samples": (lambda: samples.wav(data=b""), Why.BROKEN),
    "text that steers a terminal": (lambda: b"hello \x1b]0;x\x07", Why.UNKNOWN),
    "text in an unknown encoding": (lambda: b"\xa1\xb2\xc3 caf\xe9", Why.UNKNOWN),
    "text of two megabytes": (lambda: b"word " * 420_000, Why.TOO_BIG),
    "photograph of 25 megabytes": (lambda: samples.jpeg() + bytes(25 << 20), Why.TOO_BIG),
    "more than anything may have": (lambda: bytes(kinds.AT_MOST + 1), Why.TOO_BIG),
}  # fmt: skip


def test_the_corpus_is_large_enough() -> None:
    assert len(REFUSED) >= 60
    assert len(TAKEN) >= 40


@pytest.mark.parametrize("name", TAKEN)
class TestWhatIsTaken:
    def test_is_known_and_its_copy_tells_nothing(self, name: str) -> None:
        make, kind = TAKEN[name]

        cleaned = cleaning.clean(make())

        assert cleaned.kind.code == kind
        for hidden in (CANARY, b"<script", b"evil.example", b"\x7fELF", b"MZ\x90", b"PK\x03\x04"):
            if kind != "text":
                assert hidden not in unfolded(cleaned.content), hidden

    def test_is_taken_again_unchanged_in_kind(self, name: str) -> None:
        make, kind = TAKEN[name]

        again = cleaning.clean(cleaning.clean(make()).content)

        assert again.kind.code == kind


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    make, why = REFUSED[name]

    with pytest.raises(Refused) as refusal:
        cleaning.clean(make())

    assert refusal.value.why == why


def unfolded(content: bytes) -> bytes:
    """Return the content, and of a PDF also what is folded inside."""
    if not content.startswith(b"%PDF"):
        return content
    with pikepdf.open(io.BytesIO(content)) as held:
        streams = [one for one in held.objects if isinstance(one, pikepdf.Stream)]
        parts = [one.read_raw_bytes() for one in streams]
    return b"\n".join([content, *(_opened(part) for part in parts)])


def _opened(part: bytes) -> bytes:
    try:
        return zlib.decompress(part)
    except zlib.error:
        return part
