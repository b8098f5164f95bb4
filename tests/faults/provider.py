"""A provider in a process of its own: ``python tests/faults/provider.py FOLDER``.

It takes texts by HTTP and mails by SMTP and writes each into ``FOLDER/log``, which is only ever
added to and is the judge of what went out. ``FOLDER/mode`` says how it behaves; it is read anew for
each message:

    ok       takes it                        reset    takes it, then breaks the line
    429 503  does not take it                slow     takes it and answers half a second later
    302 400  will never take it              hold     takes it, answers once ``FOLDER/go`` is there
    half     never answers                   mixed    5 in 100 are 503, 2 in 100 reset, the rest ok
    500      takes it, and says it broke     big      takes it, and says a megabyte

A text whose key it knows is not sent again: it answers 409, as gateways that know keys do.
"""

import json
import os
import random
import socket
import struct
import sys
import time
from contextlib import suppress
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

from aiosmtpd.controller import Controller

FOLDER = Path(sys.argv[1])
BY_CHANCE = [("503", 0.05), ("reset", 0.02)]


class Book:
    """The log, and the keys that are in it."""

    def __init__(self) -> None:
        self.file = os.open(FOLDER / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.lock = Lock()
        self.known: set[str] = set()

    def take(self, key: str, *, via: str) -> bool:
        """Write down that a message went out; say whether its key is new."""
        with self.lock:
            is_new = key not in self.known
            self.known.add(key)
            what = "sent" if is_new or via == "smtp" else "known"
            line = json.dumps({"key": key, "via": via, "what": what}) + "\n"
            os.write(self.file, line.encode())
        return is_new


BOOK = Book()


def mode() -> str:
    chosen = (FOLDER / "mode").read_text().strip()
    if chosen != "mixed":
        return chosen
    chance = random.random()  # noqa: S311  # no secret hangs on it
    for name, share in BY_CHANCE:
        if chance < share:
            return name
        chance -= share
    return "ok"


def wait_for(name: str) -> None:
    while not (FOLDER / name).exists():
        time.sleep(0.02)


class Gateway(BaseHTTPRequestHandler):
    """Takes texts."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        chosen = mode()
        if chosen in {"302", "400", "429", "503"}:
            self._answer(int(chosen))
        elif chosen == "half":
            time.sleep(60)
        else:
            self._take(body, chosen)

    def _take(self, body: dict[str, Any], chosen: str) -> None:
        is_new = BOOK.take(body["reference"], via="http")
        if chosen == "reset":
            self._break()
            return
        if chosen == "slow":
            time.sleep(0.5)
        if chosen == "hold" and is_new:
            wait_for("go")
        if chosen == "500":
            self._answer(500)
            return
        self._answer(200 if is_new else 409, b" " * 2**20 if chosen == "big" else b"")

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "77")
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):  # nobody has to read on
            self.wfile.write(body)

    def do_GET(self) -> None:
        BOOK.take(f"followed {self.path}", via="http")
        self._answer(200)

    def _break(self) -> None:
        # No goodbye: what was not read yet is lost, and the other side sees the line reset.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, *_words: object) -> None:
        """Say nothing: the log is for what went out."""


class Mailbox:
    """Takes mails."""

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        chosen = mode()
        if chosen == "503":
            return "451 try later"
        key = str(message_from_bytes(envelope.original_content)["Message-ID"])
        BOOK.take(key.strip("<>").partition("@")[0], via="smtp")
        if chosen == "reset":
            server.transport.abort()
        return "250 OK"


def main() -> None:
    web = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    Controller(Mailbox(), hostname="127.0.0.1", port=port).start()
    draft = FOLDER / "ports.new"
    draft.write_text(f"{web.server_address[1]} {port}")
    draft.rename(FOLDER / "ports")
    web.serve_forever()


if __name__ == "__main__":
    main()
