"""LINE's Messaging API: push messages under a retry key, and the events it posts to us."""

import base64
import hmac
import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import quote

from django.conf import settings

from notifications.channels import http
from notifications.channels.base import (
    Call,
    Heard,
    Message,
    NoSuchAddress,
    NotAnAddress,
    Proof,
    Repeat,
    SendFailed,
)

_PERSON = re.compile(r"^U[0-9a-f]{32}$")


class Line:
    """Knows our key for a day: a repeat is answered 409 and sent once."""

    proof = Proof.START
    repeat = Repeat.KEY

    def is_on(self) -> bool:
        """Say whether there is an account that we can hear, too."""
        return all((settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_ID))

    def clean(self, typed: str) -> str:
        """Return the id LINE has for a person towards this account."""
        if not _PERSON.match(typed):
            raise NotAnAddress
        return typed

    def masked(self, address: str) -> str:
        """Keep the last digits."""
        return f"…{address[-2:]}"

    def start_link(self, token: str) -> str:
        """Return what opens the account with the token written, ready to send."""
        return f"https://line.me/R/oaMessage/{quote(settings.LINE_ID)}/?{quote(token)}"

    def send(self, message: Message, *, to: str) -> str:
        """Push one message; see ``Carrier.send``."""
        answer = http.ask(
            "POST",
            f"{settings.LINE_URL}/v2/bot/message/push",
            json={"to": to, "messages": [{"type": "text", "text": message.short}]},
            headers={
                "Authorization": f"Bearer {settings.LINE_TOKEN}",
                "X-Line-Retry-Key": message.key,
            },
        )
        if answer.is_fine:
            sent = answer.body.get("sentMessages") or [{}]
            return str(sent[0].get("id", "")) or answer.headers.get("X-Line-Request-Id", "")
        if answer.status == HTTPStatus.CONFLICT:  # it had taken this key before
            return answer.headers.get("X-Line-Accepted-Request-Id", "")
        raise _failure(answer)

    def is_genuine(self, call: Call) -> bool:
        """Know LINE by its signature over the body."""
        expected = hmac.new(settings.LINE_SECRET.encode(), call.body, "sha256").digest()
        said = call.headers.get("X-Line-Signature", "")
        return hmac.compare_digest(base64.b64encode(expected), said.encode())

    def heard(self, call: Call) -> Iterator[Heard]:
        """Read events: somebody writes her token, or blocks the account."""
        for event in json.loads(call.body).get("events", []):
            person = event.get("source", {}).get("userId", "")
            if event.get("type") == "unfollow":
                yield Heard(address=person, is_leaving=True)
            elif event.get("type") == "message" and event["source"].get("type") == "user":
                yield Heard(address=person, token=str(event["message"].get("text", "")).strip())


def _failure(answer: http.Answer) -> SendFailed:
    said = str(answer.body.get("message", ""))
    if answer.status == HTTPStatus.BAD_REQUEST and "'to'" in said:
        return NoSuchAddress("LINE 400")
    return http.refusal(answer, reason=f"LINE {answer.status}")
