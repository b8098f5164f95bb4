"""Finding what somebody did to the read trail by SQL, and saying which row it was."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.state import ProjectState
from django.utils import timezone

from backend.audit import reads, verifying
from backend.audit.append_only import AppendOnly
from backend.audit.models import Read
from backend.sight import FieldClass
from campaigns.models import Network
from tests.factories import CaseFactory, NetworkFactory, person

ROWS = 6


@pytest.fixture
def network() -> Network:
    """Return a network of which six things were read; of another there was one."""
    ours = NetworkFactory.create()
    champa = person(named="champa")
    with transaction.atomic():
        for case in [*CaseFactory.create_batch(ROWS, network=ours), CaseFactory.create()]:
            reads.record(
                champa,
                subject=case,
                field_class=FieldClass.CASE_TEAM,
                network=case.network_id,
                reason="a hearing",
            )
    return ours


@pytest.fixture
def owner() -> Iterator[None]:
    """Be the owner of the database, whom no trigger stops."""
    step, state = AppendOnly("audit_read"), ProjectState()
    with connection.schema_editor(atomic=False) as editor:
        step.database_backwards("audit", editor, state, state)
    yield
    Read.objects.all()._raw_delete("default")
    with connection.schema_editor(atomic=False) as editor:
        step.database_forwards("audit", editor, state, state)


def row(network: Network, seq: int) -> Any:
    return Read.objects.filter(network_id=network.pk, seq=seq)


def found(kept: str = "") -> list[str]:
    against = list(verifying.faults_against(kept)) if kept else []
    return [str(fault) for fault in [*verifying.faults(), *against]]


def edited(network: Network) -> str:
    row(network, 3).update(reader_label="nobody")
    return f"{network.pk} 3: not as it was written"


def turned_to_another(network: Network) -> str:
    row(network, 3).update(subject_id=CaseFactory.create().pk)
    return f"{network.pk} 3: not as it was written"


def dated_back(network: Network) -> str:
    row(network, 1).update(read_at=timezone.now())
    return f"{network.pk} 1: not as it was written"


def taken_out(network: Network) -> str:
    row(network, 2)._raw_delete("default")
    row(network, 3)._raw_delete("default")
    return f"{network.pk} 2-3: taken out"


def begun_later(network: Network) -> str:
    row(network, 1)._raw_delete("default")
    return f"{network.pk} 1: taken out"


def copied(network: Network) -> str:
    last = row(network, ROWS).get()
    last.pk, last.seq = None, ROWS + 1
    last.save(force_insert=True)
    return f"{network.pk} {ROWS + 1}: not as it was written"


def moved_elsewhere(network: Network) -> str:
    elsewhere = Read.objects.exclude(network_id=network.pk).get().network_id
    row(network, ROWS).update(network_id=elsewhere, seq=2)
    return f"{elsewhere} 2: not as it was written"


def cut_off(network: Network) -> str:
    row(network, ROWS)._raw_delete("default")
    row(network, ROWS - 1)._raw_delete("default")
    return f"{network.pk} {ROWS - 1}-{ROWS}: cut off"


def all_gone(network: Network) -> str:
    Read.objects.filter(network_id=network.pk)._raw_delete("default")
    return f"{network.pk} 1-{ROWS}: cut off"


IN_THE_CHAIN = [
    edited, turned_to_another, dated_back, taken_out, begun_later, copied, moved_elsewhere,
]  # fmt: skip
AT_THE_END = [cut_off, all_gone]
Harm = Callable[[Network], str]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("owner")
class TestTheTrail:
    def test_is_whole_when_nobody_touched_it(self, network: Network) -> None:
        kept = verifying.anchor(now=timezone.now())

        assert row(network, ROWS).exists()
        assert found(kept) == []

    @pytest.mark.parametrize("harm", IN_THE_CHAIN)
    def test_shows_by_itself_which_row_was(self, harm: Harm, network: Network) -> None:
        told = harm(network)

        assert found() == [told]

    @pytest.mark.parametrize("harm", AT_THE_END)
    def test_needs_an_anchor_to_show_that_its_end_was(self, harm: Harm, network: Network) -> None:
        kept = verifying.anchor(now=timezone.now())

        told = harm(network)

        assert found() == []
        assert found(kept) == [told]

    def test_goes_on_after_an_anchor(self, network: Network) -> None:
        kept = verifying.anchor(now=timezone.now())

        with transaction.atomic():
            reads.record(
                person(),
                subject=network,
                field_class=FieldClass.NETWORK,
                network=network.pk,
            )

        assert found(kept) == []

    def test_is_not_put_right_by_what_was_written_since_it_was_cut(self, network: Network) -> None:
        kept = verifying.anchor(now=timezone.now())
        cut_off(network)

        with transaction.atomic():
            for _time in range(2):
                reads.record(
                    person(),
                    subject=network,
                    field_class=FieldClass.NETWORK,
                    network=network.pk,
                )

        assert found() == []
        assert found(kept) == [f"{network.pk} {ROWS}: not the row the anchor knows"]


class TestAnAnchor:
    @pytest.mark.usefixtures("network")
    def test_cannot_be_changed_unseen(self) -> None:
        kept = verifying.anchor(now=timezone.now())

        for changed in (kept.replace(f"[{ROWS},", "[1,"), "{}", "[]", "nothing"):
            with pytest.raises(verifying.NotAnAnchor):
                list(verifying.faults_against(changed))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("owner")
class TestTheCommands:
    @pytest.fixture
    def anchors(self, tmp_path: Path, network: Network) -> Path:
        out = StringIO()
        call_command("anchor_audit", stdout=out)
        (path := tmp_path / "anchors").write_text(out.getvalue() * 2)
        assert str(network.pk) in out.getvalue()
        return path

    def test_say_that_all_is_well(self, anchors: Path) -> None:
        out = StringIO()

        call_command("verify_audit", anchor=anchors, stdout=out)

        assert out.getvalue() == f"All {ROWS + 1} readings are as they were written.\n"

    def test_say_what_goes_unseen_without_an_anchor(self) -> None:
        out = StringIO()

        call_command("verify_audit", stdout=out)

        assert "Without an anchor" in out.getvalue()

    @pytest.mark.parametrize("harm", [edited, cut_off])
    def test_say_which_row_and_fail(self, harm: Harm, anchors: Path, network: Network) -> None:
        told, err = harm(network), StringIO()

        with pytest.raises(CommandError, match="not what was written"):
            call_command("verify_audit", anchor=anchors, stderr=err)

        assert err.getvalue() == f"{told}\n"

    def test_refuse_a_file_that_is_no_anchor(self, tmp_path: Path) -> None:
        (path := tmp_path / "notes").write_text("hello\n")

        with pytest.raises(CommandError, match="Line 1 of"):
            call_command("verify_audit", anchor=path)
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("verify_audit", anchor=tmp_path / "nothing")
