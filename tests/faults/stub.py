"""The provider's process, held by a test: how it behaves, and what its log says."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.services import until


class Stub:
    """A provider of texts that knows our keys, and of mail, which does not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.behave("ok")
        program = Path(__file__).with_name("provider.py")
        self.process = subprocess.Popen([sys.executable, str(program), str(folder)])  # noqa: S603  # ours
        until((folder / "ports").exists, what="the provider is there")
        self.http_port, self.smtp_port = map(int, (folder / "ports").read_text().split())

    def behave(self, mode: str) -> None:
        """Say how it takes what comes from now on."""
        draft = self.folder / "mode.new"
        draft.write_text(mode)
        draft.rename(self.folder / "mode")

    def answer(self) -> None:
        """Let go of what it holds."""
        (self.folder / "go").touch()

    @property
    def settings(self) -> dict[str, str]:
        """What a worker is told of it."""
        return {
            "SMS_GATEWAY": "http",
            "SMS_HTTP_URL": f"http://127.0.0.1:{self.http_port}/",
            "SMS_HTTP_KNOWS_KEY": "1",
        }

    def log(self, *, via: str = "http", what: str = "sent") -> Counter[str]:
        """Return how often each key is in the log."""
        path = self.folder / "log"
        lines = path.read_text().splitlines() if path.exists() else []
        entries = [json.loads(line) for line in lines]
        return Counter(
            entry["key"] for entry in entries if (entry["via"], entry["what"]) == (via, what)
        )


@contextmanager
def stub(folder: Path) -> Iterator[Stub]:
    """Run a provider as long as the block lasts."""
    one = Stub(folder)
    try:
        yield one
    finally:
        one.process.kill()
        one.process.wait()
