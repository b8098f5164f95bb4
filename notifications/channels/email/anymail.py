"""Mail services instead of a mail server: what their answers mean here."""

from typing import Any

import requests
from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from notifications.channels import http
from notifications.channels.base import NobodyKnows, NoSuchAddress, NotTaking, Refused, SendFailed

_TAKEN = frozenset({"sent", "queued"})


def is_used() -> bool:
    """Say whether mail leaves through a mail service."""
    return bool(settings.EMAIL_BACKEND.startswith("anymail."))


def mark(mail: EmailMultiAlternatives, *, key: str) -> None:
    """Give the service our key: what it reports later then finds the message."""
    mail.metadata = {"key": key}  # type: ignore[attr-defined]  # read by anymail's backends


def reference_of(mail: Any) -> str:
    """Return what the service calls a mail it took.

    Raises:
        NobodyKnows: it answered that all is well, and not that it took the mail.
    """
    status = getattr(mail, "anymail_status", None)
    if status is None:
        return ""
    if status.status and not status.status & _TAKEN:
        raise NobodyKnows(" ".join(sorted(map(str, status.status))))
    return str(status.message_id or "")


def outcome_of(failed: AnymailError) -> SendFailed:
    """Say what a failure means; its words hold addresses and go nowhere."""
    reason = f"{failed.esp_name or 'mail service'} {failed.status_code or type(failed).__name__}"
    if isinstance(failed, AnymailRecipientsRefused):
        return NoSuchAddress(reason)
    if failed.status_code is not None:
        return http.outcome_of(failed.status_code, reason=reason)
    if not isinstance(failed, requests.RequestException):
        return Refused(reason)  # anymail itself cannot hand this mail over
    never_left = http.never_left(failed.__cause__ or failed)
    return NotTaking(reason) if never_left else NobodyKnows(reason)
