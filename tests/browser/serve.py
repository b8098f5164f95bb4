"""Serve what stands in ``VAR_DIR`` the way ``make run`` does, on the port given.

It ends when its standard input does, and so with whoever started it.
"""

import os
import signal
import sys
import threading
from typing import Any

import django

from backend.embedded import House


class ServedHouse(House):
    """The same web, worker and scheduler, without the story."""

    def _tell_story(self, _arbiter: Any) -> None:
        threading.Thread(target=_end_with_input, daemon=True).start()

    def _say_goodbye(self, _arbiter: Any) -> None:
        """Say nothing."""


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    django.setup()
    ServedHouse(port=int(sys.argv[1])).run()
