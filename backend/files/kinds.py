"""The kinds of files that are taken: each known by its first bytes, never by its name.

What is not here is not taken. ``second`` is what the second sniffer, puremagic, calls the same
kind; where it knows nothing of a kind it may be silent, for there our own reader goes through
the whole file, frame by frame.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

MEGABYTE = 1024 * 1024


class Family(StrEnum):
    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """One kind: its code, what browsers call it, and the most bytes one file of it may have."""

    code: str
    media: str
    suffix: str
    family: Family
    looks: Callable[[bytes], bool]
    second: frozenset[str]
    may_be_silent: bool = False
    at_most: int = 32 * MEGABYTE


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda content: content[:4] == b"RIFF" and content[8:12] == form


_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"dash")


def _ftyp(*brands: bytes) -> Callable[[bytes], bool]:
    return lambda content: content[4:8] == b"ftyp" and content[8:12].startswith(brands)


def _ogg(content: bytes) -> bool:
    return content[:4] == b"OggS" and content[28:].startswith((b"OpusHead", b"\x01vorbis"))


def _mp3(content: bytes) -> bool:
    is_frame = content[:1] == b"\xff" and len(content) > 1 and content[1] & 0xE6 == 0xE2  # noqa: PLR2004
    return content[:3] == b"ID3" or is_frame


def _adts(content: bytes) -> bool:
    return content[:1] == b"\xff" and len(content) > 1 and content[1] & 0xF6 == 0xF0  # noqa: PLR2004


_PROGRAM = re.compile(
    rb"\A\s*(<|#!|%!|\{\\rtf|@echo|MZ)|<script|<\?php|<html|<svg|<iframe", re.IGNORECASE
)


def _text(content: bytes) -> bool:
    """Say whether it may be plain text; ``texts`` decides. What programs read as code is none."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    narrow = content.replace(b"\0", b"") if is_wide else content
    return (is_wide or b"\0" not in content) and not _PROGRAM.search(_without_mark(narrow))


def _without_mark(content: bytes) -> bytes:
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        content = content.removeprefix(mark)
    return content


def _kind(code: str, media: str, family: Family, **more: object) -> Kind:
    second = frozenset(str(more.pop("second")).split())
    suffix = str(more.pop("suffix", code))
    return Kind(code=code, media=media, family=family, suffix=suffix, second=second, **more)  # type: ignore[arg-type]


_LARGE, _SMALL = 24 * MEGABYTE, MEGABYTE
JPEG = _kind(
    "jpeg", "image/jpeg", Family.PHOTO,
    suffix="jpg", looks=_begins(b"\xff\xd8\xff"), second="image/jpeg", at_most=_LARGE,
)  # fmt: skip
PNG = _kind(
    "png", "image/png", Family.PHOTO,
    looks=_begins(b"\x89PNG\r\n\x1a\n"), second="image/png", at_most=_LARGE,
)  # fmt: skip
WEBP = _kind(
    "webp", "image/webp", Family.PHOTO, looks=_riff(b"WEBP"), second="image/webp", at_most=_LARGE
)
PDF = _kind(
    "pdf", "application/pdf", Family.DOCUMENT,
    looks=_begins(b"%PDF-1.", b"%PDF-2."), second="application/pdf", at_most=_LARGE,
)  # fmt: skip
M4A = _kind(
    "m4a", "audio/mp4", Family.VOICE, looks=_ftyp(*_BRANDS), second="video/mp4 audio/mp4 .m4a"
)
THREE_GP = _kind(
    "3gp", "audio/3gpp", Family.VOICE,
    looks=_ftyp(b"3gp", b"3g2"), second="video/3gpp video/3gpp2 .3gp .3g2 .3ga",
)  # fmt: skip
OGG = _kind("ogg", "audio/ogg", Family.VOICE, looks=_ogg, second="application/ogg .oga audio/ogg")
WAV = _kind("wav", "audio/wav", Family.VOICE, looks=_riff(b"WAVE"), second="audio/wave audio/x-wav")
AMR = _kind(
    "amr", "audio/amr", Family.VOICE, looks=_begins(b"#!AMR\n", b"#!AMR-WB\n"), second=".amr"
)
MP3 = _kind(
    "mp3", "audio/mpeg", Family.VOICE,
    looks=_mp3, second="audio/mpeg .koz", may_be_silent=True,
)  # fmt: skip
AAC = _kind("aac", "audio/aac", Family.VOICE, looks=_adts, second="audio/aac", may_be_silent=True)
TEXT = _kind(
    "text", "text/plain; charset=utf-8", Family.TEXT,
    suffix="txt", looks=_text, second="text/plain text/csv message/rfc822",
    may_be_silent=True, at_most=_SMALL,
)  # fmt: skip

KINDS = (JPEG, PNG, WEBP, PDF, M4A, THREE_GP, OGG, WAV, AMR, MP3, AAC, TEXT)
"""In the order they are asked; text last, for it has no first bytes of its own."""
BY_CODE = {kind.code: kind for kind in KINDS}
AT_MOST = max(kind.at_most for kind in KINDS)
"""The most bytes any file may have: the longest voice message, about an hour."""
