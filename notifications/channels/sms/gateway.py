"""What a gateway for text messages is."""

from collections.abc import Iterable
from typing import Protocol

from django.conf import settings
from django.urls import reverse

from notifications.channels.base import Call, Heard, Repeat


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

    def is_genuine(self, call: Call) -> bool:
        """Say whether a report comes from the gateway."""
        ...

    def heard(self, call: Call) -> Iterable[Heard]:
        """Read what it reports of texts; see ``Reports.heard``."""
        ...


def report_address(key: str) -> str:
    """Return where a gateway reports on one text; "" where it could not reach us."""
    if not settings.SITE_URL.startswith("https://"):
        return ""
    return f"{settings.SITE_URL}{reverse('notifications:incoming', args=['sms'])}?key={key}"
