"""Standards and programmes: published facts, open to every reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from campaigns.access import Visitor
from cases.branches import Branch
from cases.models import (
    AdvocacyCase,
    ArticleKind,
    IloSupport,
    LawReview,
    Programme,
    ProgrammeCountry,
    ProgrammePart,
    ResourceLine,
    Standard,
    StandardArticle,
)

MOST_CASES = 10
"""How many cases are named beside one part; the newest speak for the rest."""
_NEWEST = "newest_cases"
"""Django slices what it loads along only where it may put it under a name of its own."""


def standards() -> QuerySet[Standard]:
    return Standard.objects.annotate(parts=Count("articles")).order_by("code")


@dataclass(frozen=True, slots=True)
class Part:
    """A branch, guarantee or article, and what points at it as far as one reader may see it."""

    article: StandardArticle

    @property
    def cases(self) -> list[AdvocacyCase]:
        return self.article.newest_cases

    @property
    def reviews(self) -> list[LawReview]:
        """The law reviews that could answer those cases, each once."""
        found = {review.pk: review for case in self.cases for review in case.reviews.all()}
        return list(found.values())


def standards_with_cases(reader: Visitor) -> QuerySet[Standard]:
    """Load the parts of each, with the newest cases at them and their reviews she may see."""
    reviews = Prefetch("reviews", LawReview.objects.visible_to(reader).order_by("title", "id"))
    cases = AdvocacyCase.objects.visible_to(reader).order_by("-updated_at", "-id")
    newest = cases.prefetch_related(reviews)[:MOST_CASES]
    parts = StandardArticle.objects.order_by("kind", "position", "id").prefetch_related(
        Prefetch("cases", newest, to_attr=_NEWEST)
    )
    return Standard.objects.prefetch_related(Prefetch("articles", parts))


def parts_of(standard: Standard) -> list[Part]:
    """Return the parts of a standard loaded ``with_cases``, those of one kind together."""
    return [Part(article) for article in standard.articles.all()]


def guarantees(
    branches: Mapping[str, Sequence[Branch]],
) -> list[tuple[StandardArticle, Sequence[Branch]]]:
    """Return the guarantees of Recommendation No. 202 that are recorded, with their branches."""
    found = StandardArticle.objects.filter(kind=ArticleKind.GUARANTEE, code__in=branches)
    return [(one, branches[one.code]) for one in found.order_by("position", "id")]


def programmes() -> QuerySet[Programme]:
    return Programme.objects.order_by("name", "id")


def programmes_with_support(reader: Visitor) -> QuerySet[Programme]:
    """Load parts and countries, and of the support what ``reader`` may see."""
    return Programme.objects.prefetch_related(
        Prefetch("parts", ProgrammePart.objects.order_by("kind", "position", "id")),
        Prefetch("countries", ProgrammeCountry.objects.order_by("country", "role")),
        Prefetch("resources", ResourceLine.objects.select_related("programme")),
        Prefetch("support", IloSupport.objects.visible_to(reader).order_by("title", "id")),
    )
