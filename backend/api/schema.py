"""The OpenAPI document: what every operation may answer besides what it is asked for."""

import inspect
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular import openapi
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter

from backend.api.errors import CONTENT_TYPE, KINDS

PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "object",
            "description": "400: what is wrong, by field.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "code": {"type": "string", "description": "409: which rule refuses."},
        "changed": {
            "type": "array",
            "description": "412: the fields that changed meanwhile.",
            "items": {"type": "string"},
        },
        "current": {"description": "412: the resource as it is now."},
    },
}

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 200},
    OpenApiParameter.HEADER,
    description=_("The same key and body give the same answer again, for 24 hours."),
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description=_("The ETag of the version that is changed, or * for whichever there is."),
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description=_("ETags already known; the answer to one of them is 304."),
)
NO_CHANGE = {"304": {"description": "What If-None-Match names is what there is."}}

_REFUSALS: dict[str, Sequence[int]] = {
    "GET": (401, 403, 404, 429),
    "POST": (400, 401, 403, 404, 409, 413, 415, 422, 429),
    "PATCH": (400, 401, 403, 404, 409, 412, 413, 415, 428, 429),
    "PUT": (400, 401, 403, 404, 409, 412, 413, 415, 428, 429),
    "DELETE": (401, 403, 404, 409, 429),
}


class TokenScheme(KnoxTokenScheme):  # type: ignore[no-untyped-call]
    target_class = "backend.api.auth.TokenAuthentication"
    name = "token"


class SessionCookieScheme(SessionScheme):  # type: ignore[no-untyped-call]
    target_class = "backend.api.auth.SessionAuthentication"
    name = "session"


class AutoSchema(openapi.AutoSchema):
    """Adds headers and refusals, so that no view has to repeat them."""

    def get_description(self) -> str:  # type: ignore[override]
        # What a base class says is for those who build on it, not for those who call.
        said = getattr(self.view, getattr(self.view, "action", None) or self.method.lower(), None)
        return inspect.getdoc(said) or "" if said else ""

    def get_override_parameters(self) -> list[Any]:
        headers = {"PATCH": IF_MATCH, "PUT": IF_MATCH}
        if self._is_named():
            headers["GET"] = IF_NONE_MATCH
        if not self._is_public():
            headers["POST"] = IDEMPOTENCY_KEY
        return [headers[self.method]] if self.method in headers else []

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        if self.method == "GET" and self._is_named():
            bodies |= NO_CHANGE
        return bodies | {str(s): self._refusal(s) for s in self._refusals() if str(s) not in bodies}

    def _refusals(self) -> list[int]:
        # One without an id in its path has nothing to be missing; every list has parameters.
        beside = set() if "{" in self.path else {404}
        beside |= {409, 422, 403, 412, 428} if self._is_public() else set()
        also = {400} if self.method == "GET" and not self._is_named() else set()
        return sorted(also | set(_REFUSALS.get(self.method, ())) - beside)

    def _refusal(self, status: int) -> dict[str, Any]:
        component = ResolvedComponent(  # type: ignore[no-untyped-call]
            name="Problem", type=ResolvedComponent.SCHEMA, object="Problem", schema=PROBLEM
        )
        self.registry.register_on_missing(component)
        description = str(KINDS[status][1])
        return {"description": description, "content": {CONTENT_TYPE: {"schema": component.ref}}}

    def _is_named(self) -> bool:
        return getattr(self.view, "action", "") == "retrieve"

    def _is_public(self) -> bool:
        """Say whether it is for people who are not signed in: only signing in is."""
        return not self.view.get_authenticators()
