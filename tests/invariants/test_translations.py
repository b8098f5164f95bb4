"""True of every translation: whole, never guessed, and with the gaps of its source."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django import forms
from django.conf import settings
from django.core import validators
from django.utils import translation

from tests.invariants.source import ROOT

SOURCE = "en"
TRANSLATED = sorted(code for code, _name in settings.LANGUAGES if code != SOURCE)

GAP = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}|</?[a-z][^>]*>")
"""What stays as it is: ``%(name)s``, ``%s``, ``{name}`` and tags."""
DRAFT = "draft"
ZAWGYI = re.compile("(?<![\u1000-\u102a\u103b-\u103f])\u1031")
"""The vowel sign E of Burmese before its consonant: typed for a font that is not Unicode."""

FIELDS = (
    forms.CharField,
    forms.ChoiceField,
    forms.DateField,
    forms.DecimalField,
    forms.EmailField,
    forms.IntegerField,
    forms.ModelChoiceField,
    forms.ModelMultipleChoiceField,
    forms.MultipleChoiceField,
    forms.TypedChoiceField,
    forms.URLField,
)
"""The fields our forms are made of."""
VALIDATORS = (
    validators.validate_email,
    validators.validate_slug,
    validators.URLValidator,
    validators.MinValueValidator,
    validators.MaxValueValidator,
    validators.ProhibitNullCharactersValidator,
)


@cache
def catalogue(language: str) -> Catalog:
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def sentences(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def texts(written: str | Sequence[str] | None) -> list[str]:
    """Return one text, or each of the plural forms."""
    return [written or ""] if written is None or isinstance(written, str) else list(written)


def gaps(text: str) -> Counter[str]:
    return Counter(GAP.findall(text))


def line_ends(text: str) -> tuple[bool, bool]:
    return text.startswith("\n"), text.endswith("\n")


@pytest.mark.parametrize("language", TRANSLATED)
class TestEveryCatalogue:
    def test_leaves_no_sentence_empty(self, language: str) -> None:
        empty = [m.id for m in sentences(language) if not all(texts(m.string))]

        assert empty == []

    def test_keeps_no_guess_of_a_tool(self, language: str) -> None:
        guessed = [m.id for m in sentences(language) if m.fuzzy]

        assert guessed == []
        assert not catalogue(language).fuzzy

    def test_has_the_plural_forms_of_its_language(self, language: str) -> None:
        wanted = catalogue(language).num_plurals

        counts = {len(texts(m.string)) for m in sentences(language) if m.pluralizable}

        assert counts <= {wanted}

    def test_keeps_the_gaps_and_tags_of_its_source(self, language: str) -> None:
        changed = [
            text
            for m in sentences(language)
            for text in texts(m.string)
            if gaps(text) != gaps(texts(m.id)[-1])
        ]

        assert changed == []

    def test_begins_and_ends_lines_like_its_source(self, language: str) -> None:
        changed = [
            text
            for m in sentences(language)
            for text in texts(m.string)
            if line_ends(text) != line_ends(texts(m.id)[-1])
        ]

        assert changed == []

    def test_says_at_its_head_that_it_is_a_draft_as_long_as_it_is(self, language: str) -> None:
        drafts = [m.id for m in sentences(language) if DRAFT in m.user_comments]

        assert ("Draft" in catalogue(language).header_comment) == bool(drafts)

    def test_knows_what_forms_of_django_say(self, language: str) -> None:
        with translation.override(SOURCE):
            said = {str(text) for one in FIELDS for text in one.default_error_messages.values()}
            said |= {str(one.message) for one in VALIDATORS}

        assert said - {text for m in sentences(language) for text in texts(m.id)} == set()


class TestBurmese:
    def test_is_written_in_unicode(self) -> None:
        written = [text for m in sentences("my") for text in texts(m.string)]

        assert [text for text in written if ZAWGYI.search(text)] == []
