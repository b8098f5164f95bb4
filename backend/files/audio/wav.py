"""WAV: chunks, of which only those that sound are kept."""

from backend.files.refusals import Refused, Why

_KEPT = frozenset((b"fmt ", b"fact", b"data"))
_FORMATS = frozenset({1, 3, 6, 7, 0xFFFE})
"""Plain samples as whole or broken numbers, the two laws of telephony, and many speakers."""
_HEAD = 8


def clean(content: bytes) -> bytes:
    """Return the recording with its format and its samples, and nothing else.

    Raises:
        Refused: it cannot be read, or its samples are packed in a way we do not know.
    """
    kept: dict[bytes, bytes] = {}
    at = 12
    while at + _HEAD <= len(content) and b"data" not in kept:
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + _HEAD], "little")
        if name == b"data":  # a recorder that was cut off leaves a length too great, or none
            size = min(size, len(content) - at - _HEAD)
        body = content[at + _HEAD : at + _HEAD + size]
        if len(body) < size or name in kept:
            raise Refused(Why.BROKEN)
        if name in _KEPT:
            kept[name] = body
        at += _HEAD + size + size % 2
    return _written(kept)


def _written(kept: dict[bytes, bytes]) -> bytes:
    form = kept.get(b"fmt ", b"")
    if len(form) < 16 or not kept.get(b"data"):  # noqa: PLR2004  # the shortest format
        raise Refused(Why.BROKEN)
    if int.from_bytes(form[:2], "little") not in _FORMATS:
        raise Refused(Why.UNKNOWN)
    chunks = b"".join(
        name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
        for name, body in kept.items()
    )
    return b"RIFF" + (4 + len(chunks)).to_bytes(4, "little") + b"WAVE" + chunks
