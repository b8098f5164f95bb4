"""The picture of a card: 1200 by 630, drawn here, and kept until the card says something else.

Typst lays it out because it shapes Thai and Burmese right without a library of the system.
The fonts beside it are free (their licences too) and never sent to a reader.
"""

import hashlib
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import cast

import typst
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from backend.web.sharing.card import Card

WIDTH, HEIGHT = 1200, 630
POINTS = 72.0
"""The template is measured in points; at 72 to the inch each is one pixel."""
_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "card.typ"


def drawn(card: Card) -> bytes:
    """Return the picture as PNG. Texts are handed over as data: nothing in them is markup."""
    said = asdict(card) | {"house": card.house}
    return typst.compile(
        _TEMPLATE,
        font_paths=_fonts(),
        format="png",
        ppi=POINTS,
        sys_inputs={"card": json.dumps(said)},
    )


def answer_with_picture(request: HttpRequest, card: Card) -> HttpResponse:
    """Answer with the picture, or with 304 to who has it.

    Every use asks again, so that a page taken back is gone at once.
    """
    tag = f'"{card.version}{_design()}"'
    answer = HttpResponse(content_type="image/png", headers={"ETag": tag})
    patch_cache_control(answer, public=True, no_cache=True)
    answer.headers["Content-Language"] = card.language
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # drawn into chats: its use
    known = get_conditional_response(request, etag=tag, response=answer)
    if known is not answer:
        return cast("HttpResponse", known)
    answer.content = caches["pictures"].get_or_set(tag, lambda: drawn(card), timeout=None)
    return answer


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "vendor"]
    )


@cache
def _design() -> str:
    return hashlib.sha256(_TEMPLATE.read_bytes()).hexdigest()[:8]
