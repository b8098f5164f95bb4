"""The glossary: found by any of a term's words, in any language, script and encoding."""

from django.conf import settings
from django.db.models import Q, QuerySet

from backend import burmese
from cases.models import GlossaryTerm


def terms() -> QuerySet[GlossaryTerm]:
    return GlossaryTerm.objects.order_by("name", "id")


def terms_saying(text: str) -> QuerySet[GlossaryTerm]:
    """Return the terms of which ``text`` is part of a word, or which stand within ``text``.

    The second finds a Thai term inside a run-on sentence, which has no spaces to split it by.
    """
    said = burmese.in_unicode(text).strip()
    if not said:
        return terms()
    paths = ["name", "aliases", *(f"names__{code}" for code, _name in settings.LANGUAGES)]
    part = Q()
    for path in paths:
        part |= Q(**{f"{path}__icontains": said})
    within = [term.pk for term in terms() if any(word in said.casefold() for word in words(term))]
    return terms().filter(part | Q(pk__in=within))


def words(term: GlossaryTerm) -> list[str]:
    """Return all words for a term, small; one letter alone would stand in every sentence."""
    spelt = [term.name, *term.names.values(), *term.aliases]
    return [str(word).casefold() for word in spelt if len(str(word)) > 1]
