"""Argon2, so many at a time on one machine and no more.

Each check takes 100 MiB and a core for a tenth of a second. Somebody who sends bad passwords
by the hundred would otherwise take the machine from everybody; so a check waits a little for
its turn, and who finds no turn is asked to come again before anything is computed.
"""

from contextlib import AbstractContextManager

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils.translation import gettext_lazy as _

from backend import turns
from backend.errors import DomainError

WAITS_SECONDS = 2.0


class Busy(DomainError):
    """Too many passwords are being checked at this moment."""

    message = _("Many people are signing in at this moment. Try again in a few seconds.")
    come_again_seconds = 5


def turn() -> AbstractContextManager[None]:
    """Hold one of the few places at which a password is checked, or raise ``Busy``."""
    places = settings.HASHES_AT_ONCE
    return turns.turn("passwords", places=places, waits_seconds=WAITS_SECONDS, busy=Busy)


class BoundedArgon2(Argon2PasswordHasher):
    """Django's Argon2, in turns; known under the same name, so old hashes stay good."""

    def encode(self, password: str, salt: str) -> str:
        with turn():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with turn():
            return super().verify(password, encoded)
