"""Every route of the administrators' site: for administrators, and for nobody else."""

from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from tests.invariants.asker import Asker, routes
from tests.invariants.policy import STANDINGS

# What administrators get of each model: its list, adding, looking, deleting, its history.
# "+" is given to them and "x" refused, as in the table of all other routes. No case is here.
PAGES = ("changelist", "add", "change", "delete", "history")
MODELS = {
    "accounts_user": "+++x+",
    "audit_dispatch": "+x+x+",
    "audit_event": "+x+x+",
    "campaigns_campaign": "+x+x+",
    "campaigns_network": "+++x+",
    "campaigns_roleassignment": "+++x+",
    "campaigns_thematicarea": "+++x+",
    "cases_instrument": "+++x+",
    "cases_keyfigure": "+++x+",
    "cases_milestonemove": "+x+x+",
    "cases_parliamentperiod": "+++x+",
    "cases_programme": "+++x+",
    "cases_stageevent": "+x+x+",
    "cases_stagetemplate": "+++x+",
    "cases_standard": "+++x+",
    "notifications_delivery": "+x+x+",
}
OF_NO_MODEL = {
    "index": "+",
    "app_list": "+",
    "jsi18n": "+",
    "login": ">",
    "logout": "-",
    "password_change": "+",
    "password_change_done": "+",
    "autocomplete": "x",
    "view_on_site": ".",
}
GIVEN = OF_NO_MODEL | {
    f"{model}_{page}": letter
    for model, letters in MODELS.items()
    for page, letter in zip(PAGES, letters, strict=True)
}
OTHERS = [standing for standing in STANDINGS if standing != "administrator"]
# Without a name: what leads from a row's address to its page, and the catch-all.
ROUTES = {
    name.removeprefix("admin:"): arguments
    for name, arguments in routes()
    if name.startswith("admin:") and name.removeprefix("admin:").isidentifier()
}


def address(route: str) -> str:
    """Return where a page is; of a model, the page of its first row."""
    given: list[Any] = ["campaigns"] if route == "app_list" else []
    if route == "view_on_site":
        given = [1, 1]
    if ROUTES[route] == ["object_id"]:
        label, model, _page = route.split("_", 2)
        some = apps.get_model(label, model)._default_manager.order_by("pk").first()
        assert some is not None, f"the world has no {model}"
        given = [some.pk]
    return reverse(f"admin:{route}", args=given)


class TestTheTable:
    def test_has_an_entry_for_every_route(self) -> None:
        assert ROUTES.keys() - GIVEN.keys() == set(), "say in MODELS what administrators get"
        assert GIVEN.keys() - ROUTES.keys() == set(), "these are no routes any more"


class TestEveryRoute:
    @pytest.mark.parametrize("route", GIVEN)
    def test_gives_administrators_what_the_table_says(self, route: str, asker: Asker) -> None:
        answer = asker.ask("GET", address(route), standing="administrator")

        assert answer.letter == GIVEN[route]
        assert asker.leaks(answer, standing="administrator") == []

    @pytest.mark.parametrize("method", ["GET", "POST"])
    @pytest.mark.parametrize("route", sorted(GIVEN.keys() - {"logout"}))
    def test_turns_everybody_else_away(self, method: str, route: str, asker: Asker) -> None:
        where = address(route)
        for standing in OTHERS:
            answer = asker.ask(method, where, standing=standing)

            assert answer.letter in "sx-", f"{standing} gets {answer.letter}"
            assert answer.written == []
            assert asker.leaks(answer, standing=standing) == []
