"""Twilio's Programmable Messaging (API of 2010-04-01): one text is one ``Message`` resource."""

import base64
import hmac
from collections.abc import Iterator
from urllib.parse import parse_qs, parse_qsl, urlsplit

from django.conf import settings

from notifications.channels import http
from notifications.channels.base import Call, Heard, NoSuchAddress, Repeat
from notifications.channels.sms.gateway import report_address

_NO_SUCH_NUMBER = frozenset({21211, 21214, 21217, 21219, 21265, 21610, 21612, 21614})
"""Twilio's error codes: no number, no mobile number, or its owner wrote STOP."""

_NEVER = _NO_SUCH_NUMBER | {30005, 30006}
"""And those of its reports: an unknown handset, a landline."""
_ARRIVED = frozenset({"sent", "delivered", "read"})
_FAILED = frozenset({"failed", "undelivered"})


class Twilio:
    """Knows no key of ours: a repeat is a second text, and is paid for."""

    repeat = Repeat.NONE

    def is_on(self) -> bool:
        """Say whether there is an account and a sender."""
        return all((settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN, settings.SMS_FROM))

    def send(self, text: str, *, to: str, key: str) -> str:
        """Create a message; see ``Gateway.send``."""
        account = settings.TWILIO_ACCOUNT_SID
        # The sender is a number or name, or a service that chooses one.
        by = "MessagingServiceSid" if settings.SMS_FROM.startswith("MG") else "From"
        said = {"To": to, by: settings.SMS_FROM, "Body": text}
        if where := report_address(key):
            said["StatusCallback"] = where
        answer = http.ask(
            "POST",
            f"{settings.TWILIO_URL}/2010-04-01/Accounts/{account}/Messages.json",
            data=said,
            auth=(account, settings.TWILIO_AUTH_TOKEN),
        )
        if answer.is_fine:
            return str(answer.body.get("sid", ""))
        code = answer.body.get("code")
        reason = f"Twilio {code or answer.status}"
        raise (
            NoSuchAddress(reason)
            if code in _NO_SUCH_NUMBER
            else http.refusal(answer, reason=reason)
        )

    def look_up(self, key: str) -> str | None:
        """Twilio has no reference of ours to look for."""
        raise NotImplementedError

    def is_genuine(self, call: Call) -> bool:
        """Know Twilio by its signature over the address it called and the fields it sent."""
        fields = sorted(parse_qsl(call.body.decode(), keep_blank_values=True))
        signed = call.url + "".join(name + value for name, value in fields)
        secret = settings.TWILIO_AUTH_TOKEN.encode()
        expected = base64.b64encode(hmac.digest(secret, signed.encode(), "sha1"))
        said = call.headers.get("X-Twilio-Signature", "")
        return bool(secret) and hmac.compare_digest(expected, said.encode())

    def heard(self, call: Call) -> Iterator[Heard]:
        """Read one status; of which text, says the address we gave it."""
        (key,) = parse_qs(urlsplit(call.url).query)["key"]
        said = dict(parse_qsl(call.body.decode()))
        status, code = said.get("MessageStatus", ""), said.get("ErrorCode", "")
        if status in _ARRIVED:
            yield Heard(arrived=key, is_delivered=status != "sent")
        elif status in _FAILED:
            is_gone = code.isdecimal() and int(code) in _NEVER
            yield Heard(failed=key, reason=f"Twilio {code or status}"[:40], is_gone=is_gone)
