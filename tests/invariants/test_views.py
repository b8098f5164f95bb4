"""True of every page's view: it asks the domain to do one thing, or nothing."""

import ast
from pathlib import Path

import pytest

from tests.invariants.source import imports, modules, place, tree

VIEWS = modules("*/web/views", "*/web/views.py")
DOMAIN = (".actions.", ".actions")
ONLY_LOOK = {
    "calendars.owner_of",
    "calendars.token_of",
    "preferences.plain",
    "preferences.read_unsubscribe_token",
}
"""Change nothing: say whose a link is, and open what is sealed for its owner to read."""


def actions_of(path: Path) -> set[str]:
    """Return the names by which a module knows modules, or functions, of actions."""
    named = (name for _, name in imports(path) if any(part in name for part in DOMAIN))
    return {name.rpartition(".")[2] for name in named}


def asked_of(call: ast.Call, known: set[str]) -> str:
    """Return the action that is called, if one is: what has a capital is only a parcel for it."""
    target = call.func
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
        is_action = target.value.id in known and target.attr.islower()
        return f"{target.value.id}.{target.attr}" if is_action else ""
    return target.id if isinstance(target, ast.Name) and target.id in known else ""


def acts(node: ast.AST, known: set[str]) -> list[str]:
    """Return what is asked of the domain on the busiest way through a piece of code."""
    if isinstance(node, ast.If):
        ways = [ast.Module(body=part, type_ignores=[]) for part in (node.body, node.orelse)]
        return acts(node.test, known) + max((acts(way, known) for way in ways), key=len)
    here = asked_of(node, known) if isinstance(node, ast.Call) else ""
    inner = [act for child in ast.iter_child_nodes(node) for act in acts(child, known)]
    return [here, *inner] if here and here not in ONLY_LOOK else inner


class TestEveryView:
    @pytest.mark.parametrize("path", VIEWS, ids=place)
    def test_makes_one_call_of_the_domain(self, path: Path) -> None:
        known = actions_of(path)
        functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]

        made = {place(path, function): acts(function, known) for function in functions}

        assert {where: calls for where, calls in made.items() if len(calls) > 1} == {}

    def test_is_among_those_that_were_read(self) -> None:
        acting = [path for path in VIEWS if actions_of(path)]

        assert len(acting) > 5
