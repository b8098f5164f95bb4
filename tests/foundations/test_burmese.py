"""Zawgyi told from Unicode: over every Burmese sentence of the house, written both ways."""

from functools import cache

from babel.messages.pofile import read_po
from myanmar import converter

from backend import burmese
from tests.invariants.source import ROOT

SHORTEST = 12
"""Letters below which nobody can tell."""
LEAST_FOUND = 0.97
"""Of the sentences in Zawgyi so many must be found; none in Unicode may be taken for it."""


@cache
def sentences() -> list[str]:
    with (ROOT / "locale" / "my" / "LC_MESSAGES" / "django.po").open("rb") as file:
        texts = [str(message.string) for message in read_po(file) if message.id]
    return [text for text in texts if len(text) >= SHORTEST and "%" not in text and "<" not in text]


class TestUnicode:
    def test_is_never_converted(self) -> None:
        changed = [text for text in sentences() if burmese.read(text).original]

        assert len(sentences()) > 500
        assert changed == []

    def test_of_another_script_is_none_of_its_business(self) -> None:
        assert burmese.read("มาตรา 33") == burmese.Reading("มาตรา 33")


class TestZawgyi:
    def test_is_found_and_the_original_kept(self) -> None:
        written = [str(converter.convert(text, "unicode", "zawgyi")) for text in sentences()]
        differing = [text for text in written if text not in sentences()]

        readings = [burmese.read(text) for text in differing]

        found = [one for one in readings if one.original]
        assert len(found) / len(differing) >= LEAST_FOUND
        assert all(one.original in written for one in found)
