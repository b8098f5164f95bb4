"""Mails that were written to files instead of being sent."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

_BETWEEN = b"-" * 79
"""What Django's file backend writes after each mail."""


@dataclass(frozen=True, slots=True)
class Mail:
    file: str
    to: str
    subject: str


def mails_in(folder: Path) -> list[Mail]:
    """Return all mails of ``folder``, oldest file first; one half-written is not there yet."""
    return [
        mail
        for path in sorted(folder.glob("*.log"))
        for mail in _mails_of(path.name, path.read_bytes())
    ]


def _mails_of(file: str, content: bytes) -> list[Mail]:
    *complete, _rest = content.split(_BETWEEN)
    messages = [message_from_bytes(part.lstrip(), policy=policy.default) for part in complete]
    # A long subject begins on a line of its own, which leaves a blank before it.
    return [Mail(file, str(mail["To"]), str(mail["Subject"]).strip()) for mail in messages]
