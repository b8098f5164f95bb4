"""SMTP with an end: a server that drips one letter at a time outlasts no lease."""

import smtplib
import socket
import threading
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend


class _Ending(smtplib.SMTP):
    """Cuts its own line after ``MAIL_LONGEST`` seconds; a time-out is only between two letters."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        line: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        # Sealing the line wraps it in another object of the same descriptor: we keep a copy.
        self._ending = threading.Timer(settings.MAIL_LONGEST, _cut, [line.dup()])
        self._ending.daemon = True
        self._ending.start()
        return line

    def close(self) -> None:
        ending = getattr(self, "_ending", None)
        if ending:
            ending.cancel()
            with suppress(OSError):
                ending.args[0].close()
        super().close()


class _EndingSealed(_Ending, smtplib.SMTP_SSL):
    """The same, sealed from its first letter."""


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
        line.close()


class Backend(EmailBackend):
    """Django's own, on lines that end."""

    @property
    def connection_class(self) -> Any:
        return _EndingSealed if self.use_ssl else _Ending
