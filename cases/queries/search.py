"""Finding campaigns, cases, reviews and provisions by words or by a citation."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model, Prefetch, Q, QuerySet

from backend import burmese
from campaigns.access import Visitor
from campaigns.models import Ask, Campaign
from cases.citations import citation_key
from cases.models import AdvocacyCase, IloSupport, LawReview, Provision
from cases.queries.citing import provisions_cited

MOST = 10
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found, of each at most a handful."""

    provisions: list[Provision]
    campaigns: list[Campaign]
    reviews: list[LawReview]
    cases: list[AdvocacyCase]

    def __bool__(self) -> bool:
        return any((self.provisions, self.campaigns, self.reviews, self.cases))


def search(user: Visitor, text: str) -> Found:
    """Find what ``user`` may see; "Section 33", "มาตรา ๓๓" and "ม.33" find the same."""
    text = burmese.in_unicode(text)
    words, key = _words_in(text), citation_key(text)
    if not words:
        return Found(provisions=[], campaigns=[], reviews=[], cases=[])
    return Found(
        provisions=list(_provisions(user, words, text)[:MOST]),
        campaigns=list(_campaigns(user, words, key)[:MOST]),
        reviews=list(reviews_saying(user, text)[:MOST]),
        cases=list(cases_saying(user, text)[:MOST]),
    )


def _words_in(text: str) -> list[str]:
    return text.split()[:_MOST_WORDS]


def _said(words: list[str], *fields: str) -> Q:
    """Return the filter for rows in which every word stands in one of ``fields``."""
    every = Q()
    for word in words:
        one = Q()
        for field in fields:
            one |= Q(**{f"{field}__icontains": word})
        every &= one
    return every


def _in_each_language(field: str) -> list[str]:
    return [f"{field}__{language}" for language, _name in settings.LANGUAGES]


def _cited(key: str, path: str) -> Q:
    """Return the filter for rows that reach the provision ``key`` over ``path``."""
    return Q(**{path: key}) if key else Q(pk__in=[])


def _provisions(user: Visitor, words: list[str], text: str) -> QuerySet[Provision]:
    said = _said(words, "title", "instrument__title", *_in_each_language("titles"))
    asks = Ask.objects.visible_to(user).select_related("campaign")
    found = provisions_cited(text) if citation_key(text) else Provision.objects.filter(said)
    return (
        found.select_related("instrument")
        .prefetch_related(Prefetch("asks", asks))
        .order_by("instrument__title", "number", "id")
    )


def _campaigns(user: Visitor, words: list[str], key: str) -> QuerySet[Campaign]:
    said = _said(words, "title", "summary", *_in_each_language("titles"))
    cited = _cited(key, "asks__provisions__number")
    found = Campaign.objects.visible_to(user).filter(said | cited)
    return found.distinct().order_by("title", "id")


def reviews_saying(user: Visitor, text: str) -> QuerySet[LawReview]:
    """Return the reviews in which ``text`` stands, or whose asks cite what it cites."""
    said = _said(_words_in(text), "title", "about", *_in_each_language("titles"))
    # Over asks she may see alone: what is found would tell what the others demand.
    citing = _cited(citation_key(text), "provisions__number")
    cited = Q(asks__in=Ask.objects.visible_to(user).filter(citing).values("pk"))
    found = LawReview.objects.visible_to(user).filter(said | cited)
    return found.distinct().order_by("title", "id")


def cases_saying(user: Visitor, text: str) -> QuerySet[AdvocacyCase]:
    """Return the cases in which ``text`` stands, or that point at the provision it cites."""
    said = _said(_words_in(text), "title", "summary", "reference")
    key = citation_key(text)
    cited = Provision.objects.filter(number=key) if key else Provision.objects.none()
    pointing = joined_to(AdvocacyCase, "provisions", cited.values("pk"))
    found = AdvocacyCase.objects.visible_to(user).filter(said | Q(pk__in=pointing))
    return found.order_by("-updated_at", "-id")


def joined_to(model: type[Model], relation: str, things: Any) -> QuerySet[Any]:
    """Return the ids of rows joined to ``things``, from the table between: a third of the work.

    ``relation`` is a field of the model, and ``things`` ids or a query for them.
    """
    field: Any = model._meta.get_field(relation)
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    between: QuerySet[Any] = field.remote_field.through._default_manager.all()
    return between.filter(**{f"{other}__in": things}).values(own)


def support_saying(user: Visitor, text: str) -> QuerySet[IloSupport]:
    """Return the ILO support in whose title or description ``text`` stands."""
    said = _said(_words_in(text), "title", "about", *_in_each_language("titles"))
    return IloSupport.objects.visible_to(user).filter(said).order_by("title", "id")
