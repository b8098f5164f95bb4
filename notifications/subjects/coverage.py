"""Who is covered for what: what holds in a country, and what proposals would change."""

from django.db.models import QuerySet
from django.urls import reverse

from campaigns.access import Audience, Visitor
from cases.models import CoverageChange, CoverageFact
from notifications.models import Scope
from notifications.subjects.base import ScopeKey, Subject, keys
from notifications.subjects.law import ReviewSubject
from notifications.subjects.places import AskSubject


class CoverageFactSubject(Subject[CoverageFact]):
    label = "cases.coveragefact"

    def rows(self) -> QuerySet[CoverageFact]:
        return CoverageFact.objects.all()

    def visible_to(self, user: Visitor) -> QuerySet[CoverageFact]:
        return CoverageFact.objects.visible_to(user)

    def audience(self, thing: CoverageFact) -> Audience:
        return thing.audience()

    def scopes(self, thing: CoverageFact) -> list[ScopeKey]:
        return keys(Scope.COUNTRY, [thing.country])

    def path(self, thing: CoverageFact) -> str:
        return reverse("cases:coverage", args=[thing.country])

    def is_public(self, _thing: CoverageFact) -> bool:
        return True


class CoverageChangeSubject(Subject[CoverageChange]):
    """Part of a review or of an ask: who follows those hears of it."""

    label = "cases.coveragechange"

    def rows(self) -> QuerySet[CoverageChange]:
        return CoverageChange.objects.select_related("law_review", "option__ask__campaign")

    def visible_to(self, user: Visitor) -> QuerySet[CoverageChange]:
        seen = CoverageChange.objects.visible_to(user)
        return seen.select_related("law_review", "option__ask__campaign")

    def audience(self, thing: CoverageChange) -> Audience:
        return thing.audience()

    def scopes(self, thing: CoverageChange) -> list[ScopeKey]:
        if thing.law_review:
            return ReviewSubject().scopes(thing.law_review)
        return AskSubject().scopes(thing.option.ask) if thing.option else []

    def path(self, thing: CoverageChange) -> str:
        if thing.law_review:
            key, country = f"review:{thing.law_review.slug}", thing.law_review.country
        elif thing.option:
            key, country = f"option:{thing.option_id}", thing.option.ask.campaign.country
        else:
            return reverse("home")
        return f"{reverse('cases:coverage', args=[country])}?with={key}"

    def is_public(self, thing: CoverageChange) -> bool:
        if thing.law_review:
            return thing.law_review.is_public
        return bool(thing.option and thing.option.ask.campaign.is_public)
