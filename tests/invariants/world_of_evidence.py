"""Files of the world's cases: each says its canary, and lies sealed in the store."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.utils import timezone

from cases.actions import evidence
from tests.factories import ConsentFactory, leader


def add(
    things: dict[tuple[str, str], Any],
    people: dict[str, Any],
    *,
    canary: Callable[[str, str], str],
) -> None:
    """Add one to the own case and the organiser's, the contributor's own, and another network's."""
    senders = {
        "own": people["leader"],
        "hers": people["contributor"],
        "owned": people["leader"],
        "other": leader(things["network", "other"]),
    }
    for side, sender in senders.items():
        # The word of "own" stands in that of "owned": there it would betray the wrong one.
        said = "Her contract." if side == "owned" else canary("evidence", side)
        new = evidence.NewEvidence(id=uuid4(), content=said.encode())
        case = things["case", side]
        ConsentFactory.create(case=case)
        things["evidence", side] = evidence.add(case, new, by=sender, now=timezone.now())
