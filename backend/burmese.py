"""Burmese as people really type it: Zawgyi told from Unicode, converted, and the original kept.

Zawgyi fonts put other letters on the code points of Unicode, so the same bytes read as nonsense
on another phone, and no search finds them. Google's model says how likely a text is Zawgyi.
"""

import re
import warnings
from dataclasses import dataclass
from functools import cache

from myanmar import converter
from myanmartools import ZawgyiDetector

SURE = 0.95
"""From here on a text is converted."""
DOUBTFUL = 0.05
"""From here up to ``SURE`` a person has to say; it is left as it was typed."""

_BURMESE = re.compile("[\u1000-\u109f]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in Unicode; ``original`` is what was typed where that was something else."""

    text: str
    original: str = ""
    is_doubtful: bool = False


def read(typed: str) -> Reading:
    """Read what somebody typed, in whichever encoding her phone has."""
    likely = zawgyi_likelihood(typed)
    if likely >= SURE:
        return Reading(str(converter.convert(typed, "zawgyi", "unicode")), original=typed)
    return Reading(typed, is_doubtful=likely >= DOUBTFUL)


def in_unicode(typed: str) -> str:
    """Return the text alone, for a search."""
    return read(typed).text


def zawgyi_likelihood(text: str) -> float:
    """Return from 0 to 1 how likely ``text`` is Zawgyi; 0 where nothing in it is Burmese."""
    if not _BURMESE.search(text):
        return 0.0
    return max(0.0, float(_detector().get_zawgyi_probability(text)))


@cache
def _detector() -> ZawgyiDetector:
    """Return the detector; it reads its model from a file, for which once is enough."""
    with warnings.catch_warnings():  # it opens that file in a way that Python 3.11 frowns upon
        warnings.simplefilter("ignore", DeprecationWarning)
        return ZawgyiDetector()


def read_each(**typed: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return some texts in Unicode by their names, and by the same names what was converted."""
    readings = {name: read(text) for name, text in typed.items()}
    texts = {name: reading.text for name, reading in readings.items()}
    return texts, {name: one.original for name, one in readings.items() if one.original}
