"""Plain text, decoded and written again as UTF-8."""

import unicodedata

from backend.files.refusals import Refused, Why

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_LAYOUT = frozenset("\t\n\r\f")


def clean(content: bytes) -> bytes:
    """Return the text as UTF-8 without a mark of its encoding.

    Raises:
        Refused: it is not text, or holds signs that steer a terminal instead of saying something.
    """
    encoding = "utf-16" if content.startswith(_WIDE) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as unknown:
        raise Refused(Why.UNKNOWN) from unknown
    if any(unicodedata.category(sign) == "Cc" for sign in set(text) - _LAYOUT):
        raise Refused(Why.UNKNOWN)
    return text.encode()
