"""Telegram's Bot API: ``sendMessage``, and the updates it posts to us."""

import datetime as dt
import hmac
import json
import re
from collections.abc import Iterator
from http import HTTPStatus

from django.conf import settings

from notifications.channels import http
from notifications.channels.base import (
    Call,
    Heard,
    Message,
    NoSuchAddress,
    NotAnAddress,
    NotTaking,
    Proof,
    Repeat,
    SendFailed,
)

_START = re.compile(r"^/start(?:@\w+)? (?P<token>[\w-]+)$")
_CHAT = re.compile(r"^-?\d{1,20}$")
_LEFT = frozenset({"kicked", "left"})


class Telegram:
    """Knows no key of ours: a repeat is a second message."""

    proof = Proof.START
    repeat = Repeat.NONE

    def is_on(self) -> bool:
        """Say whether there is a bot that we can hear, too."""
        return all((settings.TELEGRAM_TOKEN, settings.TELEGRAM_BOT, settings.TELEGRAM_SECRET))

    def clean(self, typed: str) -> str:
        """Return the number of a chat."""
        if not _CHAT.match(typed):
            raise NotAnAddress
        return typed

    def masked(self, address: str) -> str:
        """Keep the last digits."""
        return f"…{address[-2:]}"

    def start_link(self, token: str) -> str:
        """Return what opens the bot and hands it the token."""
        return f"https://t.me/{settings.TELEGRAM_BOT}?start={token}"

    def send(self, message: Message, *, to: str) -> str:
        """Write into her chat; see ``Carrier.send``."""
        answer = http.ask(
            "POST",
            f"{settings.TELEGRAM_URL}/bot{settings.TELEGRAM_TOKEN}/sendMessage",
            json={
                "chat_id": int(to),
                "text": message.short,
                # Telegram would fetch the page behind the link, and show it to who reads along.
                "link_preview_options": {"is_disabled": True},
            },
        )
        if answer.is_fine and answer.body.get("ok", True):
            return str(answer.body.get("result", {}).get("message_id", ""))
        raise _failure(answer)

    def is_genuine(self, call: Call) -> bool:
        """Know Telegram by the secret it was given with the webhook."""
        said = call.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        return hmac.compare_digest(said.encode(), settings.TELEGRAM_SECRET.encode())

    def heard(self, call: Call) -> Iterator[Heard]:
        """Read an update: somebody opens the bot by her link, or leaves it."""
        update = json.loads(call.body)
        message = update.get("message") or {}
        found = _START.match(message.get("text") or "")
        if found and message["chat"]["type"] == "private":
            yield Heard(address=str(message["chat"]["id"]), token=found["token"])
        member = update.get("my_chat_member") or {}
        if member.get("new_chat_member", {}).get("status") in _LEFT:
            yield Heard(address=str(member["chat"]["id"]), is_leaving=True)


def _failure(answer: http.Answer) -> SendFailed:
    said = str(answer.body.get("description", ""))
    if answer.status == HTTPStatus.FORBIDDEN or "chat not found" in said:
        return NoSuchAddress(f"Telegram {answer.status}")
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        seconds = answer.body.get("parameters", {}).get("retry_after", 0)
        return NotTaking("Telegram 429", after=dt.timedelta(seconds=min(int(seconds), 86_400)))
    return http.refusal(answer, reason=f"Telegram {answer.status}")
