"""Web push (RFC 8030, 8291, 8292): the push service of her browser carries what it cannot read."""

import json
import time
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from py_vapid import Vapid02
from pywebpush import WebPusher, WebPushException

from notifications.channels import guard, http
from notifications.channels.base import (
    Message,
    NoSuchAddress,
    NotAnAddress,
    Proof,
    Refused,
    Repeat,
    SendFailed,
)

TTL = 24 * 60 * 60
"""Seconds the push service keeps a message for a phone that is off; the default would be none."""
_PASS_LIVES = 12 * 60 * 60
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


class Push:
    """One neutral line on the lock screen. A repeat has the same topic and tag: she sees one."""

    proof = Proof.DEVICE
    repeat = Repeat.COLLAPSE

    def is_on(self) -> bool:
        """Say whether this house has a key of its own (VAPID)."""
        return bool(settings.PUSH_PRIVATE_KEY)

    def clean(self, typed: str) -> str:
        """Return a subscription as browsers give it, with what we need of it alone."""
        try:
            given = json.loads(typed)
            endpoint = str(given["endpoint"])
            keys = {name: str(given["keys"][name]) for name in ("p256dh", "auth")}
            kept = {"endpoint": endpoint, "keys": keys}
            guard.check(endpoint)
            WebPusher(kept)
        except (LookupError, TypeError, ValueError, WebPushException) as broken:
            raise NotAnAddress from broken
        return json.dumps(kept, sort_keys=True)

    def masked(self, address: str) -> str:
        """Name the push service."""
        return str(urlsplit(json.loads(address)["endpoint"]).hostname)

    def send(self, message: Message, *, to: str) -> str:
        """Push one line; see ``Carrier.send``."""
        subscription = json.loads(to)
        try:
            guard.check(subscription["endpoint"])
        except guard.NotPublic as closed:
            raise NoSuchAddress("NotPublic") from closed
        answer = http.ask(
            "POST",
            subscription["endpoint"],
            session=guard.session(),
            data=_sealed(message, subscription),
            headers={
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "TTL": str(TTL),
                "Topic": UUID(message.key).hex,
                "Urgency": "high" if message.is_urgent else "normal",
                **_our_pass(subscription["endpoint"]),
            },
        )
        if answer.is_fine:
            return answer.headers.get("Location", "").rpartition("/")[2]
        raise _failure(answer)


def _sealed(message: Message, subscription: dict[str, Any]) -> bytes:
    """Write the line so that her browser alone can read it, with an opaque link."""
    said = {
        "title": "Saphan",
        "body": message.neutral,
        "link": message.link,
        "tag": message.key,
        "lang": message.language,
    }
    try:
        body: bytes = WebPusher(subscription).encode(json.dumps(said).encode())["body"]
    except (WebPushException, ValueError) as broken:
        raise NoSuchAddress(type(broken).__name__) from broken
    return body


def _our_pass(endpoint: str) -> dict[str, str]:
    """Sign who we are (VAPID); a pass is good for one push service and half a day."""
    parts = urlsplit(endpoint)
    claims: dict[str, Any] = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + _PASS_LIVES,
        "sub": settings.PUSH_CONTACT,
    }
    signed: dict[str, str] = Vapid02.from_string(settings.PUSH_PRIVATE_KEY).sign(claims)
    return signed


def _failure(answer: http.Answer) -> SendFailed:
    if answer.status in _GONE:
        return NoSuchAddress(f"HTTP {answer.status}")
    if answer.status == HTTPStatus.FORBIDDEN:
        return Refused("HTTP 403")  # she subscribed under a key we do not use any more
    return http.refusal(answer)
