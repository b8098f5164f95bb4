"""From what was sent to what may be shown. Runs in the child; see ``backend.files.apart``."""

from collections.abc import Callable
from dataclasses import dataclass

from backend.files import images, kinds, pdfs, texts
from backend.files.audio import boxes, frames, ogg, wav
from backend.files.kinds import Kind
from backend.files.refusals import Refused, Why
from backend.files.sniffing import sniff

_CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    "jpeg": images.clean,
    "png": images.clean,
    "webp": images.clean,
    "pdf": pdfs.clean,
    "m4a": boxes.clean,
    "3gp": boxes.clean,
    "ogg": ogg.clean,
    "wav": wav.clean,
    "amr": frames.clean_amr,
    "mp3": frames.clean_mp3,
    "aac": frames.clean_aac,
    "text": texts.clean,
}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was sent, what the copy to look at is, and that copy."""

    original: Kind
    kind: Kind
    content: bytes


def clean(content: bytes) -> Cleaned:
    """Return a harmless copy of ``content``.

    Raises:
        Refused: it is not taken.
    """
    if not content:
        raise Refused(Why.EMPTY)
    if len(content) > kinds.AT_MOST:
        raise Refused(Why.TOO_BIG)
    original = sniff(content)
    kind = kinds.JPEG if original.family == kinds.Family.PHOTO else original
    return Cleaned(original, kind, _CLEANERS[original.code](content))
