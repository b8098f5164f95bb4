"""Versions over HTTP: which one was read, and which one a change was made to."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

_TAG = re.compile(r'(?:W/)?"(?P<opaque>[\x21\x23-\x7e\x80-\xff]*)"')
_VERSION = re.compile(r"(?P<version>\d{1,9})(?:-(?P<digest>[0-9a-f]+))?")
_WHOLE, _FIELD = 16, 4
"""Digits of the digest of an answer, and of the shorter one of each of its fields."""
NO_VERSION_OF_OURS = 0
"""Rows start at version 1, so this one is always stale."""


class VersionMissing(APIException):
    """A change without ``If-Match`` could overwrite what she never saw, so it is not taken."""

    status_code = 428
    default_detail = _("Send the ETag of the version you changed in the header “If-Match”.")


def etag_of(shown: Any) -> str:
    """Return the tag of one answer: its version, then a digest of what was shown.

    The digest is there because an answer shows more than the row: what is derived from other
    rows, and what just this person may see. Only the version guards changes. After it come
    short digests of each field, by which a change that came too late is told what changed.
    """
    version = shown.get("version", NO_VERSION_OF_OURS)
    fields = "".join(_digest(value)[:_FIELD] for value in shown.values())
    return f'"{version}-{_digest(shown)[:_WHOLE]}{fields}"'


def _digest(shown: Any) -> str:
    return hashlib.sha256(JSONRenderer().render(shown)).hexdigest()


def changed_since(request: Request, current: Mapping[str, Any]) -> list[str]:
    """Return the fields of ``current`` that differ from what ``If-Match`` names.

    Nothing where the tag is not of this shape: then what is current has to be enough.
    """
    tag = _TAG.fullmatch(request.headers.get("If-Match", "").strip())
    read = _VERSION.fullmatch(tag["opaque"]) if tag else None
    digits = (read["digest"] or "")[_WHOLE:] if read else ""
    if len(digits) != _FIELD * len(current):
        return []
    parts = (digits[place : place + _FIELD] for place in range(0, len(digits), _FIELD))
    pairs = zip(current.items(), parts, strict=True)
    differing = {name for (name, value), part in pairs if not _digest(value).startswith(part)}
    return sorted(differing - {"version", "updated_at"})


def expected_version(request: Request) -> int | None:
    """Return the version named by ``If-Match``, or ``None`` for ``*``: whichever there is.

    A tag that never was ours gives ``NO_VERSION_OF_OURS``, so the action finds it stale.

    Raises:
        VersionMissing: the header is missing.
        ParseError: it holds anything but ``*`` or one quoted tag.
    """
    header = request.headers.get("If-Match")
    if header is None:
        raise VersionMissing
    if header.strip() == "*":
        return None
    tag = _TAG.fullmatch(header.strip())
    if tag is None:
        raise ParseError(_("“If-Match” takes one ETag in its quotation marks, or *."))
    version = _VERSION.fullmatch(tag["opaque"])
    return int(version["version"]) if version else NO_VERSION_OF_OURS


def tagged(response: Response) -> Response:
    """Give an answer that shows one resource its ``ETag``."""
    response["ETag"] = etag_of(response.data)
    return response


def unless_known(request: Request, response: Response) -> Response:
    """Answer 304 without a body where ``If-None-Match`` names what would be shown."""
    known = [
        tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))
    ]
    if response["ETag"] not in known and "*" not in known:
        return response
    return Response(status=304, headers={"ETag": response["ETag"]})


def keep_private(response: Response) -> None:
    """Let only her own program keep the answer, and ask before showing it again."""
    if "Cache-Control" not in response:
        patch_cache_control(response, private=True, no_cache=True)
