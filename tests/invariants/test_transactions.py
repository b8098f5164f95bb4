"""What an action changes and the event that tells of it stand or fall together."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.invariants.source import called, calls, modules, place, tree

ACTIONS = modules("*/actions", "*/actions/*.py", "*/*/actions.py")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> dict[str, Function]:
    found = (node for node in ast.walk(tree(path)) if isinstance(node, Function))
    return {function.name: function for function in found}


def opens_a_transaction(node: ast.AST) -> bool:
    """Say whether a decorator or the head of a ``with`` is ``transaction.atomic``."""
    target = node.func if isinstance(node, ast.Call) else node
    return isinstance(target, ast.Attribute) and target.attr == "atomic"


def is_atomic(function: Function) -> bool:
    return any(opens_a_transaction(one) for one in function.decorator_list)


def within_a_block(function: Function) -> set[ast.AST]:
    """Return all that stands inside ``with transaction.atomic():``."""
    blocks = (
        node
        for node in ast.walk(function)
        if isinstance(node, ast.With)
        and any(opens_a_transaction(item.context_expr) for item in node.items)
    )
    return {inner for block in blocks for inner in ast.walk(block)}


def records(call: ast.Call) -> bool:
    target = call.func
    return (
        isinstance(target, ast.Attribute)
        and target.attr == "record"
        and isinstance(target.value, ast.Name)
        and target.value.id == "log"
    )


def without_a_transaction(path: Path) -> Iterator[Function]:
    """Yield the functions that record, themselves or by a helper, and open no transaction."""
    known, bare = functions(path), set[str]()
    while True:
        found = {
            name
            for name, function in known.items()
            if not is_atomic(function)
            and any(
                (records(call) or called(call) in bare) and call not in within_a_block(function)
                for call in calls(function)
            )
        }
        if found == bare:
            yield from (known[name] for name in sorted(bare))
            return
        bare = found


class TestEveryActionThatRecords:
    @pytest.mark.parametrize("path", ACTIONS, ids=place)
    def test_does_so_inside_a_transaction_of_its_own(self, path: Path) -> None:
        """A helper may lean on its caller's, and is private then."""
        public = [f for f in without_a_transaction(path) if not f.name.startswith("_")]

        assert [place(path, function) for function in public] == []

    def test_is_found(self) -> None:
        recording = [path for path in ACTIONS if any(records(c) for c in calls(tree(path)))]

        assert len(recording) > 10

    @pytest.mark.parametrize(
        ("source", "names"),
        [
            ("def win(one):\n    log.record('won', one)", ["win"]),
            (
                "def win(one):\n    _tell(one)\ndef _tell(one):\n    log.record('won', one)",
                ["_tell", "win"],
            ),
            ("@transaction.atomic\ndef win(one):\n    log.record('won', one)", []),
            ("def win(one):\n    with transaction.atomic():\n        log.record('won', one)", []),
        ],
        ids=["bare", "by a helper", "atomic", "in a block"],
    )
    def test_is_told_from_one_that_does_not(
        self, source: str, names: list[str], tmp_path: Path
    ) -> None:
        (path := tmp_path / "actions.py").write_text(source)

        assert [function.name for function in without_a_transaction(path)] == names
