"""Our own files, read as text and as syntax trees."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("backend", "campaigns", "cases", "notifications")
NOT_OURS = frozenset({"build", "node_modules", "var", "vendor", "__pycache__"})
"""Folders made on this machine or by others."""


def files(*endings: str, within: Iterable[str] = (".",)) -> list[Path]:
    """Return our files of these endings, of all endings if none is named."""
    found = (path for folder in within for path in _walk(ROOT / folder))
    return sorted(path for path in found if not endings or path.name.endswith(endings))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file():
            yield path
        elif path.name not in NOT_OURS and not _is_kept_by_a_tool(path):
            yield from _walk(path)


def _is_kept_by_a_tool(folder: Path) -> bool:
    return folder.name.startswith(".") and folder.name != ".ci"


def modules(*folders: str) -> list[Path]:
    """Return our modules within these folders, patterns like ``*/web``; all if none is named."""
    found = {path for one in folders or PACKAGES for path in _modules_at(one)}
    return sorted(path for path in found if "migrations" not in path.parts)


def _modules_at(pattern: str) -> Iterator[Path]:
    for path in ROOT.glob(pattern):
        package = path.relative_to(ROOT).parts[0]
        if package in PACKAGES:
            yield from [path] if path.is_file() else files(".py", within=[str(path)])


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def place(path: Path, node: ast.AST | None = None) -> str:
    """Name a file, or a line of it, the way editors open it."""
    line = getattr(node, "lineno", None)
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def imports(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each thing a module imports by its full name: 'django.http.Http404'."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))


def called(call: ast.Call) -> str:
    """Return the last name of what is called: ``require`` of ``access.require(…)``."""
    target = call.func
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""
