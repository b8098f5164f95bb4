"""Real processes for tests of faults: a Celery worker, a Redis of one's own, a slow mail server."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from email import message_from_bytes
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import redis
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from backend.celery import app
from tests.notifications.smtp import free_port

QUEUES = "urgent,dispatch,deliver,sweep,periodic"
NO_FAULTS: Mapping[str, str] = MappingProxyType({})
PATIENCE = 180.0
"""Seconds after which a test gives up; nothing waits that long when all is well."""


def until(true: Callable[[], object], *, what: str) -> None:
    """Look again and again until something is true."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            message = f"waited {PATIENCE:.0f} s in vain until {what}"
            raise AssertionError(message)
        time.sleep(0.05)


def environment(*, broker: str) -> dict[str, str]:
    """Return what a process needs to work on this test's database."""
    database = connection.settings_dict
    place = f"{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "backend.settings",
        "DATABASE_URL": f"postgres://{place}",
        "REDIS_URL": broker,
        "SECRET_KEY": settings.SECRET_KEY,
        "SITE_URL": settings.SITE_URL,
        "ALERT_PAUSE_MINUTES": str(settings.ALERT_PAUSE_MINUTES),
    }


def on_its_own_connection(act: Callable[[], Any]) -> Any:
    """Do something in a thread, and leave no connection behind."""
    try:
        return act()
    finally:
        connection.close()


class Worker:
    """One Celery worker with its children, as in production."""

    def __init__(
        self, *, broker: str, mail_port: int, log: Path, faults: Mapping[str, str] = NO_FAULTS
    ) -> None:
        self.log = log.open("ab")
        self.process = subprocess.Popen(  # noqa: S603  # our own worker
            [
                *(sys.executable, "-m", "tests.faults.entry", "worker", "-P", "prefork"),
                *(
                    "-c",
                    "2",
                    "-Q",
                    faults.get("FAULT_QUEUES", QUEUES),
                    "-n",
                    f"{os.urandom(4).hex()}@test",
                    "-l",
                    "INFO",
                ),
            ],
            env=environment(broker=broker)
            | {"EMAIL_URL": f"smtp://127.0.0.1:{mail_port}", **faults},
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        seen = log.stat().st_size
        until(lambda: b"ready." in log.read_bytes()[seen:], what="the worker is ready")

    def children(self) -> list[int]:
        """Return the processes that do the work."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in listed.read_text().split()]

    def stop_clock(self) -> None:
        """Freeze it, as a machine does that is put to sleep."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on where it was."""
        os.killpg(self.process.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End the worker and its children with SIGKILL: no goodbye, no clean-up."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()


@contextmanager
def worker(
    *, broker: str, mail_port: int, log: Path, faults: Mapping[str, str] = NO_FAULTS
) -> Iterator[Worker]:
    """Run a worker as long as the block lasts, unless it is killed before."""
    one = Worker(broker=broker, mail_port=mail_port, log=log, faults=faults)
    try:
        yield one
    finally:
        one.kill()


@contextmanager
def scheduler(*, broker: str, log: Path, every: float) -> Iterator[None]:
    """Run a scheduler that rings for every regular task each ``every`` seconds."""
    place = log.with_suffix(".schedule")
    with log.open("ab") as told:
        one = subprocess.Popen(  # noqa: S603  # our own scheduler
            [
                *(sys.executable, "-m", "tests.faults.entry", "beat"),
                *("-l", "INFO", "-s", str(place), "--pidfile="),
            ],
            env=environment(broker=broker) | {"FAULT_BEAT": str(every)},
            stdout=told,
            stderr=told,
        )
        try:
            yield
        finally:
            one.kill()
            one.wait()


@contextmanager
def ringing_at(address: str) -> Iterator[None]:
    """Let this process ring at another broker."""

    def forget_connections() -> None:
        app.amqp._producer_pool = None  # type: ignore[attr-defined]
        app._pool = None  # type: ignore[attr-defined]

    with pytest.MonkeyPatch.context() as other:
        other.setitem(app.conf, "broker_url", address)
        other.setitem(app.conf, "broker_write_url", address)
        forget_connections()
        yield
    forget_connections()


class HoldingServer:
    """A mail server that takes a mail and does not answer before it is told to."""

    def __init__(self) -> None:
        self.port = free_port()
        self.ids: list[str] = []
        self.answering = threading.Event()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.ids.append(str(message_from_bytes(envelope.original_content)["Message-ID"]))
        await asyncio.get_running_loop().run_in_executor(None, self.answering.wait)
        return "250 OK"


@contextmanager
def holding_server() -> Iterator[HoldingServer]:
    """Run the mail server as long as the block lasts."""
    server = HoldingServer()
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        server.answering.set()
        controller.stop()


class OwnRedis:
    """A Redis of this test alone, which it may stop and start again."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        """Start it, empty, and wait until it answers."""
        self.process = subprocess.Popen(  # noqa: S603  # our own Redis
            [
                *("redis-server", "--port", str(self.port), "--bind", "127.0.0.1"),
                *("--save", "", "--appendonly", "no"),
            ],
            stdout=subprocess.DEVNULL,
        )
        until(self._answers, what="Redis answers")

    def _answers(self) -> bool:
        try:
            with redis.Redis(port=self.port) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    def stop(self) -> None:
        """Kill it; what it held is lost."""
        self.process.kill()
        self.process.wait()


@contextmanager
def own_redis() -> Iterator[OwnRedis]:
    """Run a Redis as long as the block lasts."""
    one = OwnRedis()
    try:
        yield one
    finally:
        one.stop()


class HangingUp:
    """A server that takes each call and hangs up at once."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.taken = 0

    def answer(self) -> None:
        """Take calls until the socket is closed."""
        with suppress(OSError):
            while True:
                call, _caller = self.socket.accept()
                self.taken += 1
                call.close()


@contextmanager
def hanging_up() -> Iterator[HangingUp]:
    """Run the server as long as the block lasts."""
    server = HangingUp()
    thread = threading.Thread(target=server.answer, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.socket.shutdown(socket.SHUT_RDWR)
        server.socket.close()
        thread.join()
