"""Reading citations of provisions: one number for all the spellings of one section."""

import re
import unicodedata
from dataclasses import dataclass

_WORDS = (
    r"sections?|sects?|secs?|ss?|articles?|arts?"  # English, French
    r"|pasal|seksyen|seksyon|artikulo|artikel"  # Indonesian, Malay, Filipino
    r"|art[íi]culos?|artigos?|điều"  # Spanish, Portuguese, Vietnamese
)
_LATIN = rf"(?<![\w.'’])(?:{_WORDS})(?![^\W\d_])|§{{1,2}}"
# Thai, Burmese, Khmer and Lao write no spaces between words: nothing is asked of what stands
# before, save of ม alone without its full stop, with which many other words end.
_UNSPACED = (
    r"มาตรา|(?<!สังค)(?<!กรร)(?<!ธรร)ม(?=\s*\.)|(?<![\u0e00-\u0e7f])ม(?=\s?\d)|ပုဒ်မ|មាត្រា|ມາດຕາ"
)
_NUMBER = r"(?P<number>\d+(?:/\d+)?(?:\s*\(\d+\))*)(?![\d,.]*\d)"
_CITATION = re.compile(rf"(?:{_LATIN}|{_UNSPACED})\s*\.?\s*(?:no\.?\s*)?{_NUMBER}", re.IGNORECASE)
_BARE = re.compile(rf"\s*{_NUMBER}\s*")

_OF_BUDDHA = r"(?:b\.?\s*e\.?|พ\.?\s*ศ\.?|พุทธศักราช|ဗုဒ္ဓနှစ်)"
_BUDDHIST_YEAR = re.compile(rf"{_OF_BUDDHA}\s*(?P<year>2[45]\d\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/-])(?P<year>1[89]\d\d|2[0-5]\d\d)(?![\d/-])")
_FIRST_BUDDHIST, _OFFSET = 2400, 543
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a text cites: a number, and the year of its law where that is said."""

    key: str
    """'33' or '4(4)'; "" where nothing is cited."""
    years: frozenset[int] = frozenset()
    """The year in both eras, since a Thai law of 1990 is filed under 2533."""


def citation_of(text: str) -> Citation:
    """Return what ``text`` cites: "Section 33, Social Security Act B.E. 2533"."""
    plain = _plain(text)
    found = _CITATION.search(plain) or _BARE.fullmatch(plain)
    if not found:
        return Citation("")
    key = re.sub(r"\s+", "", found["number"])
    around = plain[: found.start()] + " " + plain[found.end() :]
    return Citation(key, _years_in(around))


def citation_key(text: str) -> str:
    """Return the number a citation names, e.g. '33' or '4(4)'; "" where it cites nothing.

    "Section 33", "Article 33", "มาตรา 33", "มาตรา ๓๓", "ม.33" and a bare "33" all give "33".
    """
    return citation_of(text).key


def _years_in(text: str) -> frozenset[int]:
    said = _BUDDHIST_YEAR.search(text) or _YEAR.search(text)
    if not said:
        return frozenset()
    year = int(said["year"])
    other = year - _OFFSET if year >= _FIRST_BUDDHIST else year + _OFFSET
    return frozenset({year, other})


def _plain(text: str) -> str:
    """Fold digits of every script (Thai ๓๓, Burmese ၃၃) into 0-9, and drop what is not seen."""
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in seen)
