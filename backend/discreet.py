"""What the log may say: what happened and where in the code, never what somebody wrote.

The message of an exception repeats what was typed ("Key (username)=(…) already exists"), and
an address may hold a secret (a link to join). Frames and types are enough to find a bug by.
"""

import logging
import re
import traceback
from typing import Any

from django.core.exceptions import ImproperlyConfigured

MAY_SPEAK = (ImproperlyConfigured, ImportError, SyntaxError)
"""Written by programmers, about settings and code."""

A_SECRET = re.compile(
    r"/(?![0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/?)[^/\s]{20,}"
)


class Discreet(logging.Formatter):
    """Write a traceback by frames and types, without the messages."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  # as logging names it
        """Return frames and types; of a database's refusal also which rule it was."""
        error: BaseException | None = ei[1]
        if isinstance(error, MAY_SPEAK):
            return super().formatException(ei)
        lines = []
        for one in _from_first(error):
            lines += traceback.format_tb(one.__traceback__)
            lines.append(f"{type(one).__module__}.{type(one).__qualname__}{_rule_of(one)}\n")
        return "".join(lines).rstrip()


def _from_first(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain


def _rule_of(error: BaseException) -> str:
    """Return the SQLSTATE and the constraint that PostgreSQL names; both are ours."""
    state = getattr(error, "sqlstate", None)
    rule = getattr(getattr(error, "diag", None), "constraint_name", None)
    said = " ".join(word for word in (state, rule) if word)
    return f" ({said})" if said else ""


class NoSecretsInPaths(logging.Filter):
    """Shorten every long word of an address, which may be the secret of a link."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_shortened(value) for value in record.args)
        return True


def _shortened(value: object) -> object:
    return A_SECRET.sub("/…", value) if isinstance(value, str) else value
