"""Names of laws, networks and stages are data; this picks the reader's language."""

from django.db import models
from django.utils.translation import get_language


def in_language(record: models.Model, field: str = "title") -> str:
    """Return ``record``'s field in the active language, or as first written.

    Translations of ``title`` live in ``titles`` as {BCP 47 tag: text}, and so on.
    """
    plural = "summaries" if field == "summary" else f"{field}s"
    language = get_language() or "en"
    texts: dict[str, str] = getattr(record, plural)
    return texts.get(language) or texts.get(language.split("-")[0]) or str(getattr(record, field))
