"""The same ``POST`` twice over a bad line: done once, answered twice."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.models import User
from backend.api.errors import CONTENT_TYPE, Problem
from backend.api.models import KeptAnswer
from backend.api.parsers import TooLarge

KEY = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
LONGEST_KEY = KeptAnswer._meta.get_field("key").max_length or 0
KEPT_FOR = dt.timedelta(hours=24)
_KEPT_HEADERS = ("Location", "ETag")

Answer = Callable[[], Response]


class KeyUsedBefore(APIException):
    """The key came with another request before: one of the two is a mistake."""

    status_code = 422
    default_detail = _("This Idempotency-Key was used for another request. Choose a new one.")


def key_of(request: Request) -> str | None:
    """Return the request's key, or ``None`` where it has none.

    Raises:
        ParseError: the key is empty, too long or not printable.
    """
    key = request.headers.get(KEY)
    if key is not None and not (0 < len(key) <= LONGEST_KEY and key.isprintable()):
        message = _("“Idempotency-Key” takes 1 to %(most)s printable characters.")
        raise ParseError(message % {"most": LONGEST_KEY})
    return key


def fingerprint(request: Request) -> str:
    """Return what makes a request the same request: method, path and body.

    Raises:
        TooLarge: the body is longer than ``DATA_UPLOAD_MAX_MEMORY_SIZE``.
    """
    try:
        is_form = str(request.content_type).startswith("multipart/")
        body = _form(request) if is_form else request.body
    except RequestDataTooBig as error:
        raise TooLarge from error
    parts = [str(request.method).encode(), request.get_full_path().encode(), body]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _form(request: Request) -> bytes:
    """Return what a form holds: what stands between its parts is new each time it is sent."""
    sent = cast("QueryDict", request.data)
    said = {name: sent.getlist(name) for name in sorted(sent)}
    return repr([(name, [_part(one) for one in parts]) for name, parts in said.items()]).encode()


def _part(part: Any) -> str:
    if not isinstance(part, UploadedFile):
        return str(part)
    content = hashlib.sha256(part.read()).hexdigest()
    part.seek(0)
    return f"file:{content}"


@transaction.atomic
def once(
    answer: Answer, *, refuse: Callable[[Exception], Response], claim: KeptAnswer
) -> Response | HttpResponse:
    """Answer and keep the answer, or replay the one kept under the same key.

    Claim, change and answer are one transaction: a crash keeps none of them, and a twin that
    comes meanwhile waits on the unique key. Refusals are kept as well; ``refuse`` raises what is
    a bug, and then nothing is.

    Raises:
        KeyUsedBefore: the key was used for another request.
    """
    kept, is_new = KeptAnswer.objects.get_or_create(
        user=claim.user,
        key=claim.key,
        defaults={"request_hash": claim.request_hash, "created_at": claim.created_at},
    )
    if kept.request_hash != claim.request_hash:
        raise KeyUsedBefore
    if not is_new:
        return _replay(kept)
    try:
        with transaction.atomic():
            response = answer()
    except Exception as refusal:  # noqa: BLE001 - what is not a refusal is raised again
        response = refuse(refusal)
    _keep(kept, response)
    return response


def claim_for(user: User, *, key: str, request: Request, now: dt.datetime) -> KeptAnswer:
    """Return the row that ``once`` is to write first."""
    return KeptAnswer(user=user, key=key, request_hash=fingerprint(request), created_at=now)


def forget_old_answers(*, before: dt.datetime) -> int:
    """Delete answers kept before a moment (callers say ``now - KEPT_FOR``); return how many."""
    deleted, _by_model = KeptAnswer.objects.filter(created_at__lt=before).delete()
    return deleted


def _keep(kept: KeptAnswer, response: Response) -> None:
    # As text: a JSON column may reorder members, and the replay is to be the same to the byte.
    has_body = response.data is not None
    kept.body = JSONRenderer().render(response.data).decode() if has_body else None
    kept.status = response.status_code
    kept.headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
    kept.headers["Content-Type"] = _content_type_of(response)
    kept.save(update_fields=["body", "status", "headers"])


def _content_type_of(response: Response) -> str:
    return CONTENT_TYPE if isinstance(response, Problem) else JSONRenderer.media_type


def _replay(kept: KeptAnswer) -> HttpResponse:
    headers: Mapping[str, Any] = {**kept.headers, REPLAYED: "true"}
    content = "" if kept.body is None else kept.body
    response = HttpResponse(content, status=kept.status, headers=headers)
    if kept.body is None:
        del response["Content-Type"]
    return response
