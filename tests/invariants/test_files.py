"""True of every file of the project."""

import ast
import re
from pathlib import Path

import pytest

from tests.invariants.source import ROOT, called, calls, files, place, tree

LONGEST = 300
MAY_BE_LONGER = {"backend/settings.py": "one list, read from top to bottom"}

REGISTRIES = [
    ".".join(words)
    for words in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("registry", "yarnpkg"),
        ("npmmirror", "com"),
    )
]
"""Joined here, so that this file does not name them itself."""
A_HOME = re.compile(r"(?<![\w.:/])/(?:home|root|Users)/\w")

READ_FROM_ENV = re.compile(r"^(?:# )?(?P<name>[A-Z][A-Z_]*)=", re.MULTILINE)
NOT_READ_BY_SETTINGS = {
    "PORT": "read by make run and docker-compose.yml",
    "POSTGRES_PASSWORD": "read by docker-compose.yml",
}

INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "a style in the page": re.compile(r"<style\b", re.IGNORECASE),
    "a style on an element": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a handler on an element": re.compile(r"\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE),
    "an address that is a script": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
}
"""What the Content-Security-Policy of every page forbids."""


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore")


def settings_read() -> set[str]:
    """Return the names that settings.py reads from the environment."""
    read = (
        call.args[0]
        for call in calls(tree(ROOT / "backend" / "settings.py"))
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
    )
    return {str(name.value) for name in read if isinstance(name, ast.Constant)}


def pages() -> list[Path]:
    return [path for path in files(".html") if "mail" not in path.parts]


class TestEveryPythonFile:
    def test_is_short_enough_to_be_read(self) -> None:
        modules = [path for path in files(".py") if "migrations" not in path.parts]

        lines = {place(path): len(text_of(path).splitlines()) for path in modules}

        too_long = {name: count for name, count in lines.items() if count > LONGEST}
        assert too_long.keys() - MAY_BE_LONGER.keys() == set()

    def test_takes_its_settings_through_django(self) -> None:
        allowed = {"backend/settings.py", "backend/embedded.py", "tests/settings.py"}
        readers = {
            place(path)
            for path in files(".py", within=["backend", "campaigns", "cases", "notifications"])
            if any(called(call) == "getenv" for call in calls(tree(path)))
            or "os.environ[" in text_of(path)
        }

        assert readers <= allowed


class TestEveryFile:
    def test_names_no_place_that_packages_come_from(self) -> None:
        named = [place(path) for path in files() if any(r in text_of(path) for r in REGISTRIES)]

        assert named == []

    def test_names_no_folder_of_somebodys_machine(self) -> None:
        here = str(ROOT)
        is_distinct = len(ROOT.parts) > 2  # "/srv" alone could be meant otherwise
        named = [
            place(path)
            for path in files()
            if A_HOME.search(text_of(path)) or (is_distinct and here in text_of(path))
        ]

        assert named == []


class TestEverySetting:
    def test_stands_in_the_example_with_its_meaning(self) -> None:
        explained = set(READ_FROM_ENV.findall(text_of(ROOT / ".env.example")))

        assert settings_read() - explained == set()

    def test_of_the_example_is_read_by_somebody(self) -> None:
        explained = set(READ_FROM_ENV.findall(text_of(ROOT / ".env.example")))

        assert explained - settings_read() - set(NOT_READ_BY_SETTINGS) == set()


class TestEveryTemplate:
    @pytest.mark.parametrize("what", INLINE)
    def test_keeps_to_the_content_security_policy(self, what: str) -> None:
        found = [place(path) for path in pages() if INLINE[what].search(text_of(path))]

        assert found == [], f"{what} is refused by the browser"

    def test_names_no_third_party(self) -> None:
        fetched = re.compile(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"'](?:https?:)?//")

        assert [place(path) for path in pages() if fetched.search(text_of(path))] == []
