"""One shape for every refusal: RFC 9457 problem details, in the reader's language."""

import math
import re
import sys
from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as ModelValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from backend.api.etag import changed_since, etag_of
from backend.errors import DomainError, Invalid, Stale
from backend.unreachable import TRY_AGAIN_SECONDS, why_unreachable

NO_FIELD = "non_field_errors"
CONTENT_TYPE = "application/problem+json"

KINDS: dict[int, tuple[str, Promise]] = {
    400: ("invalid", _("What was sent cannot be taken")),
    401: ("not-signed-in", _("Not signed in")),
    403: ("not-allowed", _("Not allowed")),
    404: ("not-found", _("Not found")),
    405: ("method-not-allowed", _("Not possible here")),
    406: ("not-acceptable", _("No such format")),
    409: ("refused", _("A rule refuses this")),
    412: ("stale", _("Changed meanwhile")),
    413: ("too-large", _("Too large")),
    415: ("unsupported-media-type", _("Send JSON")),
    422: ("key-used-before", _("This key was used for another request")),
    428: ("version-missing", _("Say which version you changed")),
    429: ("too-many-requests", _("Too many requests")),
    500: ("failed", _("Something went wrong on our side")),
    503: ("unavailable", _("Away for a moment; try again")),
}
"""The last part of ``type`` and the title of each status; both are part of the contract."""


def document(status: int, detail: object = "") -> dict[str, Any]:
    """Return the members every problem has; ``detail`` falls back to the title."""
    name, title = KINDS.get(status, KINDS[400 if status < 500 else 500])  # noqa: PLR2004
    return {
        "type": f"/problems/{name}",
        "title": str(title),
        "status": status,
        "detail": str(detail or title),
    }


class Problem(Response):
    """A refusal. It is JSON even where the view negotiated another format."""

    def __init__(
        self, status: int, detail: object = "", *, more: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(document(status, detail) | dict(more or {}), status=status)

    @property
    def rendered_content(self) -> bytes:  # type: ignore[override]
        self["Content-Type"] = CONTENT_TYPE
        content: bytes = JSONRenderer().render(self.data)
        return content


def to_problem(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """Answer what a client can cause; leave bugs alone, so that they crash and are seen."""
    problem = _problem_of(exc)
    if problem is not None and isinstance(exc, Stale):
        current_state = getattr(context.get("view"), "current_state", None)
        if current := current_state and current_state():
            problem.data["current"] = current
            problem.data["changed"] = problem.data["changed"] or changed_since(
                context["request"], current
            )
            problem["ETag"] = etag_of(current)
    return problem


@singledispatch
def _problem_of(_exc: Exception) -> Problem | None:
    return None


@_problem_of.register
def _missing(_exc: Http404) -> Problem:
    # Never the reason Django gives: it names what was looked for.
    return Problem(404, _("There is nothing here, or nothing you may see."))


@_problem_of.register
def _forbidden(_exc: PermissionDenied) -> Problem:
    return Problem(403, _("You may see this, but you may not do that."))


@_problem_of.register
def _invalid_row(exc: ModelValidationError) -> Problem:
    if hasattr(exc, "error_dict"):
        return invalid({str(field): messages for field, messages in exc.message_dict.items()})
    return invalid({NO_FIELD: exc.messages})


@_problem_of.register
def _impossible(exc: Invalid) -> Problem:
    return invalid({exc.field: [str(exc.message)]})


@_problem_of.register
def _stale(exc: Stale) -> Problem:
    return Problem(412, exc, more={"changed": sorted(exc.changed)})


@_problem_of.register
def _refused(exc: DomainError) -> Problem:
    return Problem(409, exc, more={"code": _snake_case(type(exc).__name__)})


@_problem_of.register
def _invalid_body(exc: exceptions.ValidationError) -> Problem:
    return invalid(_by_field(exc.detail))


@_problem_of.register
def _by_status(exc: exceptions.APIException) -> Problem:
    detail = exc.detail if isinstance(exc.detail, str) else ""
    problem = Problem(exc.status_code, detail)
    if challenge := getattr(exc, "auth_header", None):
        problem["WWW-Authenticate"] = challenge
    return problem


@_problem_of.register
def _throttled(exc: exceptions.Throttled) -> Problem:
    problem = Problem(429, exc.detail)
    problem["Retry-After"] = str(math.ceil(getattr(exc, "wait", None) or 1))
    return problem


def invalid(errors: Mapping[str, list[str]]) -> Problem:
    """Return the problem that names each wrong field."""
    detail = _("Some fields cannot be taken as they are. See “errors”.")
    return Problem(400, detail, more={"errors": dict(errors)})


def _by_field(detail: Any, path: str = "") -> dict[str, list[str]]:
    """Flatten nested errors: ``{"sources": [{}, {"url": ["…"]}]}`` names ``sources.1.url``."""
    if isinstance(detail, Mapping):
        parts = [(str(name), part) for name, part in detail.items()]
    elif isinstance(detail, list) and any(isinstance(part, dict | list) for part in detail):
        parts = [(str(index), part) for index, part in enumerate(detail)]
    else:
        messages = detail if isinstance(detail, list) else [detail]
        return {path or NO_FIELD: [str(message) for message in messages]}
    errors: dict[str, list[str]] = {}
    for name, part in parts:
        if part:
            errors |= _by_field(part, f"{path}.{name}" if path else name)
    return errors


def _snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


# --- The same shape where no view was reached: for the URL root's handlers of /api/ paths ---------


def bad_request(_request: HttpRequest, _exception: Exception | None = None) -> HttpResponse:
    return _outside_views(400)


def forbidden(_request: HttpRequest, _exception: Exception | None = None) -> HttpResponse:
    return _outside_views(403)


# Also a route: it has to answer whoever asks, and whatever the method.
@csrf_exempt
@login_not_required
def not_found(_request: HttpRequest, _exception: Exception | None = None) -> HttpResponse:
    return _outside_views(404)


def failed(_request: HttpRequest) -> HttpResponse:
    if not why_unreachable(sys.exception()):
        return _outside_views(500)
    answer = _outside_views(503)
    answer["Retry-After"] = str(TRY_AGAIN_SECONDS)
    return answer


def _outside_views(status: int) -> HttpResponse:
    content = JSONRenderer().render(document(status))
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE)
