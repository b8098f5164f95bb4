"""MP3, AAC and AMR: one frame after another, each saying how long it is."""

from collections.abc import Callable

from backend.files.refusals import Refused, Why

_LEAST = 3
"""Frames one after the other before we believe it; two may be chance."""
_SHARE = 0.9
"""Of the file that must be frames. Tags are small; what is more is something else."""
_NARROW = (12, 13, 15, 17, 19, 20, 26, 31, 5, None, None, None, None, None, None, 0)
_WIDE = (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, None, None, None, None, 0, 0)
_RATES = (44100, 48000, 32000)
_MPEG_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_AMR_PADDING = 0x83
_ID3_HEAD, _ADTS_HEAD, _MP3_HEAD = 10, 7, 4

Length = Callable[[bytes, int], int | None]
"""How long the frame at a position is, or None where there is none."""


def clean_mp3(content: bytes) -> bytes:
    """Return the frames alone, without tags, covers and what hangs on behind.

    Raises:
        Refused: it is not made of frames.
    """
    return _frames(content, _behind_id3(content), _mp3_length)


def clean_aac(content: bytes) -> bytes:
    """Return the frames alone; as ``clean_mp3``."""
    return _frames(content, 0, _adts_length)


def clean_amr(content: bytes) -> bytes:
    """Return the head and the frames alone; as ``clean_mp3``."""
    head = content[: content.index(b"\n") + 1]
    sizes = _WIDE if b"WB" in head else _NARROW
    return head + _frames(content, len(head), lambda held, at: _amr_length(held, at, sizes))


def _frames(content: bytes, start: int, length: Length) -> bytes:
    kept, at, between = [], start, False
    while at < len(content):
        size = length(content, at)
        if (
            size
            and at + size <= len(content)
            and not (between and not _goes_on(content, at, length))
        ):
            kept.append(content[at : at + size])
            at, between = at + size, False
        else:
            at, between = at + 1, True
            if length is _mp3_length or length is _adts_length:
                at = content.find(b"\xff", at) % (len(content) + 1)  # not found: to the end
    sound = b"".join(kept)
    if len(kept) < _LEAST or len(sound) < _SHARE * (len(content) - start):
        raise Refused(Why.BROKEN)
    return sound


def _goes_on(content: bytes, at: int, length: Length) -> bool:
    """Say whether a second frame follows: after a gap, one alone may be chance."""
    size = length(content, at)
    return bool(size and length(content, at + size))


def _behind_id3(content: bytes) -> int:
    at = 0
    while content[at : at + 3] == b"ID3" and at + _ID3_HEAD <= len(content):
        size = 0
        for byte in content[at + 6 : at + _ID3_HEAD]:
            size = size << 7 | byte & 0x7F
        at += _ID3_HEAD + size
    return at


def _mp3_length(content: bytes, at: int) -> int | None:
    head = int.from_bytes(content[at : at + _MP3_HEAD])
    version, layer = head >> 19 & 3, head >> 17 & 3
    rate, hertz = head >> 12 & 15, head >> 10 & 3
    is_frame = at + _MP3_HEAD <= len(content) and head >> 21 == 0x7FF and layer == 1  # noqa: PLR2004
    if not is_frame or version == 1 or rate in {0, 15} or hertz == 3:  # noqa: PLR2004
        return None
    is_first = version == 3  # noqa: PLR2004  # MPEG-1; 2 is MPEG-2, 0 MPEG-2.5
    per_second = _RATES[hertz] >> {3: 0, 2: 1, 0: 2}[version]
    bits = (_MPEG_1 if is_first else _MPEG_2)[rate - 1] * 1000
    return (144 if is_first else 72) * bits // per_second + (head >> 9 & 1)


def _adts_length(content: bytes, at: int) -> int | None:
    head = content[at : at + _ADTS_HEAD]
    if len(head) < _ADTS_HEAD or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:  # noqa: PLR2004
        return None
    size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return size if size >= _ADTS_HEAD else None


def _amr_length(content: bytes, at: int, sizes: tuple[int | None, ...]) -> int | None:
    if at >= len(content) or content[at] & _AMR_PADDING:
        return None
    size = sizes[content[at] >> 3 & 15]
    return None if size is None else size + 1
