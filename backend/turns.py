"""Turns: so many do a costly thing at a time on one machine, and no more."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from backend.errors import DomainError

LOOKS_AGAIN_SECONDS = 0.02


@contextmanager
def turn(
    name: str, *, places: int, waits_seconds: float, busy: type[DomainError]
) -> Iterator[None]:
    """Hold one of the few places at which something is done, among all processes.

    The places are locked files: a process that dies gives its place back by dying.

    Raises:
        DomainError: ``busy``; none came free in time.
    """
    folder: Path = settings.VAR_DIR / "turns"
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + waits_seconds
    while True:
        for number in range(places):
            with (folder / f"{name}-{number}").open("a") as place:
                if _is_taken_by_us(place.fileno()):
                    yield
                    return
        if time.monotonic() > until:
            raise busy
        time.sleep(LOOKS_AGAIN_SECONDS)


def _is_taken_by_us(place: int) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
