"""Every route of the URL root, asked by everybody: what they get is what the table says."""

from typing import Any

import pytest

from tests.invariants import asking, policy
from tests.invariants.asker import Answer, Asker, routes
from tests.invariants.policy import STANDINGS, TABLE
from tests.invariants.policy_of_door import LED_ON
from tests.invariants.world import WORD

ADMIN = "admin:"  # has a table of its own
ROUTES = {name: arguments for name, arguments in routes() if not name.startswith(ADMIN)}
CELLS = [
    (method, route, side)
    for method, rows in TABLE.items()
    for route, row in rows.items()
    for side in row
]
SEARCHES = {"cases:search": "q"} | {f"{name}-list": "search" for name in policy.LISTS}
SAME_FOR_ALL = {"schema"}
"""Takes seconds to make and does not ask who asks."""
PUT_IS_POST = {route for route in TABLE["POST"] if ":" in route or route == "sign-in"}
"""Django's forms take PUT for POST."""


def ask(asker: Asker, method: str, route: str, side: str, standing: str, **query: str) -> Answer:
    """Ask for a route about the things of one side, with a body that is right."""
    world = asker.world
    where = asking.address(world, route, ROUTES[route], side=side, standing=standing)
    sent = query if method == "GET" else asking.body(world, method, route, side)
    more: dict[str, Any] = {"data": sent}
    is_json = ":" not in route and route not in asking.PAGES | asking.SENT_AS_FORMS
    if method != "GET" and is_json:
        more["content_type"] = "application/json"
    if method == "PATCH":
        more["headers"] = {"If-Match": "*"}
    return asker.ask(method, where, standing=standing, **more)


class TestTheTable:
    def test_has_an_entry_for_every_route(self) -> None:
        listed = {route for rows in TABLE.values() for route in rows}

        assert ROUTES.keys() - listed == set(), "say in tests/invariants/policy.py who gets these"
        assert listed - ROUTES.keys() == set(), "these are no routes any more"

    def test_says_something_of_everybody(self) -> None:
        wrong = {
            (method, route): row
            for method, rows in TABLE.items()
            for route, row in rows.items()
            if any(len(cells) != len(STANDINGS) for cells in row.values())
        }

        assert wrong == {}

    def test_has_another_side_wherever_there_is_an_own(self) -> None:
        rows = {(method, route): row for method in TABLE for route, row in TABLE[method].items()}

        assert [key for key, row in rows.items() if "own" in row and "other" not in row] == []


class TestEveryRoute:
    @pytest.mark.parametrize(("method", "route", "side"), CELLS)
    def test_answers_as_the_table_says(
        self, method: str, route: str, side: str, asker: Asker
    ) -> None:
        expected, got, leaked = TABLE[method][route][side], "", []
        for standing in ["visitor"] if route in SAME_FOR_ALL else STANDINGS:
            answer = ask(asker, method, route, side, standing)
            got += answer.letter
            leaked += asker.leaks(answer, standing=standing)
            if answer.letter not in "+>":
                assert answer.written == [], f"{standing} is refused, and something was written"

        assert got == expected[: len(got)]
        assert leaked == []

    @pytest.mark.parametrize("route", SEARCHES)
    def test_finds_for_nobody_what_she_may_not_see(self, route: str, asker: Asker) -> None:
        leaked = []
        for standing in STANDINGS:
            answer = ask(asker, "GET", route, "any", standing, **{SEARCHES[route]: WORD})
            leaked += asker.leaks(answer, standing=standing)

        assert leaked == []

    @pytest.mark.parametrize("route", ROUTES)
    def test_takes_no_method_that_is_not_in_the_table(self, route: str, asker: Asker) -> None:
        side = next(side for rows in TABLE.values() for side in rows.get(route, ()))
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            if route in TABLE.get(method, {}) or (method == "PUT" and route in PUT_IS_POST):
                continue
            answer = ask(asker, method, route, side, "leader")
            assert answer.letter in "s-.x" or (answer.letter == "+" and route in LED_ON), method
            assert answer.written == []
