"""Many people at one moment: each in a thread and on a connection of her own."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

PATIENCE_SECONDS = 120


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all ``acts`` together; return what each gave or raised, in their order."""
    outcomes: list[Any] = [None] * len(acts)
    start = threading.Barrier(len(acts), timeout=PATIENCE_SECONDS)

    def take_part(place: int, act: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            outcomes[place] = act()
        except Exception as refusal:  # noqa: BLE001  # what it was is the test's to judge
            outcomes[place] = refusal
        finally:
            connection.close()

    crowd = [threading.Thread(target=take_part, args=pair) for pair in enumerate(acts)]
    for member in crowd:
        member.start()
    for member in crowd:
        member.join(PATIENCE_SECONDS)
    return outcomes
