"""From a citation to the provision it means: its number, and the law it names if it names one."""

import re
import unicodedata
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from cases.citations import Citation, citation_of
from cases.models import Instrument, Provision

# A law that is named: "Labour Protection Act", "พ.ร.บ. ประกันสังคม"; not "of the Act".
_NAMES_A_LAW = re.compile(
    r"(?<!the )(?<!this )(?<!that )(?<!an )\b(?:act|code|decree|regulation|law)\b"
    r"|พ\.?\s?ร\.?\s?[บก]\.?|พระราช|กฎกระทรวง|အက်ဥပဒေ",
    re.IGNORECASE,
)
# A law that has a name of its own, so that its year alone does not say which one it is: "Fisheries
# Act", "พ.ร.บ. ประมง"; not "of the Act", "Royal Decree" or "พ.ร.บ. พ.ศ.".
_HAS_A_NAME = re.compile(
    r"(?<![^\W\d_])(?!(?:of|the|this|that|an|a|under|in|and|by|royal|emergency|ministerial)\b)"
    r"[^\W\d_]+\s+(?:act|code|decree|regulation|law)\b"
    r"|(?:พ\.?\s?ร\.?\s?[บก]\.?|พระราช(?:บัญญัติ|กำหนด|กฤษฎีกา)|กฎกระทรวง)\s*"
    r"(?!พ\.?\s*ศ|พุทธศักราช|ฉบับ)[ก-ฮเ-ไ]"
    r"|[\u1000-\u109f]+အက်ဥပဒေ",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:B\.E\.|พ\.ศ\.|ဗုဒ္ဓနှစ်)?\s*\d{4}|\([^)]*\)", re.IGNORECASE)
_SHORT = {"พรบ": "พระราชบัญญัติ", "พรก": "พระราชกำหนด", "รบ": ""}


def provisions_cited(text: str) -> QuerySet[Provision]:
    """Return the provisions that ``text`` means; none where it names a law we do not have.

    "Section 33" alone means each Section 33 there is; "Section 33, Social Security Act" and
    "มาตรา ๓๓ พ.ร.บ. ประกันสังคม" mean one; "Section 33 of the Fisheries Act" means none of ours.
    """
    cited = citation_of(text)
    numbered = Provision.objects.filter(number=cited.key) if cited.key else Provision.objects.none()
    named = [law.pk for law in Instrument.objects.order_by("id") if _is_named(law, text)]
    if named:
        numbered = numbered.filter(instrument__in=named)
    elif _HAS_A_NAME.search(text) or (_NAMES_A_LAW.search(text) and not cited.years):
        return numbered.none()
    return numbered.filter(_of_year(cited))


def _of_year(cited: Citation) -> Q:
    """Return the filter for laws filed under the year that was said, in either era."""
    years = [Q(instrument__akn_id__contains=f"/{year}/") for year in cited.years]
    return reduce(or_, years, Q()) if years else Q()


def _is_named(law: Instrument, text: str) -> bool:
    said = _bare(text)
    return any(_bare(title) in said for title in (law.title, *law.titles.values()) if _bare(title))


def _bare(title: str) -> str:
    """Return a title without its year, what stands in brackets, full stops and spaces."""
    plain = _YEARS.sub("", unicodedata.normalize("NFC", title)).casefold()
    plain = re.sub(r"[\s.,]", "", plain)
    for short, full in _SHORT.items():
        plain = re.sub(rf"(?<![ก-๙]){short}" if not full else short, full, plain)
    return plain
