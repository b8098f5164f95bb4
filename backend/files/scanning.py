"""Asks a virus scanner, ClamAV, where one is set. What was not scanned is shown as such."""

import socket
import struct
from enum import StrEnum
from urllib.parse import urlsplit

from backend.files.refusals import Refused, Why

SECONDS = 20.0
_PIECE = 64 * 1024
_ANSWER = 4096


class Scan(StrEnum):
    """What the scanner said; nobody was asked, or nobody answered: it was not scanned."""

    CLEAN = "clean"
    NOT_SCANNED = "not_scanned"


def scan(content: bytes, *, address: str) -> Scan:
    """Send ``content`` to clamd at "tcp://host:3310" or "unix:///path"; "" asks nobody.

    Raises:
        Refused: the scanner knows the file.
    """
    if not address:
        return Scan.NOT_SCANNED
    try:
        said = _ask(content, address)
    except OSError:  # away, or it hung up because the file is longer than it takes
        return Scan.NOT_SCANNED
    if said.endswith(b"FOUND"):
        raise Refused(Why.INFECTED)
    return Scan.CLEAN if said == b"stream: OK" else Scan.NOT_SCANNED


def _ask(content: bytes, address: str) -> bytes:
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _PIECE):
            piece = content[start : start + _PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _ANSWER:
            heard = line.recv(_ANSWER)
            if not heard:
                break
            answer += heard
    return answer.rstrip(b"\0")


def _connected(address: str) -> socket.socket:
    where = urlsplit(address)
    if where.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(where.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((where.hostname or "", where.port or 3310), SECONDS)
