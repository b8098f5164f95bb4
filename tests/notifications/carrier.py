"""A carrier that keeps what it is given, and fails as it is told."""

from collections.abc import Callable
from dataclasses import dataclass, field

from notifications.channels.base import Message, Proof, Repeat


@dataclass
class FakeCarrier:
    outcomes: list[Exception | Callable[[], None] | None] = field(default_factory=list)
    """What becomes of the next sendings; after the last, all go well."""
    taken: list[Message] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    repeat: Repeat = Repeat.COLLAPSE
    proof: Proof = Proof.LINK

    def is_on(self) -> bool:
        return True

    def clean(self, typed: str) -> str:
        return typed.strip().lower()

    def masked(self, address: str) -> str:
        return address[:1]

    def send(self, message: Message, *, to: str) -> str:
        self.taken.append(message)
        self.addresses.append(to)
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if isinstance(outcome, Exception):
            raise outcome
        if outcome is not None:
            outcome()
        return f"the-carriers-{len(self.taken)}"
