"""Cleans a file in a child process, so that what is made to hurt its reader hurts nobody."""

import json
import subprocess
import sys
from pathlib import Path
from threading import Thread, Timer
from typing import IO

from backend.files import kinds
from backend.files.cleaning import Cleaned
from backend.files.refusals import Refused, Why

PATIENCE_SECONDS = 30.0
_AT_MOST = 2 * kinds.AT_MOST
_HOUSE = Path(__file__).resolve().parents[2]


def clean(content: bytes) -> Cleaned:
    """Return a harmless copy of ``content``, made by a child that can harm nothing.

    Raises:
        Refused: it is not taken; also where the child was ended by its limits or died of it.
    """
    if len(content) > kinds.AT_MOST:
        raise Refused(Why.TOO_BIG)
    head, _, body = _ask(content).partition(b"\n")
    try:
        said = json.loads(head)
        if "refused" in said:
            raise Refused(Why(said["refused"]))
        return Cleaned(kinds.BY_CODE[said["original"]], kinds.BY_CODE[said["kind"]], body)
    except (ValueError, KeyError, TypeError) as died:
        raise Refused(Why.TOO_HARD) from died


def _ask(content: bytes) -> bytes:
    """Return what the child says, or nothing if it did not come to its end."""
    command = [sys.executable, "-m", "backend.files.child"]
    with subprocess.Popen(  # noqa: S603  # this Python and our own module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a library's complaint may quote the file
        cwd=_HOUSE,
        env={},
    ) as child:
        timer = Timer(PATIENCE_SECONDS, child.kill)
        timer.start()
        try:
            said = _talk(child, content)
        finally:
            timer.cancel()
            child.kill()
    return said if child.returncode == 0 else b""


def _talk(child: subprocess.Popen[bytes], content: bytes) -> bytes:
    if child.stdin is None or child.stdout is None:
        return b""
    # Beside the reading, for each side's pipe fills while the other does not read.
    telling = Thread(target=_tell, args=(child.stdin, content), daemon=True)
    telling.start()
    said = child.stdout.read(_AT_MOST + 1)
    if len(said) > _AT_MOST:
        child.kill()
    child.wait()
    telling.join()
    return said


def _tell(ear: IO[bytes], content: bytes) -> None:
    try:
        with ear:
            ear.write(content)
    except (BrokenPipeError, OSError):  # the child ended before it heard all
        return
