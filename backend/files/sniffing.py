"""What a file is, by two opinions that must agree."""

import puremagic

from backend.files.kinds import KINDS, Kind
from backend.files.refusals import Refused, Why


def sniff(content: bytes) -> Kind:
    """Return the kind of ``content``.

    Raises:
        Refused: it is none that is taken, too big for one, or the two sniffers disagree.
    """
    kind = next((kind for kind in KINDS if kind.looks(content)), None)
    if kind is None:
        raise Refused(Why.UNKNOWN)
    if len(content) > kind.at_most:
        raise Refused(Why.TOO_BIG)
    said = _second_opinion(content)
    if not (said & kind.second or (kind.may_be_silent and not said)):
        raise Refused(Why.DISGUISED)
    return kind


def _second_opinion(content: bytes) -> set[str]:
    """Return all names puremagic gives with the greatest confidence it has."""
    try:
        found = puremagic.magic_string(content)
    except puremagic.PureError:
        return set()
    best = max(match.confidence for match in found)
    likely = [match for match in found if match.confidence == best]
    return {name for match in likely for name in (match.mime_type, match.extension) if name}
