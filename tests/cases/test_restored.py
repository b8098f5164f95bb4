"""Erasing reaches yesterday's backup: restored, it opens nothing of the case that was erased.

The backup is a real one, and what is restored is read by a process of its own, as after a fire.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as of_tests
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from cases.actions import erasures
from cases.models import AdvocacyCase, Erasure, ErasureReason, Milestone
from tests.cases.confided import Confided, confide
from tests.cases.evidence_room import keep_in
from tests.factories import MilestoneFactory, leader

pytestmark = pytest.mark.django_db(transaction=True)

THINGS = 6
"""A testimony and what it corrects, a name, a contact, a file as sent and cleaned."""


@contextmanager
def yesterdays_backup(folder: Path) -> Iterator[Any]:
    """Back the database up now; the block gets a function that restores it and gives its URL."""
    if connection.vendor == "sqlite":
        backup = folder / "backup.sqlite3"
        backup.write_bytes(connection.connection.serialize())
        yield lambda: f"sqlite:///{backup}"
        return
    backup, anew = folder / "backup.dump", f"restored_{uuid4().hex}"
    _postgres("pg_dump", "--format=custom", f"--file={backup}", str(_place()["NAME"]))
    _postgres("createdb", anew)
    try:
        yield lambda: _restored(backup, anew)
    finally:
        _postgres("dropdb", "--if-exists", anew)


def _restored(backup: Path, anew: str) -> str:
    _postgres("pg_restore", "--no-owner", f"--dbname={anew}", str(backup))
    place = _place()
    who = f"{place['USER']}:{place['PASSWORD']}" if place["PASSWORD"] else place["USER"]
    return f"postgres://{who}@{place['HOST']}:{place['PORT'] or 5432}/{anew}"


def _place() -> dict[str, Any]:
    return connection.settings_dict


def _postgres(program: str, *arguments: str) -> None:
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    env = {"PATH": os.environ["PATH"]} | {key: str(_place()[of] or "") for key, of in named.items()}
    subprocess.run([program, *arguments], env=env, check=True)  # noqa: S603  # our own commands


def run(url: str, folder: Path, *arguments: str) -> str:
    """Run Python on what was restored, with the same master keys."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "backend.settings",
        "DATABASE_URL": url,
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, *arguments],
        cwd=of_tests.BASE_DIR,
        env=env,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def erase(here: Confided) -> None:
    asked = erasures.ask(here.case, reason=ErasureReason.SHE_ASKED, by=here.may, now=timezone.now())
    erasures.carry_out(asked, by=leader(here.case.network), now=timezone.now())


class TestYesterdaysBackup:
    def test_restored_beside_todays_register_opens_the_other_case_alone(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        """Seen failing with the register left out: the dump's own keys opened both."""
        keep_in(tmp_path / "sealed", settings)
        erased, kept = confide(), confide()
        milestone = MilestoneFactory.create()
        milestone.law_review.cases.add(erased.case)
        with yesterdays_backup(tmp_path) as restore:
            erase(erased)
            call_command("export_case_keys", tmp_path / "keys.json")
            url = restore()

            run(url, tmp_path, "manage.py", "import_case_keys", str(tmp_path / "keys.json"))
            found = json.loads(run(url, tmp_path, "-m", "tests.cases.open_restored"))

        gone, there = (found["cases"][str(one.case.pk)] for one in (erased, kept))
        assert gone == ["KeyDestroyed"] * THINGS
        assert len(there) == THINGS
        assert not {"KeyDestroyed", "Unreadable"} & set(there)
        assert found["milestones"] == Milestone.objects.count() == 1
        assert len(found["cases"]) == AdvocacyCase.objects.count() == Erasure.objects.count() + 1
