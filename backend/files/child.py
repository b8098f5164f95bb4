"""The process in which one file is read: poor, blind and short-lived.

It has no environment, so no keys; may take so much memory and so much of a core; may write no
file; and ends after one. Reads the file from its input; answers with one line of JSON and, where
the file is taken, its harmless copy.
"""

import json
import resource
import sys

from backend.files import cleaning, kinds
from backend.files.refusals import Refused, Why

MEMORY = 512 * kinds.MEGABYTE
"""Of addresses, so of memory too: enough for the largest picture that is taken."""
SECONDS = 20
OPEN_FILES = 32


def _limit() -> None:
    limits = (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_AS, MEMORY),
    )
    for limit, most in limits:
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):  # macOS does not know the last; the time-out is left
            continue


def _answer(content: bytes) -> tuple[dict[str, str], bytes]:
    try:
        done = cleaning.clean(content)
    except Refused as refusal:
        return {"refused": refusal.why}, b""
    except (MemoryError, RecursionError):
        return {"refused": Why.TOO_HARD}, b""
    return {"original": done.original.code, "kind": done.kind.code}, done.content


def main() -> None:
    """Read one file, answer, and end."""
    _limit()
    said, content = _answer(sys.stdin.buffer.read(kinds.AT_MOST + 1))
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
