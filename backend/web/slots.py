"""Places in pages that apps above fill; the pages never learn who does.

An app fills a slot once, from its ``AppConfig.ready``; a template leaves room with
``{% slot "inbox_count" %}`` or ``{% slot "follow" scope_type="case" scope_id=case.pk %}``.
A slot that nobody fills is empty.
"""

from typing import Any, Protocol

from django.http import HttpRequest


class Filler(Protocol):
    """Writes safe HTML for one slot of the page that ``request`` asked for."""

    def __call__(self, request: HttpRequest, **about: Any) -> str: ...


_fillers: dict[str, Filler] = {}


def fill(name: str, filler: Filler) -> None:
    """Say who writes the slot ``name``."""
    _fillers[name] = filler


def render(name: str, request: HttpRequest, **about: Any) -> str:
    """Return what the slot's filler writes, or nothing."""
    filler = _fillers.get(name)
    return filler(request, **about) if filler else ""
