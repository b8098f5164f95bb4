"""How many pieces a text is sent and paid in (3GPP TS 23.038)."""

from dataclasses import dataclass

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("\f^{}\\[~]|€")
"""Written behind an escape, and counted twice."""


@dataclass(frozen=True, slots=True)
class Length:
    """What a text costs."""

    letters: str
    """'GSM' for its seven bits; else 'UCS-2', as Thai and Burmese always are."""
    units: int
    pieces: int


def of(text: str) -> Length:
    """Count a text; a letter that is cut in two begins the next piece."""
    if all(letter in _GSM or letter in _GSM_TWICE for letter in text):
        sizes, alone, joined = [2 if letter in _GSM_TWICE else 1 for letter in text], 160, 153
        return Length("GSM", units=sum(sizes), pieces=_pieces(sizes, alone, joined))
    sizes, alone, joined = [len(letter.encode("utf-16-be")) // 2 for letter in text], 70, 67
    return Length("UCS-2", units=sum(sizes), pieces=_pieces(sizes, alone, joined))


def _pieces(sizes: list[int], alone: int, joined: int) -> int:
    if sum(sizes) <= alone:
        return 1
    pieces, left = 1, joined
    for size in sizes:
        if size > left:
            pieces, left = pieces + 1, joined
        left -= size
    return pieces
