"""What is sent to write down, correct and open what is told in confidence."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "cases:agree": lambda _: {
        "id": str(uuid4()), "purpose": "network", "mode": "spoken", "language": "en",
        "is_understood": "on", "guardian": "none", "basis": "consent", "given_on": "2026-03-08",
    },
    "cases:take-testimony": lambda _: {
        "id": str(uuid4()), "pseudonym": "Hla", "text": "New.", "told_on": "2026-03-08",
        "language": "en", "written_in": "en",
    },
    "cases:correct-testimony": lambda _: {"text": "New."},
    "cases:put-identity-away": lambda _: {"pseudonym": "Hla", "name": "Nu"},
    "testimonies-list": lambda p: {
        "case": p["case"], "pseudonym": "Hla", "text": "New.", "told_on": "2026-03-08",
        "language": "en", "written_in": "en",
    },
    "testimonies-correct": lambda _: {"text": "New."},
    "cases:erase": lambda _: {"reason": "danger"},
    "cases:open-identity": lambda _: {"reason": "The court asks for her."},
}  # fmt: skip
