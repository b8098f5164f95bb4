"""A carrier's server on this machine: answers as it is told and writes down all it is asked."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HANG_UP = 0
"""In the place of a status: the line breaks after the request was read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came over the wire."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)


@dataclass
class Provider:
    url: str = ""
    answers: list[tuple[int, dict[str, Any], dict[str, str]]] = field(default_factory=list)
    """Status, JSON and headers of the next answers; after the last, 200 and an empty object."""
    asked: list[Asked] = field(default_factory=list)

    def will(self, status: int, body: dict[str, Any] | None = None, **headers: str) -> None:
        """Say what the next answer is; ``retry_after`` stands for ``Retry-After``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append((status, body or {}, named))

    @property
    def only(self) -> Asked:
        (one,) = self.asked
        return one


@contextmanager
def provider() -> Iterator[Provider]:
    """Run such a server as long as the block lasts."""
    here = Provider()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            here.asked.append(Asked(self.command, self.path, self.headers, content))  # type: ignore[arg-type]
            status, body, headers = here.answers.pop(0) if here.answers else (200, {}, {})
            if status == HANG_UP:
                self.connection.close()
                return
            said = json.dumps(body).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_GET = do_POST = answer  # noqa: N815  # named by the library

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
