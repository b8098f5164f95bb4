"""A card: the few public facts by which a page introduces itself, in one language."""

import hashlib
import json
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from babel.core import get_global
from django.conf import settings


@dataclass(frozen=True, slots=True)
class Line:
    """One fact under its label. ``when`` is a date as written, never broken within a word."""

    label: str
    text: str
    when: str = ""

    def __str__(self) -> str:
        return f"{self.label}: {self.text}{f', {self.when}' if self.when else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a page says of itself. Whoever makes one puts in only what a visitor may read."""

    language: str
    over: str
    title: str
    lead: str
    lines: tuple[Line, ...]
    by: str
    page: str
    """Path of the page."""
    picture: str
    """Path of the picture in this language."""

    @property
    def version(self) -> str:
        """Changes whenever the card says something else."""
        said = json.dumps(asdict(self), sort_keys=True) + settings.SITE_URL
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def house(self) -> str:
        """The host people reach us at, as it is written on the picture."""
        return str(urlsplit(settings.SITE_URL).netloc)

    @property
    def description(self) -> str:
        return " · ".join(part for part in (self.lead, *map(str, self.lines)) if part)

    @property
    def text(self) -> str:
        """A message to send on as it stands."""
        parts = (self.title, self.lead, "\n".join(map(str, self.lines)), self.by, self.address)
        return "\n\n".join(part for part in parts if part)

    @property
    def short(self) -> str:
        """The same for a chat, to go with the picture: what, where it stands, and the address."""
        return "\n".join([self.title, *map(str, self.lines[:1]), self.address])

    @property
    def address(self) -> str:
        return self.address_in(self.language)

    @property
    def picture_address(self) -> str:
        # Chats keep a picture by its address: a new card gets a new one.
        return f"{settings.SITE_URL}{self.picture}?v={self.version}"

    @property
    def plain_address(self) -> str:
        """Leads to the page in the language of whoever opens it."""
        return f"{settings.SITE_URL}{self.page}"

    @property
    def translations(self) -> list[tuple[str, str]]:
        """Every language of the page with its address."""
        return [(code, self.address_in(code)) for code, _ in settings.LANGUAGES]

    @property
    def locale(self) -> str:
        return locale_of(self.language)

    @property
    def other_locales(self) -> list[str]:
        return [locale_of(code) for code, _ in settings.LANGUAGES if code != self.language]

    def address_in(self, language: str) -> str:
        return f"{settings.SITE_URL}{self.page}?lang={language}"


def locale_of(language: str) -> str:
    """Return a language with its most likely country, as Open Graph wants it: 'th_TH'."""
    likely: str = get_global("likely_subtags")[language]
    return f"{language}_{likely.rpartition('_')[2]}"
