"""Files of a case that go: withdrawn, left by an upload that was cut off; and what is left."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone
from pytest_django import Settings

from backend.files import store
from cases.actions import evidence, evidence_opening
from cases.actions.custody import Withdrawn
from cases.models import (
    Custody,
    Evidence,
)
from tests.cases.cast import who_logged, who_owns
from tests.cases.evidence_room import NOTE, NOW, a_case, added, chain_of, files_in, keep_in
from tests.factories import leader
from tests.files import samples
from tests.files.samples import CANARY
from tests.records import kinds_of_events, refused


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    return keep_in(tmp_path, settings)


class TestWithdrawing:
    def test_destroys_both_files_and_keeps_that_it_was_there(
        self, folder: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        case = a_case()
        champa = leader(case.network)
        one = added(case, by=champa)

        with django_capture_on_commit_callbacks(execute=True):
            evidence.withdraw(one, by=champa, now=NOW)

        assert files_in(folder) == []
        assert kinds_of_events() == ["evidence.added", "evidence.withdrawn"]
        assert [step for step, _by in chain_of(one)[-2:]] == ["withdrawn", "destroyed"]
        with refused(Withdrawn):
            evidence_opening.open_copy(one, by=champa, now=NOW)

    def test_that_was_killed_on_the_way_is_finished_by_the_sweep(self, folder: Path) -> None:
        case = a_case()
        champa = leader(case.network)
        one = added(case, by=champa)
        evidence.withdraw(one, by=champa, now=NOW)  # and nothing after the commit
        assert len(files_in(folder)) == 2

        evidence.sweep(now=NOW)

        one.refresh_from_db()
        assert (files_in(folder), one.destroyed_at) == ([], NOW)

    def test_is_open_to_who_added_it(self) -> None:
        case = a_case()
        malee = who_logged(case)

        evidence.withdraw(added(case, by=malee), by=malee, now=NOW)

        assert not Evidence.objects.kept().exists()

    def test_is_refused_to_who_only_works_on_the_case(self) -> None:
        case = a_case()
        hnin, one = who_owns(case), added(case, by=leader(case.network))

        with refused(PermissionDenied):
            evidence.withdraw(one, by=hnin, now=NOW)

    def test_twice_is_refused(self) -> None:
        case = a_case()
        champa = leader(case.network)
        one = evidence.withdraw(added(case, by=champa), by=champa, now=NOW)

        with refused(Withdrawn):
            evidence.withdraw(one, by=champa, now=NOW)


class TestTheChain:
    @pytest.mark.parametrize("change", ["update", "delete"])
    def test_is_only_ever_added_to(self, change: str) -> None:
        case = a_case()
        link = added(case, by=leader(case.network)).custody.order_by("id").first()
        assert link

        rows = Custody.objects.filter(pk=link.pk)
        ways: dict[str, Callable[[], object]] = {
            "delete": rows.delete,
            "update": lambda: rows.update(at=timezone.now()),
        }

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            ways[change]()


class TestTheSweep:
    def test_leaves_what_has_a_row(self, folder: Path) -> None:
        case = a_case()
        added(case, by=leader(case.network))

        evidence.sweep(now=NOW + dt.timedelta(hours=30))

        assert len(files_in(folder)) == 2

    def test_takes_what_was_never_finished(self, folder: Path) -> None:
        (folder / "20261128").mkdir()
        (folder / "20261128" / "half-1100-abc").write_bytes(b"seal")

        evidence.sweep(now=NOW)

        assert files_in(folder) == []


def test_nothing_of_a_file_lies_on_the_disk_in_the_clear(folder: Path) -> None:
    case = a_case()
    champa = leader(case.network)
    for content in (NOTE, samples.jpeg(), samples.pdf(), samples.m4a(), samples.wav()):
        added(case, by=champa, content=content)

    kept = [path.read_bytes() for path in files_in(folder)]

    assert len(kept) == 10
    assert not any(CANARY in content or b"JFIF" in content for content in kept)
    assert store.get(Evidence.objects.order_by("id")[0].copy_name)
