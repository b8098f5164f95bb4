"""The record of who read what."""

from uuid import uuid4

import pytest
from django.db import transaction
from pytest_django import Settings

from backend.accounts.models import User
from backend.audit import reads
from backend.audit.chain import NOTHING_BEFORE, is_genuine
from backend.audit.models import LONGEST_REASON, Read
from backend.sight import FieldClass
from campaigns.models import Network
from cases.models import AdvocacyCase
from tests.factories import CaseFactory, NetworkFactory, person


def read(case: AdvocacyCase, *, by: User, reason: str = "") -> None:
    reads.record(
        by,
        subject=case,
        field_class=FieldClass.CASE_TEAM,
        network=case.network_id,
        reason=reason,
    )


def chain_of(network: Network) -> list[Read]:
    return list(Read.objects.filter(network_id=network.pk).order_by("seq"))


class TestRecord:
    def test_writes_who_read_what_and_why(self) -> None:
        case, champa = CaseFactory.create(), person(named="champa")

        read(case, by=champa, reason="she called")

        row = Read.objects.get()
        assert (row.reader_id, row.reader_label) == (champa.pk, "champa")
        assert (row.subject_type, row.subject_id) == ("cases.advocacycase", case.pk)
        assert (row.network_id, row.field_class) == (case.network_id, FieldClass.CASE_TEAM)
        assert row.reason == "she called"

    def test_cuts_a_reason_that_is_too_long(self) -> None:
        read(CaseFactory.create(), by=person(), reason="x" * 1000)

        assert len(Read.objects.get().reason) == LONGEST_REASON

    def test_is_found_again_by_the_thing_the_last_first(self) -> None:
        case = CaseFactory.create()
        read(case, by=person(named="champa"))
        read(CaseFactory.create(network=case.network), by=person(named="mali"))
        read(case, by=person(named="noi"))

        assert [row.reader_label for row in reads.of(case)] == ["noi", "champa"]


class TestTheChain:
    def test_ties_each_row_to_the_one_before_in_its_network(self) -> None:
        case, elsewhere, champa = CaseFactory.create(), CaseFactory.create(), person()
        for shown in (case, elsewhere, case):
            read(shown, by=champa)

        first, second = chain_of(case.network)
        (other,) = chain_of(elsewhere.network)
        assert [first.seq, second.seq, other.seq] == [1, 2, 1]
        assert is_genuine(first, before=NOTHING_BEFORE)
        assert is_genuine(second, before=first.mac)
        assert is_genuine(other, before=NOTHING_BEFORE)
        assert not is_genuine(second, before=NOTHING_BEFORE)

    def test_ties_all_that_one_answer_showed(self) -> None:
        one, other = NetworkFactory.create(), NetworkFactory.create()
        cases = [*CaseFactory.create_batch(2, network=one), CaseFactory.create(network=other)]
        shown = [reads.Reading(case, case.network_id, FieldClass.NETWORK) for case in cases]

        reads.record_each(person(), reversed(shown))

        first, second = chain_of(one)
        assert is_genuine(second, before=first.mac)
        assert is_genuine(*chain_of(other), before=NOTHING_BEFORE)

    @pytest.mark.parametrize(
        "changed",
        [
            {"network_id": uuid4()},
            {"seq": 2},
            {"reader_id": uuid4()},
            {"reader_label": "nobody"},
            {"subject_type": "cases.task"},
            {"subject_id": uuid4()},
            {"field_class": FieldClass.PUBLIC},
            {"reason": "none"},
        ],
        ids=lambda changed: next(iter(changed)),
    )
    def test_breaks_where_anything_is_changed(self, changed: dict[str, object]) -> None:
        read(CaseFactory.create(), by=person())
        row = Read.objects.get()

        for name, value in changed.items():
            setattr(row, name, value)

        assert not is_genuine(row, before=NOTHING_BEFORE)

    def test_holds_under_an_old_key_that_is_still_known(self, settings: Settings) -> None:
        read(CaseFactory.create(), by=person())

        settings.AUDIT_KEYS = {"2027": b"k" * 32} | settings.AUDIT_KEYS

        assert is_genuine(Read.objects.get(), before=NOTHING_BEFORE)

    def test_is_not_forged_without_the_key(self, settings: Settings) -> None:
        read(CaseFactory.create(), by=person())

        settings.AUDIT_KEYS = {"2027": b"k" * 32}

        assert not is_genuine(Read.objects.get(), before=NOTHING_BEFORE)


@pytest.mark.django_db(transaction=True)
class TestTheRecordAndTheReading:
    def test_cannot_be_apart(self) -> None:
        case = CaseFactory.create()

        with pytest.raises(RuntimeError, match="must share a transaction"):
            read(case, by=person())

        assert not Read.objects.exists()

    def test_fall_together(self) -> None:
        case, champa = CaseFactory.create(), person()

        with transaction.atomic():
            read(case, by=champa)
            transaction.set_rollback(True)

        assert not Read.objects.exists()
