"""Searches that are kept: the business of who keeps them."""

from django.db.models import QuerySet
from django.urls import reverse

from campaigns.access import Audience, Visitor
from notifications.models import ListPage, SavedSearch
from notifications.subjects.base import ScopeKey, Subject

LISTS = {
    ListPage.CASES: "cases:cases",
    ListPage.REVIEWS: "cases:reviews",
    ListPage.SUPPORT: "cases:support-list",
}


class SearchSubject(Subject[SavedSearch]):
    label = "notifications.savedsearch"

    def rows(self) -> QuerySet[SavedSearch]:
        return SavedSearch.objects.all()

    def visible_to(self, user: Visitor) -> QuerySet[SavedSearch]:
        return SavedSearch.objects.visible_to(user)

    def audience(self, thing: SavedSearch) -> Audience:
        return thing.audience()

    def scopes(self, _thing: SavedSearch) -> list[ScopeKey]:
        return []

    def path(self, thing: SavedSearch) -> str:
        return f"{reverse(LISTS[ListPage(thing.page)])}?{thing.query}"
