"""True of all code: reads and writes go through the doors where access is asked."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.invariants.source import ROOT, called, calls, imports, modules, place, tree
from tests.invariants.test_models import MODELS, PUBLISHED

INTERFACES = ("*/web", "*/api")
ACTIONS = ("*/actions", "backend/accounts")

GUARDED = {model.__name__ for model in MODELS if model.__name__ not in PUBLISHED}
"""Models whose rows are for some people only."""
OPENS = {"visible_to", "none"}
"""Query-set methods by which a guarded row may be reached from outside."""
NARROWS = {"filter", "exclude", "joined", "Exists"}
"""What is given to these makes a list shorter and shows no row of its own."""
PLUMBING = {
    "backend/api/idempotency.py": "finds an answer by the person and the key she sent",
}

DECIDES = {"require", "require_to_edit"}
WITHOUT_ACTOR = {
    "cases.actions.calendar.check": "the calendar acts, and nobody",
    "cases.actions.statistics.take_in": "whoever runs the house's machine, from a file",
    "cases.actions.nearing.check": "the calendar acts, and nobody",
    "campaigns.actions.invitations.join": "she has no account yet; the link decides",
    "cases.actions.drafts.forget_old": "the calendar acts, and nobody",
    "cases.actions.custody.fingerprint_of": "only counts",
    "cases.actions.custody.place_of": "only names a place",
    "cases.actions.case_keys.bring_back": "whoever restores the house acts, on its own machine",
    "cases.actions.consents.note_use": "is asked by actions that decide",
    "cases.actions.reading.show": "is shown what was found for her",
    "cases.actions.evidence.sweep": "the calendar acts, and nobody",
    "cases.actions.reports.make_waiting": "a worker acts, for who asked and was let",
    "cases.actions.precautions.require_not_lower": "is asked by actions that decide",
    "cases.actions.precautions.require_shareable": "is asked by actions that decide",
    "cases.actions.reviews.hold_open": "is asked by actions that decide",
    "cases.actions.reviews.with_stage": "is asked by actions that decide",
    "campaigns.actions.roles.require_another_administrator": "is asked by actions that decide",
    "campaigns.actions.people.shut": "is asked by actions that decide",
    "cases.actions.handing_on.take_over": "is asked by the handover, which decided",
    "campaigns.actions.roles.appoint_first": "there is nobody yet who could appoint",
}
DECIDED_OTHERWISE = {
    "campaigns.actions.invitations.accept": "by the link, in the name of whoever made it",
    "campaigns.actions.people.change_password": "by the password she has, which the form asks",
    **dict.fromkeys(
        (
            "campaigns.actions.people.confirm_sign_in_address",
            "campaigns.actions.people.end_other_sessions",
            "campaigns.actions.people.end_session",
            "campaigns.actions.people.forget_sign_in_address",
            "campaigns.actions.people.note_factor",
        ),
        "by nobody: it is one's own account",
    ),
    "campaigns.actions.roles.end_all": "by the handover, in whose transaction it runs",
    "campaigns.actions.roles.leave": "by nobody: what is given up is one's own",
    "cases.actions.asks.add": "by campaigns.add_ask, which it calls",
    "cases.actions.drafts.discard": "by who wrote it",
    "cases.actions.drafts.log": "by log_case, which it calls",
    "cases.actions.consents.recall_all": "by the erasure, in whose transaction it runs",
    "cases.actions.custody.hand": "is asked by actions that decide",
    "cases.actions.consents.recall_of": "by what is taken back, in whose transaction it runs",
    "cases.actions.consents.record": "by may_take_down: who works on the case or logged it",
    "cases.actions.consents.withdraw": "by may_take_down, or having written it down",
    "cases.actions.identities.put_away": "by may_take_down",
    "cases.actions.reading.open_one": "by who may see it, in whose words it asks",
    **{
        f"cases.actions.testimonies.{act}": "by may_take_down"
        for act in ("take_down", "correct", "withdraw")
    },
    "cases.actions.testimonies.open_text": "by who may see it, in whose words it asks",
    "cases.actions.evidence.add": "by may_take_down, as what is told is",
    "cases.actions.evidence_opening.open_copy": "by visible_to, which is the whole rule",
    "cases.actions.evidence.withdraw": "by leading the network, or having added it",
    "cases.actions.effects.say": "by the networks she leads in the country, of which one speaks",
    "cases.actions.precautions.take": "by cases.edit, in whose transaction it runs",
    "cases.actions.proposals.propose": "by home country, which no single place holds",
    "cases.actions.reviews.record_reached_stage": "by mark_reached, in whose transaction it runs",
    "cases.actions.views.forget": "by whose it is",
    "cases.actions.views.keep": "by keeping any country at all; it is a note to herself",
    "cases.actions.teamwork.comment": "by who may read the case, which is wider",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def ways_in(path: Path) -> Iterator[tuple[ast.Attribute, str, bool]]:
    """Yield each ``Model.objects`` with its model, and whether it only opens or narrows."""
    above = {child: node for node in ast.walk(tree(path)) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree(path)):
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
            continue
        if node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield node, node.value.id, _is_guarded(node, above)


def _is_guarded(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    while isinstance(outer := above[node], ast.Attribute | ast.Call | ast.keyword):
        if isinstance(outer, ast.Attribute) and outer.attr in OPENS:
            return True
        if isinstance(outer, ast.Call) and outer.func is not node and called(outer) in NARROWS:
            return True
        node = outer
    return False


def functions(path: Path) -> dict[str, Function]:
    return {node.name: node for node in tree(path).body if isinstance(node, Function)}


def reaches(function: Function, wanted: set[str], within: dict[str, Function]) -> bool:
    """Say whether ``function`` calls one of ``wanted``, itself or by others of its module."""
    waiting, seen = [function], set[str]()
    while waiting:
        names = {called(call) for call in calls(waiting.pop())} - seen
        if names & wanted:
            return True
        seen |= names
        waiting += [within[name] for name in names if name in within]
    return False


def public_actions() -> list[tuple[str, Function, dict[str, Function]]]:
    """Return each public action with its full name and the functions around it."""
    return [
        (f"{'.'.join(path.relative_to(ROOT).with_suffix('').parts)}.{name}", function, around)
        for path in modules("campaigns/actions", "cases/actions")
        for around in [functions(path)]
        for name, function in around.items()
        if not name.startswith("_")
    ]


class TestEveryInterface:
    def test_reaches_guarded_rows_by_visible_to_alone(self) -> None:
        passed_by = [
            f"{place(path, node)} {model}.objects"
            for path in modules(*INTERFACES)
            if place(path) not in PLUMBING
            for node, model, is_guarded in ways_in(path)
            if model in GUARDED and not is_guarded
        ]

        assert passed_by == []

    def test_looks_up_by_key_only_among_visible_rows(self) -> None:
        passed_by = [
            place(path, call)
            for path in modules(*INTERFACES)
            for call in calls(tree(path))
            if called(call).startswith(("get_object_or_404", "get_list_or_404"))
            and isinstance(call.args[0], ast.Name)
            and call.args[0].id in GUARDED | PUBLISHED
        ]

        assert passed_by == []

    def test_saves_nothing_itself(self) -> None:
        savers = {"save", "perform_create", "perform_update", "perform_destroy"}
        found = [
            place(path, node)
            for path in modules(*INTERFACES)
            if place(path) not in PLUMBING
            for node in ast.walk(tree(path))
            if (isinstance(node, ast.Call) and called(node) in savers)
            or (isinstance(node, Function) and node.name in savers)
        ]

        assert found == []

    def test_uses_no_form_that_could_save(self) -> None:
        able = {"ModelForm", "modelform_factory", "CreateView", "UpdateView", "DeleteView"}
        able |= {"ModelViewSet", "CreateModelMixin", "UpdateModelMixin", "DestroyModelMixin"}
        named = [
            place(path, node)
            for path in modules(*INTERFACES)
            for node in ast.walk(tree(path))
            if (isinstance(node, ast.Attribute) and node.attr in able)
            or (isinstance(node, ast.Name) and node.id in able)
        ]

        assert named == []


class TestEveryAction:
    def test_never_meets_http(self) -> None:
        allowed = {"django.http.Http404"}
        met = [
            f"{place(path, node)} {name}"
            for path in modules(*ACTIONS, "*/queries", "*/models", "*/access.py")
            for node, name in imports(path)
            if name.startswith(("django.http.", "rest_framework")) and name not in allowed
        ]

        assert met == []

    @pytest.mark.parametrize(
        ("name", "function", "around"),
        [pytest.param(*action, id=action[0]) for action in public_actions()],
    )
    def test_knows_who_acts_and_asks_whether_she_may(
        self, name: str, function: Function, around: dict[str, Function]
    ) -> None:
        keywords = {argument.arg for argument in function.args.kwonlyargs}

        assert ("by" in keywords) != (name in WITHOUT_ACTOR)
        excused = WITHOUT_ACTOR.keys() | DECIDED_OTHERWISE.keys()
        assert reaches(function, DECIDES, around) != (name in excused)

    def test_that_is_excused_exists(self) -> None:
        excused = WITHOUT_ACTOR.keys() | DECIDED_OTHERWISE.keys()

        assert excused - {name for name, _function, _around in public_actions()} == set()


class TestEveryModule:
    def test_listens_to_no_signal(self) -> None:
        heard = [
            f"{place(path, node)} {name}"
            for path in modules()
            for node, name in imports(path)
            if "signals" in name.split(".") or name.startswith("django.dispatch")
        ]

        assert heard == []

    def test_reads_the_clock_at_the_edge_alone(self) -> None:
        """Actions and queries are told the day; access alone asks which roles are held today."""
        askers = {
            place(path)
            for path in modules("*/queries")
            for call in calls(tree(path))
            if called(call) in {"now", "localdate", "localtime", "today", "utcnow"}
        }

        assert askers == set()


class TestTheListsHere:
    def test_name_only_what_there_is(self) -> None:
        assert [name for name in PLUMBING if not (ROOT / name).exists()] == []
        assert {apps.get_containing_app_config(m.__module__) for m in MODELS} <= {
            apps.get_app_config(name.rpartition(".")[2]) for name in settings.FIRST_PARTY_APPS
        }
