"""Finding rows by words, in every language their texts are kept in."""

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from django.conf import settings
from django.db.models import Q

MOST_WORDS = 8


def in_each_language(field: str) -> tuple[str, ...]:
    """Return the paths to the translations that ``field`` keeps by language."""
    return tuple(f"{field}__{language}" for language, _name in settings.LANGUAGES)


def said(text: str, *, fields: Sequence[str]) -> Q:
    """Return the filter for rows in which each word of ``text`` stands in one of ``fields``."""
    words = text.split()[:MOST_WORDS]
    each = (reduce(or_, (Q(**{f"{f}__icontains": word}) for f in fields)) for word in words)
    return reduce(and_, each)
