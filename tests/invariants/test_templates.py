"""True of every template: it shows what was decided, and decides nothing itself.

Who may do what, which states belong together, how late is too late: such answers have a name in
Python, where they are tested. A template asks for one by its name, or picks the word of one state.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import Choices
from django.template import Node, NodeList, Template
from django.template.defaulttags import IfNode
from django.template.engine import Engine
from django.template.smartif import TokenBase

from tests.invariants.source import files, place

PERMISSION = re.compile(r"(?:^|[._])(?:may|can|keeps|kept|takes|proposes|runs|knows|shown)(?:_|$)")
"""Names of what somebody may do or know."""
JOINS = {"and", "or"}
ORDERS = {"<", "<=", ">", ">="}
COMPARES = ORDERS | {"==", "!=", "in", "not in"}
READS_THE_CLOCK = re.compile(r"\|\s*(?:timesince|timeuntil)\b|{%\s*now\b")

TEMPLATES = [path for path in files(".html") if "templates" in path.parts]


def stored_words() -> set[str]:
    """Return every word that a field may hold."""
    return {one for choices in _choices(Choices) for one in choices.values if isinstance(one, str)}


def _choices(of: type[Choices]) -> Iterator[type[Choices]]:
    for one in of.__subclasses__():
        yield from _choices(one)
        if one.__module__.split(".")[0] != "django":
            yield one


def conditions(template: Template) -> Iterator[TokenBase]:
    for node in _nodes(template.nodelist):
        if isinstance(node, IfNode):
            yield from (condition for condition, _ in node.conditions_nodelists if condition)


def _nodes(nodes: NodeList) -> Iterator[Node]:
    for node in nodes:
        yield node
        for name in (*node.child_nodelists, "nodelist"):
            yield from _nodes(getattr(node, name, None) or NodeList())
        if isinstance(node, IfNode):
            for _, inner in node.conditions_nodelists:
                yield from _nodes(inner)


def parts(condition: TokenBase) -> Iterator[TokenBase]:
    """Yield a condition and all it is made of."""
    yield condition
    for inner in (condition.first, condition.second):
        if inner is not None:
            yield from parts(inner)


def name_of(part: TokenBase) -> str:
    """Return what a part of a condition names: 'step.is_open'; nothing of what joins parts."""
    return str(getattr(part, "text", ""))


def faults(condition: TokenBase) -> Iterator[str]:
    """Say what a condition decides that is not for a template to decide."""
    all_parts = list(parts(condition))
    signs = {part.id for part in all_parts}
    names = [name for part in all_parts if (name := name_of(part))]
    if signs & JOINS and any(PERMISSION.search(name) for name in names):
        yield "joins what somebody may do with something else"
    if signs & JOINS and signs & COMPARES:
        yield "joins a comparison with something else"
    if "!=" in signs and stored_words() & {name.strip("'\"") for name in names}:
        yield "sets one state against all others"
    if signs & ORDERS and not any("|length" in name for name in names):
        yield "weighs numbers or dates"


def compiled(path: Path) -> Template:
    return Engine.get_default().from_string(path.read_text())


class TestEveryTemplate:
    def test_asks_only_what_was_decided_elsewhere(self) -> None:
        wrong = [
            f"{place(path)}: {fault}: {', '.join(filter(None, map(name_of, parts(one))))}"
            for path in TEMPLATES
            for one in conditions(compiled(path))
            for fault in faults(one)
        ]

        assert wrong == [], "give the answer a name in Python"

    def test_reads_no_clock(self) -> None:
        found = [place(path) for path in TEMPLATES if READS_THE_CLOCK.search(path.read_text())]

        assert found == []

    def test_is_read(self) -> None:
        read = {place(path) for path in TEMPLATES if list(conditions(compiled(path)))}

        assert len(read) > 50


class TestTheCheck:
    @pytest.mark.parametrize(
        "condition",
        [
            "road.is_kept and step.is_open",
            'case.risk == "serious" or case.risk == "danger"',
            'case.status != "submitted"',
            "step.slip_days > 0",
            "x and y == z",
        ],
    )
    def test_sees_a_rule(self, condition: str) -> None:
        (found,) = conditions(
            Engine.get_default().from_string(f"{{% if {condition} %}}{{% endif %}}")
        )

        assert list(faults(found))

    @pytest.mark.parametrize(
        "condition",
        ["road.is_kept", 'case.status == "won"', "rows|length > 3", "found.cases or found.reviews"],
    )
    def test_lets_pass_what_only_shows(self, condition: str) -> None:
        (found,) = conditions(
            Engine.get_default().from_string(f"{{% if {condition} %}}{{% endif %}}")
        )

        assert not list(faults(found))
