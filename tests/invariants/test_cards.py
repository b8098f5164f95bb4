"""Cards leave the house: whatever stands on one, a visitor may read.

The pictures themselves cannot be searched for words, so it is asked what was to be drawn.
"""

from dataclasses import fields

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from backend.web.sharing.card import Card
from tests.invariants.asker import Asker, may_see
from tests.invariants.world import World

ROUTES = {"campaigns:card": "campaign", "cases:review-card": "review"}


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """Note each card instead of drawing it."""
    noted: list[Card] = []

    def note(_request: HttpRequest, card: Card) -> HttpResponse:
        noted.append(card)
        return HttpResponse()

    monkeypatch.setattr("cases.web.views.sharing.answer_with_picture", note)
    return noted


def said_on(card: Card) -> str:
    texts = [str(getattr(card, field.name)) for field in fields(card)]
    return " ".join([*texts, card.text, card.short, card.description])


def betrayed(world: World, said: str) -> list[tuple[str, str]]:
    return [
        key
        for key, words in world.canaries().items()
        if any(word in said for word in words) and not may_see(*key, standing="visitor")
    ]


class TestACard:
    @pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
    @pytest.mark.parametrize("route", ROUTES)
    @pytest.mark.parametrize("standing", ["visitor", "leader", "officer", "administrator"])
    def test_says_nothing_a_visitor_may_not_read_whoever_asks(
        self, asker: Asker, cards: list[Card], route: str, language: str, standing: str
    ) -> None:
        thing = asker.world.things[ROUTES[route], "public"]
        where = reverse(route, args=[thing.slug, language])

        answer = asker.ask("GET", where, standing=standing)

        assert answer.letter == "+"
        assert [betrayed(asker.world, said_on(card)) for card in cards] == [[]]
        assert cards[0].title == thing.title

    @pytest.mark.parametrize("standing", ["visitor", "leader"])
    def test_of_a_page_names_no_case_and_nobody(self, asker: Asker, standing: str) -> None:
        thing = asker.world.things["campaign", "public"]
        where = reverse("campaigns:campaign", args=[thing.slug])

        answer = asker.ask("GET", where, standing=standing)

        head, _, _ = answer.said.partition("</head>")
        assert thing.title in head
        assert betrayed(asker.world, head) == []
