"""How long one stays signed in, and being asked again who one is."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from backend.accounts.models import User
from backend.accounts.sessions import BEGAN, DEVICE, SEEN
from backend.web.door.devices import kind_of

LOOKS_AT_THE_CLOCK_SECONDS = 60
"""A session is written at most once in so long, however much is read."""

ASKS_BY_ITSELF = "X-Asks-By-Itself"
"""What an open page sends with what it asks while nobody does anything (``live.js``)."""

Next = Callable[[HttpRequest], HttpResponse]


def begin(request: HttpRequest) -> None:
    """Note in a session that it begins now, and in what kind of browser."""
    request.session[BEGAN] = request.session[SEEN] = time.time()
    request.session[DEVICE] = kind_of(request.headers.get("User-Agent", ""))


class SignedInForAWhile:
    """Sign out whoever did nothing for a while, and everybody after a day's work."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            self._look_at_the_clock(request)
        return self.get_response(request)

    def _look_at_the_clock(self, request: HttpRequest) -> None:
        session, now = request.session, time.time()
        if BEGAN not in session:
            begin(request)
        elif _is_over(session, now=now):
            logout(request)
        elif now - session[SEEN] > LOOKS_AT_THE_CLOCK_SECONDS and not _asks_by_itself(request):
            session[SEEN] = now


def _asks_by_itself(request: HttpRequest) -> bool:
    """Say whether a page asked and not a person: a phone left lying open must not stay open."""
    return ASKS_BY_ITSELF in request.headers


def _is_over(session: SessionBase, *, now: float) -> bool:
    idle, at_most = settings.SESSION_IDLE.total_seconds(), settings.SESSION_AT_MOST.total_seconds()
    return bool(now - session[SEEN] > idle or now - session[BEGAN] > at_most)


class FreshOrAgain:
    """Answer ``require_fresh``: show who you are, then come back.

    allauth would keep the body of the request in the session until then; nothing a person
    wrote belongs there, so the way back is all that is kept.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Lead to the first way in which she can show who she is."""
        if not isinstance(error, ReauthenticationRequired) or not request.user.is_authenticated:
            return None
        ways = get_adapter().get_reauthentication_methods(request.user)
        if not ways:
            raise PermissionDenied
        return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': request.path})}")
