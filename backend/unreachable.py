"""A database that cannot be reached: one line that says what was tried, and no traceback."""

import logging

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

TRY_AGAIN_SECONDS = 15

# Classes of SQLSTATE in which no statement was run: no connection, not let in, no such database,
# shutting down (PostgreSQL, appendix A). None is set where no server answered at all.
NOT_REACHED = ("08", "28", "3D", "57P")


def why_unreachable(error: BaseException | None) -> str:
    """Return what was tried and what to do, if ``error`` means that there is no PostgreSQL.

    Empty for every other error. The password is not in it.
    """
    if not isinstance(error, OperationalError) or connection.vendor != "postgresql":
        return ""
    state = getattr(error.__cause__, "sqlstate", None)
    if state and not state.startswith(NOT_REACHED):
        return ""
    there = connection.settings_dict
    where = f"{there['HOST'] or 'the local socket'}:{there['PORT'] or 5432}"
    said = str(error).strip().splitlines()[0].rstrip(".") if str(error) else "no answer"
    return (
        f"PostgreSQL cannot be reached: tried database {there['NAME']!r} at {where} ({said}). "
        "Start it, or say in DATABASE_URL where it is."
    )


def in_one_line(error: BaseException) -> str:
    """Return what somebody at a terminal can act upon; empty where only a traceback would help."""
    return str(error) if isinstance(error, ImproperlyConfigured) else why_unreachable(error)


class OneLine(logging.Filter):
    """Let the log say in one line that the database is away, however often that is."""

    def filter(self, record: logging.LogRecord) -> bool:
        sentence = why_unreachable(record.exc_info[1]) if record.exc_info else ""
        if sentence:
            record.msg, record.args = sentence, ()
            record.exc_info = record.exc_text = None
        return True
