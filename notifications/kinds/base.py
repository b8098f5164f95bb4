"""What is said of one kind of event, for every reader and every way a message travels."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from backend.audit.models import Event
from notifications.models import Cadence, Channel
from notifications.telling import Naming, Telling

Addressing = Callable[[Event, Any], Iterable[UUID | str | None]]
Holding = Callable[[Event, Any], bool]

NEUTRAL = _("You have an update in Saphan.")
"""All that is said where more would tell a stranger who reads along."""
SHORTEST = 60
"""Letters of a title in a short message: with its kind it fits one SMS in any script but few."""


class Urgency(IntEnum):
    """How much it matters that she hears of it, and how soon."""

    QUIET = 0
    """Kept for the day's summary; not told to who wants only the important."""
    IMPORTANT = 1
    URGENT = 2
    """Goes out at once, next to what was just sent, and at night where she allowed it."""


def to_nobody(_event: Event, _subject: Any) -> list[UUID]:
    return []


def always(_event: Event, _subject: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of event is told: one entry is all that a new kind needs."""

    label: str | Promise
    """What happens, where people choose what they hear of, and in a short message."""
    sentence: str | Promise
    names: Naming
    urgency: Urgency = Urgency.IMPORTANT
    email: Cadence = Cadence.NOW
    """How often it goes out by mail unless a person chose otherwise."""
    public: frozenset[str] = field(default=frozenset(), kw_only=True)
    """The names of the sentence that may leave the house; with any other in it, none does."""
    addressed_to: Addressing = field(default=to_nobody, kw_only=True)
    """The people who are told even if they follow nothing."""
    holds: Holding = field(default=always, kw_only=True)
    """Whether it is still so: what has no cause any more is not sent."""
    is_digestable: bool = field(default=True, kw_only=True)
    """Whether it may wait for a summary; else it goes out at once unless it is switched off."""
    is_for_followers: bool = field(default=True, kw_only=True)
    """Whether who follows it is told, too; else only those it is addressed to."""
    is_mandatory: bool = field(default=False, kw_only=True)
    """Comes to the inbox of who follows it even if she muted it."""
    leads_to: Callable[[Any], str] | None = field(default=None, kw_only=True)
    """The path of a page made for this, where that is not the page of its subject."""
    wants_answer: bool = field(default=False, kw_only=True)
    """Whether somebody has to say that she saw it; until then it is told further."""

    @property
    def important(self) -> bool:
        return self.urgency >= Urgency.IMPORTANT

    @property
    def is_urgent(self) -> bool:
        return self.urgency == Urgency.URGENT

    def usual(self, channel: Channel) -> Cadence:
        """Return how often it goes out on ``channel`` unless a person chose otherwise.

        Mail has room for a summary. What rings in her pocket rings for what is important. What
        somebody pays for by the message is kept for what is urgent, and of what wants an answer
        for the moment when nobody has given one.
        """
        if channel == Channel.EMAIL:
            return self.email
        if channel in _PAID:
            comes_later = self.wants_answer and self.is_for_followers
            return Cadence.NOW if self.is_urgent and not comes_later else Cadence.OFF
        return Cadence.NOW if self.important else Cadence.OFF

    def text(self, told: Telling, subject: Any) -> str:
        """Write the whole sentence in the active language, for a reader inside."""
        return str(self.sentence) % self.names(told, subject)

    def public_text(self, told: Telling, subject: Any) -> str:
        """Write what a letter may say of something public."""
        if not self.public or not placeholders(str(self.sentence)) <= self.public:
            return str(NEUTRAL)
        names = self.names(told, subject)
        return str(self.sentence) % {name: names[name] for name in self.public & names.keys()}

    def public_short(self, told: Telling, subject: Any) -> str:
        """Write what fits a phone's lock screen or one SMS, of something public."""
        if not self.public:
            return str(NEUTRAL)
        names = self.names(told, subject)
        title = next((names[name] for name in _TITLES if name in self.public & names.keys()), "")
        short = Truncator(title).chars(SHORTEST)
        return f"{self.label}: {short}" if short else str(self.label)


_PAID = frozenset({"sms", "whatsapp"})
_TITLES = ("review", "campaign", "support", "thing")


def placeholders(sentence: str) -> set[str]:
    """Return the names a sentence is to be filled with."""
    return set(re.findall(r"%\((\w+)\)s", sentence))


def quiet(label: str | Promise, sentence: str | Promise, names: Naming, **more: Any) -> Kind:
    """Return a kind that goes out once a day unless a person wants it otherwise."""
    return Kind(label, sentence, names, Urgency.QUIET, Cadence.DAILY, **more)
