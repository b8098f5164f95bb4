"""The ways out of each channel: its carrier, and whoever stands in where that one refuses."""

from dataclasses import dataclass

from notifications.channels import CARRIERS, STAND_INS
from notifications.channels.base import Carrier
from notifications.models import Channel


@dataclass(frozen=True, slots=True)
class Way:
    """One carrier and the name its health is kept under."""

    name: str
    carrier: Carrier


def ways(channel: Channel) -> list[Way]:
    """Return the ways out of one channel, in the order they are asked."""
    carriers = [CARRIERS[channel], *STAND_INS.get(channel, [])]
    return [
        Way(channel.value if place == 1 else f"{channel.value} {place}", carrier)
        for place, carrier in enumerate(carriers, start=1)
    ]
