"""Messages that are paid for by the piece: how many each takes, and what a day has left."""

import datetime as dt

from notifications.channels.base import Message
from notifications.clock import database_now
from notifications.models import PAID_BY_THE_PIECE, Delivery
from notifications.queries import texting

LATER = dt.timedelta(hours=1)
"""Until what is beyond the day's share is looked at again."""


def pieces_of(delivery: Delivery, message: Message) -> int:
    """Return in how many pieces a message is sent and paid; none where nobody counts."""
    return texting.pieces_of(message.short) if delivery.channel in PAID_BY_THE_PIECE else 0


def is_beyond_the_share(delivery: Delivery, message: Message) -> bool:
    """Say whether a message waits because today's are paid for; what is urgent goes anyway."""
    pieces = pieces_of(delivery, message)
    if not pieces or message.is_urgent:
        return False
    return pieces > texting.left_today(now=database_now())
