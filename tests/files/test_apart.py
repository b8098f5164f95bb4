"""The child that reads a file: what it may, and what happens when it does not come back."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from backend.files import apart, child, kinds
from backend.files.refusals import Refused, Why
from tests.files import hostile, samples

_THEN_SAY_HOW_MUCH = """
import sys
from backend.files import child
child.main()
sys.stderr.write(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')))
"""


def memory_for(content: bytes) -> int:
    """Return the most memory a child held that read ``content``."""
    ended = subprocess.run(  # noqa: S603  # this Python and our own module
        [sys.executable, "-c", _THEN_SAY_HOW_MUCH],
        input=content,
        cwd=settings.BASE_DIR,
        env={},
        capture_output=True,
        check=True,
    )
    return int(ended.stderr.split()[1]) * 1024


class TestTheChild:
    def test_gives_back_what_it_made(self) -> None:
        cleaned = apart.clean(samples.png())

        assert (cleaned.original.code, cleaned.kind.code) == ("png", "jpeg")
        assert cleaned.content.startswith(b"\xff\xd8\xff")

    def test_says_why_it_refuses(self) -> None:
        with pytest.raises(Refused) as refusal:
            apart.clean(samples.locked_pdf())

        assert refusal.value.why == Why.LOCKED

    @pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells")
    @pytest.mark.parametrize("make", [hostile.pdf_whose_catalogue_unfolds, hostile.large_picture])
    def test_never_takes_more_than_its_memory(self, make: Callable[[], bytes]) -> None:
        assert memory_for(make()) <= child.MEMORY

    def test_has_enough_for_the_largest_picture_that_is_taken(self) -> None:
        assert apart.clean(hostile.large_picture()).kind.code == "jpeg"

    def test_dies_of_what_unfolds_without_end_and_the_file_is_refused(self) -> None:
        with pytest.raises(Refused) as refusal:
            apart.clean(hostile.pdf_whose_catalogue_unfolds())

        assert refusal.value.why in {Why.TOO_HARD, Why.BROKEN}

    def test_that_does_not_come_back_is_ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(apart, "PATIENCE_SECONDS", 0.0)

        with pytest.raises(Refused) as refusal:
            apart.clean(samples.jpeg())

        assert refusal.value.why == Why.TOO_HARD

    def test_more_than_may_be_is_refused_before_there_is_one(self) -> None:
        with pytest.raises(Refused) as refusal:
            apart.clean(bytes(kinds.AT_MOST + 1))

        assert refusal.value.why == Why.TOO_BIG

    def test_may_write_no_file_and_knows_no_secret(self, tmp_path: Path) -> None:
        try_it = (
            "import os, sys\n"
            "from backend.files import child\n"
            "child._limit()\n"
            "assert not os.environ.get('SECRET_KEY')\n"
            f"open({str(tmp_path / 'left')!r}, 'wb', 0).write(b'x')\n"
        )

        ended = subprocess.run(  # noqa: S603  # this Python and our own module
            [sys.executable, "-c", try_it],
            cwd=settings.BASE_DIR,
            env={},
            capture_output=True,
            check=False,
        )

        assert ended.returncode != 0
        assert (tmp_path / "left").read_bytes() == b""
