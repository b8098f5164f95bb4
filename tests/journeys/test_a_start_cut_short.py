"""Ctrl-C while everything is still being set up, and the start after that."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.notifications.smtp import free_port

STARTING = [sys.executable, "-u", "-m", "backend.embedded"]


def stopped_at(line: str, folder: Path) -> tuple[int, str]:
    """Start, press Ctrl-C once ``line`` is read, and return the exit code and all that was said."""
    surroundings = os.environ | {"VAR_DIR": str(folder), "PORT": str(free_port())}
    # Tests bring settings of their own; whoever types `make run` has none.
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    with subprocess.Popen(  # noqa: S603  # our own program
        STARTING, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        said = ""
        for read in process.stdout:
            said += read
            if line in read:
                process.send_signal(signal.SIGINT)
    return process.returncode, said


def test_a_start_cut_short_says_so_in_a_line_and_the_next_one_stands(tmp_path: Path) -> None:
    """Seen failing without the ``except`` in ``main``: a traceback, and an exit code of its own."""
    code, said = stopped_at("the sample", tmp_path)

    assert "Traceback" not in said, said
    assert "was stopped while it was starting" in said
    assert code == 0

    code, said = stopped_at("web, worker and scheduler", tmp_path)

    assert "Traceback" not in said, said
    assert "the sample" in said
