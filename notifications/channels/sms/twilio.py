"""Twilio's Programmable Messaging (API of 2010-04-01): one text is one ``Message`` resource."""

from django.conf import settings

from notifications.channels import http
from notifications.channels.base import NoSuchAddress, Repeat

_NO_SUCH_NUMBER = frozenset({21211, 21214, 21217, 21219, 21265, 21610, 21612, 21614})
"""Twilio's error codes: no number, no mobile number, or its owner wrote STOP."""


class Twilio:
    """Knows no key of ours: a repeat is a second text, and is paid for."""

    repeat = Repeat.NONE

    def is_on(self) -> bool:
        """Say whether there is an account and a sender."""
        return all((settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN, settings.SMS_FROM))

    def send(self, text: str, *, to: str, key: str) -> str:  # noqa: ARG002  # it takes no key
        """Create a message; see ``Gateway.send``."""
        account = settings.TWILIO_ACCOUNT_SID
        # The sender is a number or name, or a service that chooses one.
        by = "MessagingServiceSid" if settings.SMS_FROM.startswith("MG") else "From"
        answer = http.ask(
            "POST",
            f"{settings.TWILIO_URL}/2010-04-01/Accounts/{account}/Messages.json",
            data={"To": to, by: settings.SMS_FROM, "Body": text},
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
