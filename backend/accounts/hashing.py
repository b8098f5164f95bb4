"""Argon2, so many at a time on one machine and no more.

Each check takes 100 MiB and a core for a tenth of a second. Somebody who sends bad passwords
by the hundred would otherwise take the machine from everybody; so a check waits a little for
its turn, and who finds no turn is asked to come again before anything is computed.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils.translation import gettext_lazy as _

from backend.errors import DomainError

WAITS_SECONDS = 2.0
LOOKS_AGAIN_SECONDS = 0.02


class Busy(DomainError):
    """Too many passwords are being checked at this moment."""

    message = _("Many people are signing in at this moment. Try again in a few seconds.")
    come_again_seconds = 5


@contextmanager
def turn() -> Iterator[None]:
    """Hold one of the few places at which a password is checked, among all processes.

    The places are locked files: a process that dies gives its place back by dying.

    Raises:
        Busy: none came free in time.
    """
    folder: Path = settings.VAR_DIR / "turns"
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + WAITS_SECONDS
    while True:
        for number in range(settings.HASHES_AT_ONCE):
            with (folder / str(number)).open("a") as place:
                if _is_taken_by_us(place.fileno()):
                    yield
                    return
        if time.monotonic() > until:
            raise Busy
        time.sleep(LOOKS_AGAIN_SECONDS)


def _is_taken_by_us(place: int) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class BoundedArgon2(Argon2PasswordHasher):
    """Django's Argon2, in turns; known under the same name, so old hashes stay good."""

    def encode(self, password: str, salt: str) -> str:
        with turn():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with turn():
            return super().verify(password, encoded)
