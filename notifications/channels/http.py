"""Asking a carrier over HTTP: what was certainly not sent, and what nobody can know."""

import datetime as dt
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import requests
from django.utils import timezone
from urllib3.exceptions import NameResolutionError, NewConnectionError

from notifications.channels.base import NobodyKnows, NotTaking, Refused, SendFailed, TryLater

TIMEOUT = (3.05, 10)
"""Seconds to connect, and between two pieces of an answer."""
_LONGEST_ANSWER = 64 * 1024
_LONGEST_READING = 10
"""Seconds; a carrier that drips must not outlive the lease of the message."""
_LONGEST_WAIT = dt.timedelta(days=1)

_OURS = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN})
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a carrier said."""

    status: int
    headers: Mapping[str, str]
    body: dict[str, Any]
    """Its JSON object; empty where there is none, or it is not to be had."""

    @property
    def is_fine(self) -> bool:
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES


def ask(
    method: str, url: str, *, session: requests.Session | None = None, **request: Any
) -> Answer:
    """Send one request and read its answer, which is no redirect that is followed.

    Raises:
        NotTaking: nothing can have arrived there.
        NobodyKnows: the line broke after the request had begun to leave.
    """
    with session or requests.Session() as line:
        line.trust_env = False  # no proxy, no .netrc: a token goes where the settings say
        try:
            answer = line.request(
                method, url, timeout=TIMEOUT, allow_redirects=False, stream=True, **request
            )
        except requests.RequestException as broken:
            raise _broken(broken) from broken
        with answer:
            return Answer(answer.status_code, answer.headers, _body_of(answer))


def _broken(failure: requests.RequestException) -> SendFailed:
    """Name what broke; its words hold the address of the request, and so its secrets."""
    reason = type(failure).__name__
    return NotTaking(reason) if never_left(failure) else NobodyKnows(reason)


def never_left(failure: BaseException) -> bool:
    """Say whether there was no line at all, so that nothing can have arrived."""
    if isinstance(failure, requests.ConnectTimeout | requests.exceptions.InvalidURL):
        return True
    cause = getattr(failure.args[0] if failure.args else None, "reason", None)
    return isinstance(cause, NewConnectionError | NameResolutionError)


def _body_of(answer: requests.Response) -> dict[str, Any]:
    """Read a short answer; one that is long, slow or no JSON says as much as none."""
    until = time.monotonic() + _LONGEST_READING
    read = b""
    try:
        for piece in answer.iter_content(8192):
            read += piece
            if len(read) > _LONGEST_ANSWER or time.monotonic() > until:
                return {}
        body = json.loads(read or b"{}")
    except (requests.RequestException, ValueError):
        return {}
    return body if isinstance(body, dict) else {}


def refusal(answer: Answer, *, reason: str = "") -> SendFailed:
    """Say what an answer means that is not fine and nothing special to its carrier."""
    return outcome_of(
        answer.status,
        reason=reason or f"HTTP {answer.status}",
        after=retry_after(answer.headers.get("Retry-After", "")),
    )


def outcome_of(status: int, *, reason: str, after: dt.timedelta | None = None) -> SendFailed:
    """Sort an HTTP status: our account, too much, broken on their side, or a plain no."""
    if status in _BUSY or status in _OURS:
        return NotTaking(reason, after=after)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return NobodyKnows(reason)
    if status == HTTPStatus.REQUEST_TIMEOUT:
        return TryLater(reason, after=after)
    return Refused(reason)


def retry_after(said: str) -> dt.timedelta | None:
    """Read ``Retry-After``, seconds or a date; no longer than a day, whatever it says."""
    if not said:
        return None
    if said.strip().isdecimal():
        wait = dt.timedelta(seconds=min(int(said), _LONGEST_WAIT.total_seconds()))
    else:
        try:
            wait = parsedate_to_datetime(said) - timezone.now()
        except (TypeError, ValueError):
            return None
    return min(max(wait, dt.timedelta()), _LONGEST_WAIT)
