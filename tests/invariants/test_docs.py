"""True of everything that is written for people."""

import re
from pathlib import Path

import pytest

from tests.invariants.source import ROOT, files, place

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
LINK = re.compile(r"\]\((?!https?:|mailto:|#)(?P<path>[^)#\s]+)")
COMMAND = re.compile(r"\bmake ([a-z]+)\b")
TARGET = re.compile(r"^([a-z]+):.*##", re.MULTILINE)
TWO_COMMANDS = {"run", "test"}


def commands_in(path: Path) -> set[str]:
    """Return the make targets named in code: in ticks or in an indented block."""
    text = path.read_text()
    code = re.findall(r"`[^`]+`", text) + re.findall(r"^(?: {4}|\t).*$", text, re.MULTILINE)
    return {target for piece in code for target in COMMAND.findall(piece)}


class TestEveryDecision:
    @pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
    def test_says_what_was_decided_and_why(self, page: Path) -> None:
        text = page.read_text()

        assert re.match(r"# \d+\. .+", text), f"{page.name} begins with its number and sentence"
        assert "**Decided.**" in text
        assert "**Why.**" in text

    def test_has_a_number_of_its_own_without_gaps(self) -> None:
        numbers = [int(page.name[:4]) for page in DECISIONS]

        assert numbers == list(range(1, len(DECISIONS) + 1))

    def test_begins_with_the_number_of_its_file(self) -> None:
        titled = {page.name: page.read_text().split(".")[0] for page in DECISIONS}

        assert titled == {page.name: f"# {int(page.name[:4])}" for page in DECISIONS}


class TestTheDesign:
    COMPONENTS = sorted((ROOT / "backend/web/templates/components").glob("*.html"))
    STYLE = ROOT / "backend/web/static/saphan.css"
    PAGE = ROOT / "docs" / "design.md"

    @pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.stem)
    def test_names_every_component(self, component: Path) -> None:
        assert f"`{component.name}`" in self.PAGE.read_text()

    def test_names_no_template_there_is_not(self) -> None:
        named = set(re.findall(r"`(?:[a-z]+/)*(_?[a-z_]+\.html)`", self.PAGE.read_text()))

        assert named - {path.name for path in files(".html")} == set()

    def test_names_every_token_of_colour_and_no_other(self) -> None:
        light = self.STYLE.read_text().split('[data-theme="light"] {')[1].split("}")[0]
        defined = {name for name in re.findall(r"(--[a-z-]+):", light) if not name.endswith("-bg")}
        named = set(re.findall(r"`(--[a-z-]+)`", self.PAGE.read_text()))

        assert named - {"--mark", "--fill", "--shape"} == defined


class TestTheReadme:
    def test_names_the_two_commands(self) -> None:
        assert commands_in(ROOT / "README.md") >= TWO_COMMANDS


class TestEveryPage:
    @pytest.mark.parametrize("page", files(".md"), ids=place)
    def test_names_only_commands_there_are(self, page: Path) -> None:
        targets = set(TARGET.findall((ROOT / "Makefile").read_text()))

        assert commands_in(page) - targets == set()

    @pytest.mark.parametrize("page", files(".md"), ids=place)
    def test_leads_only_where_something_is(self, page: Path) -> None:
        linked = [page.parent / path for path in LINK.findall(page.read_text())]

        assert [place(path) for path in linked if not path.exists()] == []
