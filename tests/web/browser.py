"""A browser without JavaScript, and how its pages are read."""

import time
from typing import Any, cast

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.forms import Form
from django.http.response import HttpResponseBase
from django.test import Client

from backend.accounts.models import User
from backend.accounts.sessions import BEGAN, SEEN


def browser_of(somebody: User | None = None) -> Client:
    """Return a browser in which ``somebody`` is signed in, and showed just now who she is."""
    client = Client()
    if somebody is not None:
        client.force_login(somebody)
        show_who(client, somebody)
    return client


def show_who(client: Client, somebody: User, *, seconds_ago: float = 0) -> None:
    """Note in a session that she showed who she is, so many seconds ago, and when it began."""
    at = time.time() - seconds_ago
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": at}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(somebody.pk)
    session[BEGAN] = session[SEEN] = time.time()
    session.save()


def form_of(answer: HttpResponseBase) -> Form:
    """Return the form that the page shows."""
    context = cast("Any", answer).context
    return cast("Form", context["form"])


def filled(answer: HttpResponseBase, **typed: Any) -> dict[str, Any]:
    """Return what the browser would send: the form as shown, with what was ``typed`` in it."""
    shown: dict[str, Any] = {}
    for field in form_of(answer):
        value = field.value()
        if value is not None and value is not False:
            shown[field.name] = getattr(value, "pk", value)
            if field.field.show_hidden_initial:
                shown[field.html_initial_name] = shown[field.name]
    return shown | typed


def text_of(answer: HttpResponseBase) -> str:
    content: bytes = cast("Any", answer).content
    return content.decode()
