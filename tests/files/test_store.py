"""Where sealed files are kept."""

import datetime as dt
from pathlib import Path

import pytest
from pytest_django import Settings

from backend.files import store

NOON = dt.datetime(2026, 11, 28, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    kept = {"BACKEND": "backend.files.store.OnDisk", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "sealed": kept}
    return tmp_path


class TestTheStore:
    def test_gives_back_what_was_put_there(self) -> None:
        name = store.put(b"sealed", now=NOON)

        assert store.get(name) == b"sealed"

    def test_lets_nobody_else_of_the_machine_in(self, folder: Path) -> None:
        kept = folder / store.put(b"sealed", now=NOON)

        assert kept.stat().st_mode & 0o777 == 0o600
        assert kept.parent.stat().st_mode & 0o777 == 0o700

    def test_says_that_something_is_gone(self) -> None:
        name = store.put(b"sealed", now=NOON)

        store.delete(name)
        store.delete(name)

        with pytest.raises(store.Gone):
            store.get(name)

    def test_names_what_was_put_there_in_a_time(self) -> None:
        days = [NOON + dt.timedelta(hours=hours) for hours in (-30, -1, 0, 1, 30)]
        names = [store.put(b"sealed", now=moment) for moment in days]

        found = store.put_between(NOON - dt.timedelta(hours=2), NOON + dt.timedelta(minutes=5))

        assert set(found) == {names[1], names[2]}

    def test_names_what_was_never_finished_as_well(self, folder: Path) -> None:
        (folder / "20261128").mkdir()
        (folder / "20261128" / "half-1159-abc").write_bytes(b"seal")

        found = store.put_between(NOON - dt.timedelta(hours=1), NOON)

        assert list(found) == ["20261128/half-1159-abc"]

    def test_leads_nowhere_outside(self) -> None:
        with pytest.raises(Exception, match=r"outside|Detected path traversal"):
            store.get("../../etc/passwd")
