"""Asking a virus scanner; the one here speaks clamd's words over a real socket."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from backend.files.refusals import Refused, Why
from backend.files.scanning import Scan, scan
from tests.files import hostile, samples


def _read(line: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size and (more := line.recv(size - len(got))):
        got += more
    return got


def _serve(ear: socket.socket, *, at_most: int) -> None:
    line, _ = ear.accept()
    with line:
        assert _read(line, 10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", _read(line, 4))[0]:
            content += _read(line, size)
            if len(content) > at_most:
                return
        known = hostile.EICAR in content
        line.sendall(b"stream: Eicar-Test FOUND\0" if known else b"stream: OK\0")


@contextmanager
def scanner(*, at_most: int = 1 << 20) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as ear:
        serving = Thread(target=_serve, args=(ear,), kwargs={"at_most": at_most})
        serving.start()
        yield f"tcp://127.0.0.1:{ear.getsockname()[1]}"
        serving.join()


class TestAScan:
    def test_lets_through_what_the_scanner_lets_through(self) -> None:
        with scanner() as address:
            assert scan(samples.jpeg() + bytes(200_000), address=address) == Scan.CLEAN

    def test_refuses_what_the_scanner_knows(self) -> None:
        with scanner() as address, pytest.raises(Refused) as refusal:
            scan(hostile.EICAR, address=address)

        assert refusal.value.why == Why.INFECTED

    def test_of_what_the_scanner_finds_too_long_is_none(self) -> None:
        with scanner(at_most=1000) as address:
            assert scan(bytes(5_000_000), address=address) == Scan.NOT_SCANNED

    def test_is_none_where_nobody_answers(self) -> None:
        assert scan(b"anything", address="tcp://127.0.0.1:1") == Scan.NOT_SCANNED
        assert scan(b"anything", address="unix:///nowhere/at/all") == Scan.NOT_SCANNED

    def test_is_none_where_nobody_is_to_be_asked(self) -> None:
        assert scan(hostile.EICAR, address="") == Scan.NOT_SCANNED
