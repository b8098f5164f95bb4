"""A line to PostgreSQL that can be cut, as a restart of the server does it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connection


class Line:
    """Passes on what is said, until it is cut; then nobody is there, until it is mended."""

    def __init__(self) -> None:
        held = connection.settings_dict
        self._server = (held["HOST"] or "127.0.0.1", int(held["PORT"] or 5432))
        self._named = f"{held['USER']}@127.0.0.1:{{port}}/{held['NAME']}"
        self._open: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._answer()

    @property
    def url(self) -> str:
        """Where a worker finds the database of this test."""
        return f"postgres://{self._named.format(port=self.port)}"

    def cut(self) -> None:
        """End every call at once, and take no more."""
        _hang_up(self._door)
        for call in self._open:
            _hang_up(call)
        self._open.clear()

    def mend(self) -> None:
        """Take calls again, at the same place."""
        self._door = socket.create_server(("127.0.0.1", self.port))
        self._answer()

    def _answer(self) -> None:
        threading.Thread(target=self._take_calls, args=[self._door], daemon=True).start()

    def _take_calls(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                call, _caller = door.accept()
                server = socket.create_connection(self._server)
                self._open += [call, server]
                for pair in ((call, server), (server, call)):
                    threading.Thread(target=_pass_on, args=pair, daemon=True).start()


def _pass_on(speaker: socket.socket, hearer: socket.socket) -> None:
    with suppress(OSError):
        while said := speaker.recv(65_536):
            hearer.sendall(said)
    _hang_up(speaker)
    _hang_up(hearer)


def _hang_up(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@contextmanager
def line_to_database() -> Iterator[Line]:
    """Hold a line as long as the block lasts."""
    one = Line()
    try:
        yield one
    finally:
        one.cut()
