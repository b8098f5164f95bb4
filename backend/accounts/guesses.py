"""How many guesses at one account are judged, and why its owner gets in all the same.

Guesses are counted by the handle that was typed, whether somebody has it or not, so the
count tells nobody which handles exist. They come from anywhere, so counting by address alone
would let thirty addresses guess thirty times as often. A device on which she signed in before
is counted by itself: who guesses from elsewhere can use up the strangers' tries, but not hers.
(Nor do a passkey or a code by e-mail use up any.)

The counts live in the database, in the cache's table: each try takes a place for five minutes,
and ``add`` gives a place to one of those who ask for it at the same moment.
"""

from django.core.cache import cache

from backend.accounts.models import User
from backend.crypto import keyed_hash

MOST = 10
WITHIN_SECONDS = 5 * 60


def take_place(handle: str, *, device: str = "") -> str:
    """Take one of the tries at an account, and return its name; empty where none is left.

    ``device`` names a known one of hers. Whoever was right gives the place back.
    """
    whose = keyed_hash(f"{User.normalize_username(handle)}|{device}", purpose="guess")
    places = (f"guess:{whose}:{number}" for number in range(MOST))
    return next((place for place in places if cache.add(place, 1, WITHIN_SECONDS)), "")


def give_back(place: str) -> None:
    """Let a right answer count for nothing, so that she may sign in as often as she likes."""
    cache.delete(place)
