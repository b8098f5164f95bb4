"""What becomes of a message of which nobody knows whether it arrived.

Where the carrier knows our key, or can be asked, it is sent again until there is an answer. Where
the reader's program shows a repeat as the same message, it is sent once more. Elsewhere she would
get it twice: it stays *unknown* for all to see, for the inbox has it; only what is urgent goes
out once more, and is counted as a possible repeat. Wherever she may get a message twice, the second
one says so.
"""

import datetime as dt

from django.db.models import Q

from notifications.channels import CARRIERS
from notifications.channels.base import Repeat
from notifications.kinds import KINDS
from notifications.models import Channel, Delivery

WAITS = [dt.timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3_600, 14_400, 43_200)]
"""Before each further attempt."""
_FOR_A_RECEIPT = dt.timedelta(minutes=10)
"""How long an urgent message waits for the carrier's word before it goes out a second time."""
_REPEATS = {
    Repeat.KEY: len(WAITS),
    Repeat.LOOK_UP: len(WAITS),
    Repeat.COLLAPSE: 1,
    Repeat.NONE: 0,
}
_IF_URGENT = 1


def urgent_kinds() -> list[str]:
    """Return the kinds that would rather come twice than not at all."""
    return [name for name, kind in KINDS.items() if kind.is_urgent]


def _repeats(channel: Channel) -> int:
    return _REPEATS[CARRIERS[channel].repeat]


def is_urgent(delivery: Delivery) -> bool:
    """Say whether a message is about one urgent thing."""
    return delivery.notification is not None and delivery.notification.kind in urgent_kinds()


def is_to_be_repeated(delivery: Delivery) -> bool:
    """Say whether a message goes out again after one more sending that nobody knows the end of."""
    allowed = _repeats(Channel(delivery.channel))
    return delivery.doubtful < max(allowed, _IF_URGENT if is_urgent(delivery) else 0)


def may_come_twice(delivery: Delivery) -> bool:
    """Say whether she may have a message already, and nobody on its way can tell."""
    tells = {Repeat.KEY, Repeat.LOOK_UP}
    return delivery.doubtful > 0 and CARRIERS[Channel(delivery.channel)].repeat not in tells


def to_be_repeated() -> Q:
    """Return the same rule for many messages at once."""
    rule = Q(doubtful__lt=_IF_URGENT, notification__kind__in=urgent_kinds())
    for channel in Channel:
        rule |= Q(channel=channel, doubtful__lt=_repeats(channel))
    return rule


def wait(delivery: Delivery) -> dt.timedelta:
    """Return how long to wait before it goes out again."""
    if CARRIERS[Channel(delivery.channel)].repeat is Repeat.NONE:
        return _FOR_A_RECEIPT
    return WAITS[min(delivery.doubtful, len(WAITS) - 1)]
