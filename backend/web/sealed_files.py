"""Answers that are files somebody sent: whatever is in them, they do nothing where they open."""

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from backend.files.kinds import Family, Kind

SHOWN_IN_THE_PAGE = frozenset({Family.PHOTO, Family.VOICE})
"""The rest is saved first: a browser runs no reader of PDFs inside a sandbox."""
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
PARTIAL, NOT_THERE = 206, 416


@dataclass(frozen=True, slots=True)
class SentFile:
    """What is handed out: its bytes, what it is, and a name that tells nothing of it."""

    content: bytes
    kind: Kind
    name: str
    is_as_sent: bool = False
    """As it came, with all that hides in it: no browser is told what it is."""


def answer_with_file(request: HttpRequest, file: SentFile) -> HttpResponse:
    """Answer with a file, or with the part of it that was asked for, to nobody else and once."""
    is_shown = file.kind.family in SHOWN_IN_THE_PAGE and not file.is_as_sent
    answer = HttpResponse(
        content_type="application/octet-stream" if file.is_as_sent else file.kind.media,
        headers={
            "Content-Disposition": f"{'inline' if is_shown else 'attachment'}; "
            f'filename="{file.name}.{file.kind.suffix}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
            "Accept-Ranges": "bytes",
        },
    )
    start, end = _wanted(request.headers.get("Range", ""), len(file.content))
    if start >= end:
        answer.status_code = NOT_THERE
        answer.headers["Content-Range"] = f"bytes */{len(file.content)}"
        return answer
    if end - start < len(file.content):
        answer.status_code = PARTIAL
        answer.headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(file.content)}"
    answer.content = file.content[start:end]
    return answer


def _wanted(said: str, size: int) -> tuple[int, int]:
    """Return from where to where; what is no single range asks for all (RFC 9110)."""
    asked = _RANGE.fullmatch(said)
    if asked is None or not any(asked.groups()):
        return 0, size
    first, last = asked.groups()
    if not first:
        return max(size - int(last), 0), size if int(last) else 0
    end = min(int(last) + 1, size) if last else size
    if last and int(last) < int(first):
        return 0, size
    return int(first), end
