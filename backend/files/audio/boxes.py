"""M4A and 3GP: boxes within boxes (ISO/IEC 14496-12).

Nothing is moved, for a box of offsets says where the sound lies: what is left out becomes a box
of that length that says "free" and holds zeros.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from backend.files.refusals import Refused, Why

_FOLDERS = frozenset(
    b"moov trak mdia minf dinf stbl edts mvex moof traf".split(),
)
_LEAVES = frozenset(
    b"mvhd tkhd mdhd hdlr smhd dref stsd stts stsc stsz stz2 stco co64 sgpd sbgp elst "
    b"trex mehd mfhd tfhd tfdt trun".split(),
)
_TOP = frozenset(b"ftyp styp moov mdat moof sidx".split())
_CLOCKS = frozenset(b"mvhd tkhd mdhd".split())
_CODECS = frozenset((b"mp4a", b"samr", b"sawb", b"Opus", b"alac"))
_DEEPEST = 8
Bytes = bytes | bytearray
_HEAD, _LONG_HEAD = 8, 16
_HANDLER = slice(8, 12)


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its name, where it begins, where its body begins, and where it ends."""

    name: bytes
    start: int
    body: int
    end: int


def clean(content: bytes) -> bytes:
    """Return the recording without names, covers, places, times, and what hangs on behind.

    Raises:
        Refused: it holds moving pictures, fetches its sound from elsewhere, or cannot be read.
    """
    out = bytearray(content)
    found: set[bytes] = set()
    end = 0
    for box in _boxes(content, 0, len(content), found):
        found.add(box.name)
        end = box.end
        if box.name not in _TOP:
            _blank(out, box)
        elif box.name in _FOLDERS:
            _clean_folder(out, box, depth=1)
    if not found >= {b"ftyp", b"moov", b"mdat"}:
        raise Refused(Why.BROKEN)
    _need_sound(content)
    return bytes(out[:end])


def _boxes(
    content: Bytes, start: int, end: int, complete: set[bytes] | None = None
) -> Iterator[Box]:
    """Go through the boxes of a stretch; behind a ``complete`` file anything may follow."""
    while start < end:
        size = int.from_bytes(content[start : start + 4])
        body = start + _HEAD
        if size == 1:
            body = start + _LONG_HEAD
            size = int.from_bytes(content[start + _HEAD : body])
        if size == 0:
            size = end - start
        if body > end or start + size < body or start + size > end:
            if complete is not None and complete >= {b"ftyp", b"moov", b"mdat"}:
                return
            raise Refused(Why.BROKEN)
        yield Box(bytes(content[start + 4 : start + _HEAD]), start, body, start + size)
        start += size


def _clean_folder(out: bytearray, folder: Box, *, depth: int) -> None:
    if depth > _DEEPEST:
        raise Refused(Why.BROKEN)
    for box in list(_boxes(out, folder.body, folder.end)):
        if box.name == b"trak" and not _sounds(out, box):
            _blank(out, box)
        elif box.name in _FOLDERS:
            _clean_folder(out, box, depth=depth + 1)
        elif box.name in _LEAVES:
            _clean_leaf(out, box)
        else:
            _blank(out, box)


def _clean_leaf(out: bytearray, box: Box) -> None:
    if box.name in _CLOCKS:
        # When it was made and changed: two numbers, twice as long in the newer version.
        width = 16 if out[box.body : box.body + 1] == b"\x01" else 8
        _zero(out, box.body + 4, min(box.body + 4 + width, box.end))
    elif box.name == b"hdlr":  # behind the kind of track, the name of the program that wrote it
        _zero(out, min(box.body + 12, box.end), box.end)
    elif box.name == b"dref":
        _need_own_sound(out, box)
    elif box.name == b"stsd":
        _need_known_codec(out, box)


def _sounds(out: Bytes, track: Box) -> bool:
    """Say whether a track is sound; moving pictures are refused, other tracks left out."""
    handlers = {
        bytes(out[box.body : box.end][_HANDLER])
        for media in _boxes(out, track.body, track.end)
        if media.name == b"mdia"
        for box in _boxes(out, media.body, media.end)
        if box.name == b"hdlr"
    }
    if b"vide" in handlers:
        raise Refused(Why.VIDEO)
    return handlers == {b"soun"}


def _need_sound(content: Bytes) -> None:
    moov = [
        box
        for box in _boxes(content, 0, len(content), {b"ftyp", b"moov", b"mdat"})
        if box.name == b"moov"
    ]
    tracks = [
        track
        for box in moov
        for track in _boxes(content, box.body, box.end)
        if track.name == b"trak"
    ]
    if len(moov) != 1 or not any(_sounds(content, track) for track in tracks):
        raise Refused(Why.BROKEN)


def _need_own_sound(out: Bytes, box: Box) -> None:
    """Refuse a recording that names another place where its sound lies."""
    for entry in _boxes(out, box.body + 8, box.end):
        if entry.name != b"url " or out[entry.body : entry.end] != b"\0\0\0\x01":
            raise Refused(Why.BROKEN)


def _need_known_codec(out: Bytes, box: Box) -> None:
    codecs = {entry.name for entry in _boxes(out, box.body + 8, box.end)}
    if not codecs or not codecs <= _CODECS:
        raise Refused(Why.UNKNOWN)


def _blank(out: bytearray, box: Box) -> None:
    out[box.start + 4 : box.start + _HEAD] = b"free"
    _zero(out, box.body, box.end)


def _zero(out: bytearray, start: int, end: int) -> None:
    out[start:end] = bytes(end - start)
