"""A real mail server on this machine that takes, refuses, drops or holds what it is sent."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

DROP = "drop"
OK = "250 OK"


@dataclass
class MailServer:
    """Answers as it is told; with ``DROP`` it hangs up instead."""

    port: int
    at_rcpt: str = OK
    after_data: str = OK
    received: list[EmailMessage] = field(default_factory=list)
    hold_at: str = ""
    """"rcpt" or "data": there it answers nothing until ``let_go`` is set."""
    held: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(  # noqa: N802
        self, server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        await self._hold("rcpt")
        if self.at_rcpt == DROP:
            server.transport.abort()
        elif self.at_rcpt.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.at_rcpt

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.received.append(_read(envelope.original_content))
        await self._hold("data")
        if self.after_data == DROP:
            server.transport.abort()
        return self.after_data

    async def _hold(self, where: str) -> None:
        if self.hold_at == where:
            self.held.set()
            await asyncio.get_running_loop().run_in_executor(None, self.let_go.wait)


def _read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server as long as the block lasts."""
    server = MailServer(port=free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        server.let_go.set()
        controller.stop()


@contextmanager
def dripping_server(greeting: bytes) -> Iterator[int]:
    """Run a server that greets, then sends one letter of an endless line after the other."""
    over = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        line, _peer = listening.accept()
        with line, suppress(OSError):
            line.sendall(greeting)
            while not over.wait(0.05):
                line.sendall(b"2")

    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        over.set()
        dripping.join()
        listening.close()


def free_port() -> int:
    """Return a port of this machine that nobody listened at a moment ago."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port
