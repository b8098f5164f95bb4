"""Whoever can let people in, or keeps what many rely on, sets a second factor before all else."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from backend.accounts import factors
from backend.accounts.models import User
from backend.accounts.roles import NEED_SECOND_FACTOR
from campaigns import access

HAS_ONE = "has_second_factor"
"""Kept in the session once found: the last one cannot be removed by who has to have one."""

OPEN = {
    "campaigns:safety",
    "campaigns:password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "sign-out",
    "language",
    "offline",
    "service-worker",
    "healthz",
    "readyz",
}
"""What she needs in order to set one, and to leave."""

FORBIDDEN = 403


@factors.required_where
def holds_a_role_that_needs_it(user: User) -> bool:
    """Say whether a role that ``user`` holds today needs a second factor."""
    return bool(access.roles_of(user) & NEED_SECOND_FACTOR)


class SecondFactorFirst:
    """Open nothing but the way to a second factor to those who have to have one and have none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Lead her to where she sets one; a program hears 403."""
        if not isinstance(request.user, User) or not self._is_missing(request, request.user):
            return None
        route = request.resolver_match
        if route and (route.view_name or "") in OPEN:
            return None
        if request.path.startswith("/api/"):
            return _told_to_programs()
        messages.warning(request, _("Your role needs a second factor. Set one to go on."))
        return HttpResponseRedirect(reverse("campaigns:safety"))

    def _is_missing(self, request: HttpRequest, user: User) -> bool:
        if request.session.get(HAS_ONE) or not factors.has_to_have_one(user):
            return False
        found = factors.has_one(user)
        if found:
            request.session[HAS_ONE] = True
        return not found


def _told_to_programs() -> JsonResponse:
    problem = {
        "type": "about:blank",
        "title": _("Forbidden"),
        "status": FORBIDDEN,
        "detail": _("Your role needs a second factor. Set one on the pages first."),
    }
    return JsonResponse(problem, status=FORBIDDEN, content_type="application/problem+json")
