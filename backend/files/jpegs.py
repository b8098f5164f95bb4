"""The segments of a JPEG stream: for photographs that lie inside a PDF and are not redrawn."""

from backend.files.refusals import Refused, Why

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
# Kept: JFIF (E0), the colours of Adobe (EE) and of the profile (E2 would be it, and names devices).
_LEFT_OUT = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})


def without_remarks(content: bytes) -> bytes:
    """Return the stream without EXIF, GPS, previews, comments and what hangs on behind.

    Raises:
        Refused: it is no JPEG stream.
    """
    if content[:2] != bytes([0xFF, _START]):
        raise Refused(Why.BROKEN)
    kept, at = [content[:2]], 2
    while at + 4 <= len(content):
        marker, length = _segment(content, at)
        if marker == _SCAN:
            end = content.rfind(bytes([0xFF, _END]))
            return b"".join([*kept, content[at : end + 2 if end > at else None]])
        if marker not in _LEFT_OUT:
            kept.append(content[at : at + length])
        at += length
    raise Refused(Why.BROKEN)


def _segment(content: bytes, at: int) -> tuple[int, int]:
    marker = content[at + 1]
    if content[at] != 0xFF:  # noqa: PLR2004  # what every marker begins with
        raise Refused(Why.BROKEN)
    if marker == 0xFF:  # noqa: PLR2004  # filling before a marker
        return marker, 1
    if marker in _BARE:
        return marker, 2
    return marker, 2 + int.from_bytes(content[at + 2 : at + 4])
