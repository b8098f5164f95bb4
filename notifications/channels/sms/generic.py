"""Any gateway that takes a JSON object by POST: most companies and self-made ones do."""

import hmac
import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.conf import settings

from notifications.channels import http
from notifications.channels.base import Call, Heard, NoSuchAddress, Repeat
from notifications.channels.sms.gateway import report_address

_NO_SUCH_NUMBER = frozenset({404, 410, 422})
_DELIVERED = frozenset({"delivered", "delivrd", "received", "read"})
_FAILED = frozenset({"failed", "undelivered", "undeliverable", "undeliv", "rejected", "expired"})
_NAMES = ("id", "message_id", "messageId", "reference")


class Generic:
    """Names its fields as ``SMS_HTTP_FIELDS`` says; what a repeat does is a setting, too."""

    @property
    def repeat(self) -> Repeat:
        """Say whether it can be asked, or knows our key."""
        if settings.SMS_HTTP_LOOK_UP_URL:
            return Repeat.LOOK_UP
        return Repeat.KEY if settings.SMS_HTTP_KNOWS_KEY else Repeat.NONE

    def is_on(self) -> bool:
        """Say whether its address is known."""
        return bool(settings.SMS_HTTP_URL)

    def send(self, text: str, *, to: str, key: str) -> str:
        """Hand over one text; see ``Gateway.send``."""
        said = {"to": to, "text": text, "key": key, "from": settings.SMS_FROM}
        fields = {"to": "to", "text": "text", "key": "reference"} | settings.SMS_HTTP_FIELDS
        if "callback" in fields:
            said["callback"] = report_address(key)
        body = {fields[name]: value for name, value in said.items() if name in fields}
        answer = http.ask("POST", settings.SMS_HTTP_URL, json=body, headers=_headers())
        knew = answer.status == HTTPStatus.CONFLICT and self.repeat is Repeat.KEY
        if answer.is_fine or knew:
            return _name_in(answer)
        reason = f"HTTP {answer.status}"
        if answer.status in _NO_SUCH_NUMBER:
            raise NoSuchAddress(reason)
        raise http.refusal(answer)

    def look_up(self, key: str) -> str | None:
        """Ask for the text of this key; see ``Gateway.look_up``."""
        url = settings.SMS_HTTP_LOOK_UP_URL.replace("{key}", key)
        answer = http.ask("GET", url, headers=_headers())
        if answer.is_fine:
            return _name_in(answer)
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        raise http.refusal(answer)

    def is_genuine(self, call: Call) -> bool:
        """Know the gateway by the token it was given for its reports."""
        token = settings.SMS_HTTP_REPORT_TOKEN
        said = call.headers.get("Authorization", "").removeprefix("Bearer ")
        return bool(token) and hmac.compare_digest(token.encode(), said.encode())

    def heard(self, call: Call) -> Iterator[Heard]:
        """Read one report, or a list of them; a word that is none of ours says nothing."""
        said = json.loads(call.body)
        for one in said if isinstance(said, list) else [said]:
            yield from _receipt(one)


def _receipt(said: dict[str, Any]) -> Iterator[Heard]:
    named = {"key": "reference", "status": "status", "error": "error"}
    named |= settings.SMS_HTTP_REPORT_FIELDS
    key, status = str(said[named["key"]]), str(said[named["status"]]).lower()
    error = str(said.get(named["error"]) or "")
    if status in _DELIVERED:
        yield Heard(arrived=key, is_delivered=True)
    elif status in _FAILED:
        is_gone = error in settings.SMS_HTTP_REPORT_GONE
        # The code of an error alone: its words may hold the number.
        code = error if error.isalnum() else ""
        yield Heard(failed=key, reason=f"reported {status} {code}".strip()[:80], is_gone=is_gone)


def _headers() -> dict[str, str]:
    token = settings.SMS_HTTP_TOKEN
    return {"Authorization": f"Bearer {token}"} if token else {}


def _name_in(answer: http.Answer) -> str:
    named = (answer.body[name] for name in _NAMES if answer.body.get(name))
    return str(next(named, ""))
