"""Opus and Vorbis in Ogg (RFC 3533): pages with a sum of their own."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from backend.files.refusals import Refused, Why

_HEAD = 27
_CONTINUED, _FIRST = 1, 2
_MIRROR = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_ALL = 0xFFFFFFFF
_TAGS = {b"OpusHead": b"OpusTags", b"\x01vorbis": b"\x03vorbis"}


@dataclass(slots=True)
class Page:
    """One page: its head up to the lengths, the lengths, and what it carries."""

    head: bytes
    lengths: bytes
    body: bytes

    def flags(self) -> int:
        return self.head[5]

    def stream(self) -> bytes:
        return self.head[14:18]

    def written(self) -> bytes:
        """Return the page with the sum that belongs to what it carries now."""
        bare = self.head[:22] + bytes(4) + self.head[26:] + self.lengths + self.body
        return bare[:22] + _sum(bare).to_bytes(4, "little") + bare[26:]


def clean(content: bytes) -> bytes:
    """Return the pages of the one recording, its remarks written over with blanks.

    The remarks keep their length, so every later page stays as it is.

    Raises:
        Refused: a page is damaged, or there is more in it than one recording.
    """
    pages = list(_pages(content))
    if len({page.stream() for page in pages}) != 1 or len(pages) < 3:  # noqa: PLR2004  # head, remarks, sound
        raise Refused(Why.BROKEN)
    if any(page.flags() & _FIRST for page in pages[1:]):
        raise Refused(Why.BROKEN)
    _blank_remarks(pages)
    return b"".join(page.written() for page in pages)


def _pages(content: bytes) -> Iterator[Page]:
    at = 0
    while content[at : at + 4] == b"OggS" and at + _HEAD <= len(content):
        count = content[at + 26]
        lengths = content[at + _HEAD : at + _HEAD + count]
        body = at + _HEAD + count
        end = body + sum(lengths)
        page = Page(content[at : at + _HEAD], lengths, content[body:end])
        if end > len(content) or page.written() != content[at:end]:
            raise Refused(Why.BROKEN)
        yield page
        at = end


def _blank_remarks(pages: list[Page]) -> None:
    name = next((tags for head, tags in _TAGS.items() if pages[0].body.startswith(head)), None)
    if name is None or not pages[1].body.startswith(name):
        raise Refused(Why.BROKEN)
    spread = _spread(pages)
    blank = _no_remarks(name, sum(spread))
    for page, length in zip(pages[1:], spread, strict=False):
        page.body = blank[:length] + page.body[length:]
        blank = blank[length:]


def _spread(pages: list[Page]) -> list[int]:
    """Return how many bytes of the second packet lie on each page from the second on."""
    spread: list[int] = []
    for page in pages[1:]:
        length = 0
        for piece in page.lengths:
            length += piece
            if piece < 255:  # noqa: PLR2004  # a shorter piece ends the packet
                return [*spread, length]
        spread.append(length)
    raise Refused(Why.BROKEN)


def _no_remarks(name: bytes, size: int) -> bytes:
    """Return remarks of ``size`` bytes that say nothing: a maker of blanks, and no entry."""
    end = b"\x01" if name == b"\x03vorbis" else b""
    blanks = size - len(name) - 8 - len(end)
    if blanks < 0:
        raise Refused(Why.BROKEN)
    return name + struct.pack("<I", blanks) + b" " * blanks + bytes(4) + end


def _sum(content: bytes) -> int:
    """Return Ogg's sum: that of zlib, its bits the other way round and begun at zero."""
    mirrored = zlib.crc32(content.translate(_MIRROR), _ALL) ^ _ALL
    return int(f"{mirrored:032b}"[::-1], 2)
