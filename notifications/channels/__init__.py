"""The ways a message can travel: each is a folder named as in ``Channel``, with its ``CARRIER``.

To add one: write the folder, add its line to ``Channel``. Nothing else knows them by name.
"""

from importlib import import_module

from notifications.channels.base import Carrier
from notifications.models import Channel

_FOLDERS = {channel: import_module(f"{__name__}.{channel}") for channel in Channel}
CARRIERS: dict[Channel, Carrier] = {channel: folder.CARRIER for channel, folder in _FOLDERS.items()}
STAND_INS: dict[Channel, list[Carrier]] = {
    channel: getattr(folder, "STAND_INS", []) for channel, folder in _FOLDERS.items()
}
"""Who is asked next where the first one definitely did not take a message."""


def switched_on() -> list[Channel]:
    """Return the channels this house can send on, as its settings say."""
    return [channel for channel, carrier in CARRIERS.items() if carrier.is_on()]
