"""After she takes back what she agreed to, no string of her testimony is found at any route."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from cases import sealing
from cases.models import Consent, Testimony
from tests import factories
from tests.invariants.asker import Asker
from tests.invariants.policy import STANDINGS, TABLE
from tests.invariants.test_routes import SAME_FOR_ALL, SEARCHES, ask

ASKED_FOR = "zqdeep"
DEEP = f"{ASKED_FOR}inside"
SIDES = ("own", "owned", "shared")
OPENS = {"cases:correct-testimony", "testimonies-text"}
"""Where a GET shows what was told, to whoever may open it."""
WHO = [who for who in STANDINGS if who not in {"visitor", "nobody", "abroad", "ended", "inactive"}]
EACH = [
    (route, side)
    for route, row in TABLE["GET"].items()
    for side in row
    if route not in SAME_FOR_ALL and side in {*SIDES, "any", "public"}
]


@pytest.fixture(scope="module")
def told(asker: Asker) -> Asker:
    """Put words into each testimony that stand nowhere else, the pseudonym neither."""
    for side in SIDES:
        one: Testimony = asker.world.things["testimony", side]
        place = sealing.place_of(one, "text")
        one.text = sealing.seal(DEEP, case=one.case_id, place=place)
        one.save()
    for purpose in ("ilo", "partner"):
        factories.ConsentFactory.create(
            case=asker.world.things["case", "shared"],
            purpose=purpose,
            partner=_network_of_the_ally(asker) if purpose == "partner" else None,
        )
    return asker


def _network_of_the_ally(asker: Asker) -> object:
    ally = asker.world.people["ally"]
    assert ally
    return ally.assignments.get().network


@pytest.fixture
def withdrawn(told: Asker) -> Iterator[Asker]:
    """Take back every consent, until the test ends."""
    with transaction.atomic():
        cases = [told.world.things["case", side] for side in SIDES]
        for consent in Consent.objects.filter(case__in=cases):
            factories.WithdrawalFactory.create(consent=consent)
        yield told
        transaction.set_rollback(True)


def shows(asker: Asker, method: str, route: str, side: str, **query: str) -> list[str]:
    """Return who reads a word of it."""
    return [who for who in WHO if DEEP in ask(asker, method, route, side, who, **query).said]


class TestBeforeSheTakesItBack:
    def test_it_is_opened_by_those_she_agreed_to(self, told: Asker) -> None:
        """Else the tests below would find nothing because nothing is there."""
        assert shows(told, "GET", "testimonies-text", "shared") == ["leader", "ally", "officer"]
        assert shows(told, "POST", "cases:testimony", "owned") == ["organiser", "leader"]

    @pytest.mark.parametrize(("route", "side"), [each for each in EACH if each[0] not in OPENS])
    def test_no_page_shows_a_word_unasked(self, told: Asker, route: str, side: str) -> None:
        assert shows(told, "GET", route, side) == []


class TestAfterSheTookItBack:
    @pytest.mark.parametrize("side", SIDES)
    @pytest.mark.parametrize("route", sorted(OPENS))
    def test_nobody_opens_it(self, withdrawn: Asker, route: str, side: str) -> None:
        if side in TABLE["GET"][route]:
            assert shows(withdrawn, "GET", route, side) == []

    @pytest.mark.parametrize("side", SIDES)
    def test_no_button_opens_it(self, withdrawn: Asker, side: str) -> None:
        assert shows(withdrawn, "POST", "cases:testimony", side) == []

    @pytest.mark.parametrize("route", SEARCHES)
    def test_no_search_finds_it(self, withdrawn: Asker, route: str) -> None:
        assert shows(withdrawn, "GET", route, "any", **{SEARCHES[route]: ASKED_FOR}) == []
