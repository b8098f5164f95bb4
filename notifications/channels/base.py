"""What a channel is, and the ways a sending can fail."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out: already worded, in the reader's language, fit to be read by strangers."""

    key: str
    """The same over every attempt, so that a carrier or reader can tell a repeat."""
    language: str
    subject: str
    lines: list[str]
    link: str
    button: str
    """What is written on the link."""
    why: str
    """Why she gets this message at all."""
    stop_link: str = ""
    """Stops this channel with one POST, without signing in (RFC 8058)."""
    settings_link: str = ""
    neutral: str = ""
    """All that may stand on a locked screen."""
    is_urgent: bool = False
    is_repeat: bool = False
    """It may have arrived before: nobody knows."""
    caution: str = ""
    """That she may have it already, where neither carrier nor reader can tell."""

    @property
    def sentence(self) -> str:
        """What it says, in one line."""
        return f"{self.subject} {self.caution}".strip()

    @property
    def short(self) -> str:
        """The message where every letter counts: one sentence and where it leads."""
        return f"{self.sentence}\n{self.link}".strip()


class SendFailed(Exception):
    """The message did not go out, or nobody knows; ``reason`` holds no address and no text."""

    def __init__(self, reason: str, *, after: dt.timedelta | None = None) -> None:
        """Keep the reason, and how long the carrier asks us to wait, if it does."""
        super().__init__(reason)
        self.reason = reason[:200]
        self.after = after


class TryLater(SendFailed):
    """The carrier did not take it now and certainly did not send it."""


class NotTaking(TryLater):
    """It takes nothing from us now, whoever it is for: no connection, no sign-in, overloaded."""


class NoSuchAddress(SendFailed):
    """The carrier says that nothing can ever arrive there."""


class Refused(SendFailed):
    """The carrier will never take this message; the address is not at fault."""


class NobodyKnows(SendFailed):
    """The line broke after the message had begun to leave: it may have arrived."""


class NotAnAddress(Exception):
    """What was typed cannot be an address of this channel."""


class Repeat(Enum):
    """What a carrier makes of the same message sent a second time under the same key."""

    KEY = "key"
    """It knows the key and sends once."""
    COLLAPSE = "collapse"
    """It sends both, and the reader's program shows one."""
    LOOK_UP = "look-up"
    """It sends both, but can be asked first whether it has one of that key."""
    NONE = "none"
    """She gets it twice."""


class Proof(Enum):
    """How a person shows that an address is hers."""

    LINK = "link"
    """She opens a link that was sent there."""
    CODE = "code"
    """She types a number that was sent there."""
    START = "start"
    """She writes to us from there, by a link that only she was given."""
    DEVICE = "device"
    """Her browser asks for it while she is signed in."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that a carrier's server tells us."""

    address: str = ""
    token: str = ""
    """She wrote this from ``address``: her start link has it."""
    is_leaving: bool = False
    """She wants nothing more there."""
    arrived: str = ""
    """The key of a message that did arrive, or at least was sent on."""
    is_delivered: bool = False
    """It is on her device: no more than that can be known."""
    failed: str = ""
    """The key of a message that was taken and did not arrive."""
    reason: str = ""
    """Why, in a code of the carrier's."""
    is_gone: bool = False
    """Nothing can ever arrive at that address."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request of a carrier's server, as it came."""

    url: str
    """All of it, as the carrier was told to call us."""
    headers: Mapping[str, str]
    body: bytes


class Carrier(Protocol):
    """One channel's way out."""

    @property
    def repeat(self) -> Repeat:
        """What a second sending would do."""
        ...

    @property
    def proof(self) -> Proof:
        """How an address is verified."""
        ...

    def is_on(self) -> bool:
        """Say whether this house has what it takes to send here."""
        ...

    def clean(self, typed: str) -> str:
        """Return an address as it is kept, so that equal ones are equal.

        Raises:
            NotAnAddress: it cannot be one of this channel.
        """
        ...

    def masked(self, address: str) -> str:
        """Write an address so that its owner knows it, and who looks over her shoulder does not."""
        ...

    def send(self, message: Message, *, to: str) -> str:
        """Hand one message to the carrier; return what the carrier calls it, "" if nothing.

        Raises:
            TryLater: certainly not sent; worth another attempt.
            NoSuchAddress: certainly not sent; pointless to try again.
            Refused: certainly not sent, and never will be, whoever it is for.
            NobodyKnows: it may have been sent.
        """
        ...


@runtime_checkable
class Reports(Carrier, Protocol):
    """A carrier whose server posts to us, be it only what became of a message."""

    def is_genuine(self, call: Call) -> bool:
        """Say whether a request comes from the carrier."""
        ...

    def heard(self, call: Call) -> Iterable[Heard]:
        """Read what it says. Raises ``ValueError``, ``LookupError`` or ``TypeError`` if broken."""
        ...


@runtime_checkable
class Listens(Reports, Protocol):
    """A carrier that people begin and end from their side."""

    def start_link(self, token: str) -> str:
        """Return where she goes to hand us the token."""
        ...


class LooksUp(Protocol):
    """A carrier that can be asked what became of a message."""

    def look_up(self, key: str) -> str | None:
        """Return what the carrier calls the message of this key; ``None`` if it has none.

        Raises:
            SendFailed: it does not say.
        """
        ...
