"""Devices on which somebody signed in before: they may still try while strangers may not.

The cookie holds, for up to five people who share a phone, a random word and a keyed hash of it
with the person and her password. It names nobody, opens nothing, and is void once she changes
her password.
"""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare

from backend.accounts.actions import person_named
from backend.accounts.models import User
from backend.crypto import keyed_hash

COOKIE = "known"
PEOPLE = 5
DAYS = 180


def device_of(request: HttpRequest, handle: str) -> str:
    """Return the name of this device, if the owner of ``handle`` signed in on it before."""
    entries = _entries(request)
    if not entries:
        return ""
    owner = person_named(handle)
    return _word_of(owner, entries) if owner else ""


def remember(request: HttpRequest, answer: HttpResponseBase, user: User) -> None:
    """Let this device be known as one of hers."""
    entries = _entries(request)
    if _word_of(user, entries):
        return
    word = secrets.token_urlsafe(9)
    kept = [f"{word}:{_proof(user, word)}", *entries][:PEOPLE]
    answer.set_cookie(
        COOKIE,
        ".".join(kept),
        max_age=DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _entries(request: HttpRequest) -> list[str]:
    return request.COOKIES.get(COOKIE, "").split(".")[:PEOPLE] if COOKIE in request.COOKIES else []


def _word_of(user: User, entries: list[str]) -> str:
    for entry in entries:
        word, _, proof = entry.partition(":")
        if constant_time_compare(proof, _proof(user, word)):
            return word
    return ""


def _proof(user: User, word: str) -> str:
    return keyed_hash(f"{user.pk}|{user.get_session_auth_hash()}|{word}", purpose="known device")
