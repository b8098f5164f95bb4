"""Mail by SMTP, by a mail service, or by whatever backend Django is set to."""

import smtplib
from collections.abc import Mapping
from email.utils import parseaddr
from typing import Any

from anymail.exceptions import AnymailError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import translation

from notifications.channels.base import (
    Message,
    NobodyKnows,
    NoSuchAddress,
    NotAnAddress,
    NotTaking,
    Proof,
    Repeat,
    TryLater,
)
from notifications.channels.email import anymail

_ACCOUNT = {
    "backend": "EMAIL_BACKEND",
    "host": "EMAIL_HOST",
    "port": "EMAIL_PORT",
    "username": "EMAIL_HOST_USER",
    "password": "EMAIL_HOST_PASSWORD",
    "use_tls": "EMAIL_USE_TLS",
    "use_ssl": "EMAIL_USE_SSL",
}
_UNKNOWN_THERE = frozenset({550, 551, 553})
_BY_POLICY = b"5.7."
"""How a refusal begins that is about us or our words, and not about the address (RFC 3463)."""


class Email:
    """One mail per message. A repeat has the same ``Message-ID``, so that readers see one."""

    proof = Proof.LINK

    def __init__(self, account: Mapping[str, Any] | None = None) -> None:
        """Send by the house's own account, or by another one as ``EMAIL_URL`` describes it."""
        named = account or {}
        self.account = {name: named[key] for name, key in _ACCOUNT.items() if key in named}

    @property
    def repeat(self) -> Repeat:
        """Say what a repeat does: a mail service writes a ``Message-ID`` of its own."""
        return Repeat.NONE if anymail.is_used() else Repeat.COLLAPSE

    def is_on(self) -> bool:
        """Mail is always there: without a server it becomes files."""
        return True

    def clean(self, typed: str) -> str:
        """Return a mail address in small letters."""
        plain = typed.strip().lower()
        try:
            validate_email(plain)
        except ValidationError as wrong:
            raise NotAnAddress from wrong
        return plain

    def masked(self, address: str) -> str:
        """Keep the first letter and the domain."""
        name, at, domain = address.partition("@")
        return f"{name[:1]}…{at}{domain}"

    def send(self, message: Message, *, to: str) -> str:
        """Send one mail; see ``Carrier.send``."""
        mail = compose(message, to=to)
        connection = get_connection(**self.account)
        try:
            _open(connection)
            _hand_over(connection, mail)
        finally:
            _close(connection)
        return anymail.reference_of(mail)


def _open(connection: Any) -> None:
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as unreachable:
        raise NotTaking(type(unreachable).__name__) from unreachable


def _hand_over(connection: Any, mail: EmailMultiAlternatives) -> None:
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as refused:
        raise _refusal(*next(iter(refused.recipients.values()))) from refused
    except smtplib.SMTPSenderRefused as refused:
        # Our own address is wrong or blocked: no fault of the reader's, so hers stays in use.
        raise NotTaking(_code(refused)) from refused
    except smtplib.SMTPResponseException as refused:
        raise TryLater(_code(refused)) from refused
    except AnymailError as failed:
        raise anymail.outcome_of(failed) from failed
    except (OSError, smtplib.SMTPException) as broken:
        raise NobodyKnows(type(broken).__name__) from broken


def _code(refused: smtplib.SMTPResponseException) -> str:
    return f"{type(refused).__name__} {refused.smtp_code}"


def _refusal(code: int, words: bytes) -> TryLater | NoSuchAddress:
    reason = f"SMTP {code}"
    if code in _UNKNOWN_THERE and not words.startswith(_BY_POLICY):
        return NoSuchAddress(reason)
    return TryLater(reason)


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return  # the mail is out or its failure already told; a rude goodbye changes neither


def compose(message: Message, *, to: str) -> EmailMultiAlternatives:
    """Write the mail: plain text and HTML of the same words."""
    with translation.override(message.language):
        text = render_to_string("notifications/mail/alert.txt", {"message": message})
        html = render_to_string("notifications/mail/alert.html", {"message": message})
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=text,
        to=[to],
        headers={
            "Message-ID": f"<{message.key}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    if anymail.is_used():
        anymail.mark(mail, key=message.key)
    if message.stop_link:
        mail.extra_headers["List-Unsubscribe"] = f"<{message.stop_link}>"
        mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.attach_alternative(html, "text/html")
    return mail
