"""What else ends or is passed on when somebody goes; apps above say so, once, from ``ready``.

A session and a token are ended here. A calendar feed that opens without signing in, an
address that a program knows by heart, a case she works on: whoever keeps such a thing
registers what is to be done with it.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from backend.accounts import actions
from backend.accounts.models import Session, User

Ending = Callable[[User], object]


@dataclass(frozen=True, kw_only=True, slots=True)
class PassingOn:
    """Her work in one network, given to another of its leaders by a third."""

    network: UUID
    giver: User
    taker: User
    by: User
    now: dt.datetime


PassOn = Callable[[PassingOn], object]

_ENDINGS: list[Ending] = []
_PASSED_ON: list[PassOn] = []


def ends_with_access(ending: Ending) -> Ending:
    """Have ``ending`` called whenever everything that is open to a person is closed."""
    _ENDINGS.append(ending)
    return ending


def is_passed_on(passing: PassOn) -> PassOn:
    """Have ``passing`` called whenever a leader's work is handed to another."""
    _PASSED_ON.append(passing)
    return passing


def end_access(user: User) -> None:
    """Close everything that is open to ``user`` without signing in again."""
    Session.objects.filter(user=user).delete()
    actions.end_tokens(user)
    for ending in _ENDINGS:
        ending(user)


def pass_on(passing: PassingOn) -> None:
    """Hand on what ``passing.giver`` worked on in the network."""
    for hand_on in _PASSED_ON:
        hand_on(passing)
