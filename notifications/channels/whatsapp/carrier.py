"""WhatsApp's Cloud API: templates only, since free text is for who wrote to us within a day."""

import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from django.conf import settings

from notifications.channels import http, phones
from notifications.channels.base import (
    Call,
    Heard,
    Message,
    NoSuchAddress,
    NotTaking,
    Proof,
    Refused,
    Repeat,
    SendFailed,
    TryLater,
)

_NO_SUCH_NUMBER = frozenset({131026, 131030, 131050})
"""Meta's error codes: cannot get messages, or its owner wants none."""
_LATER = frozenset({131016, 131048, 131049, 131056})
_TOO_MANY = frozenset({4, 80007, 130429})
_ARRIVED = frozenset({"sent", "delivered", "read"})
_ACCOUNT = frozenset({0, 10, 190, 131005, 131031, 131042})


class WhatsApp:
    """Knows no key of ours: a repeat is a second message, and is paid for."""

    proof = Proof.START
    repeat = Repeat.NONE

    def is_on(self) -> bool:
        """Say whether there is a number with a template that we can hear, too."""
        needed = ("TOKEN", "SECRET", "NUMBER", "NUMBER_ID", "TEMPLATE", "VERIFY")
        return all(getattr(settings, f"WHATSAPP_{name}") for name in needed)

    def clean(self, typed: str) -> str:
        """Return the number as E.164; WhatsApp itself leaves the plus out."""
        return phones.clean(typed if typed.startswith("+") else f"+{typed}")

    def masked(self, address: str) -> str:
        """Keep the country and the last digits."""
        return phones.masked(address)

    def start_link(self, token: str) -> str:
        """Return what opens a chat with us with the token written, ready to send."""
        return f"https://wa.me/{settings.WHATSAPP_NUMBER.lstrip('+')}?text={quote(token)}"

    def send(self, message: Message, *, to: str) -> str:
        """Send the template with one sentence and a link; see ``Carrier.send``."""
        answer = http.ask(
            "POST",
            f"{settings.WHATSAPP_URL}/{settings.WHATSAPP_NUMBER_ID}/messages",
            json=_written(message, to=to),
            headers={"Authorization": f"Bearer {settings.WHATSAPP_TOKEN}"},
        )
        if answer.is_fine:
            return str((answer.body.get("messages") or [{}])[0].get("id", ""))
        raise _failure(answer)

    def is_genuine(self, call: Call) -> bool:
        """Know Meta by its signature over the body."""
        expected = hmac.new(settings.WHATSAPP_SECRET.encode(), call.body, "sha256").hexdigest()
        said = call.headers.get("X-Hub-Signature-256", "")
        return hmac.compare_digest(f"sha256={expected}".encode(), said.encode())

    def challenge(self, asked: Mapping[str, str]) -> str | None:
        """Answer the question by which Meta checks a webhook address."""
        said = asked.get("hub.verify_token", "").encode()
        ours = hmac.compare_digest(said, settings.WHATSAPP_VERIFY.encode())
        return asked.get("hub.challenge", "") if ours else None

    def heard(self, call: Call) -> Iterator[Heard]:
        """Read changes: somebody writes her token; what became of a message."""
        for entry in json.loads(call.body).get("entry", []):
            for change in entry.get("changes", []):
                value = change.get("value", {})
                for one in value.get("messages", []):
                    text = str(one.get("text", {}).get("body", "")).strip()
                    yield Heard(address=f"+{one['from']}", token=text)
                yield from filter(None, map(_receipt, value.get("statuses", [])))


def _receipt(said: dict[str, Any]) -> Heard | None:
    key, status = said.get("biz_opaque_callback_data", ""), said.get("status")
    if key and status in _ARRIVED:
        return Heard(arrived=key, is_delivered=status != "sent")
    if key and status == "failed":
        code = (said.get("errors") or [{}])[0].get("code")
        return Heard(failed=key, reason=f"WhatsApp {code}", is_gone=code in _NO_SUCH_NUMBER)
    return None


def _written(message: Message, *, to: str) -> dict[str, Any]:
    """Fill the template: ``{{1}}`` in its text, and in its button what follows our address."""
    suffix = message.link.removeprefix(f"{settings.SITE_URL}/")
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": to.lstrip("+"),
        "type": "template",
        "template": {
            "name": settings.WHATSAPP_TEMPLATE,
            "language": {"code": message.language},
            "components": [
                {"type": "body", "parameters": [{"type": "text", "text": message.sentence}]},
                {
                    "type": "button",
                    "sub_type": "url",
                    "index": "0",
                    "parameters": [{"type": "text", "text": suffix}],
                },
            ],
        },
        "biz_opaque_callback_data": message.key,
    }


def _failure(answer: http.Answer) -> SendFailed:
    code = answer.body.get("error", {}).get("code")
    reason = f"WhatsApp {code if code is not None else answer.status}"
    kinds: list[tuple[frozenset[int], type[SendFailed]]] = [
        (_NO_SUCH_NUMBER, NoSuchAddress),
        (_LATER, TryLater),
        (_TOO_MANY | _ACCOUNT, NotTaking),
    ]
    for codes, kind in kinds:
        if code in codes:
            return kind(reason)
    if isinstance(code, int) and 132_000 <= code < 133_000:  # noqa: PLR2004  # about the template
        return Refused(reason)
    return http.refusal(answer, reason=reason)
