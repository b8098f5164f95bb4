"""Some things are asked for only of somebody who has just shown who she is.

A phone is passed from hand to hand: who holds it may read on, but neither export, nor unseal,
nor give a role. A form page says ``is_fresh_needed = True``; any other view is wrapped:

    @fresh
    def export(request): ...

Who did not sign in within the last quarter of an hour is asked for her password, passkey or
code and comes back to where she was. Nothing she sent is kept meanwhile, so ask before a form is
filled in. A token of a program is never fresh: do not offer such a thing to programs.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from backend.accounts.models import User

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def is_fresh(request: HttpRequest) -> bool:
    """Say whether she showed who she is a short while ago, in this very session."""
    if not isinstance(request.user, User):
        return False
    shown = get_authentication_records(request, request.user)
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return bool(shown) and float(shown[-1]["at"]) > since


def require_fresh(request: HttpRequest) -> None:
    """Let the request pass, or lead to showing again who one is.

    Raises:
        ReauthenticationRequired: it was too long ago; ``FreshOrAgain`` answers.
    """
    if not is_fresh(request):
        raise ReauthenticationRequired


def fresh(view: View) -> View:
    """Open ``view`` to those only who have just shown who they are."""

    @wraps(view)
    def only_if_fresh(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require_fresh(request)
        return view(request, *args, **kwargs)

    return only_if_fresh  # type: ignore[return-value]
