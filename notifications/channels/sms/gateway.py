"""What a gateway for text messages is."""

from typing import Protocol

from notifications.channels.base import Repeat


class Gateway(Protocol):
    """One company that sends texts."""

    @property
    def repeat(self) -> Repeat:
        """What it makes of a repeat."""
        ...

    def is_on(self) -> bool:
        """Say whether the settings have what it needs."""
        ...

    def send(self, text: str, *, to: str, key: str) -> str:
        """Hand over one text; return what the gateway calls it. Fails as ``Carrier.send``."""
        ...

    def look_up(self, key: str) -> str | None:
        """Return what the gateway calls the text of this key; ``None`` if it has none."""
        ...
