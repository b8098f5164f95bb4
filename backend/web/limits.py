"""How often one may try: to sign in, on the page and by the API together, and to join."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from rest_framework.throttling import SimpleRateThrottle

TOO_MANY = 429


def too_many(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """Ask the reader to wait, in words and for programs."""
    answer = render(request, "429.html", {"minutes": max(1, round(seconds / 60))}, status=TOO_MANY)
    answer.headers["Retry-After"] = str(seconds)
    return answer


class JoinLimit(SimpleRateThrottle):
    """Counts the tries with one invitation, lest it be used to find out which handles exist."""

    scope = "join"

    def get_cache_key(self, request: Any, view: Any) -> str:  # noqa: ARG002
        digest = hashlib.sha256(view.kwargs["token"].encode()).hexdigest()
        return self.cache_format % {"scope": self.scope, "ident": digest}


class SignInLimit(SimpleRateThrottle):
    """Counts under the API's name for the same limit, so that neither door gives more tries."""

    scope = "sign_in"

    def get_cache_key(self, request: Any, view: Any) -> str:  # noqa: ARG002
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}
