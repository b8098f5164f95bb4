"""Files of a case: taken in, seen, opened, taken away; and in whose hands they were."""

import datetime as dt
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from backend.errors import Invalid
from cases import sealing
from cases.actions import evidence, evidence_opening
from cases.actions.consents import NotAgreed
from cases.actions.evidence import NewEvidence
from cases.actions.evidence_opening import Damaged
from cases.actions.teamwork import FormUsed
from cases.models import Consent, CustodyStep, Evidence, EvidenceKind, Purpose, ScanResult
from tests.cases.cast import OUTSIDE, Cast, ally_of, who_logged, who_owns
from tests.cases.evidence_room import NOTE, NOW, a_case, added, agreed, chain_of, files_in, keep_in
from tests.factories import CaseFactory, WithdrawalFactory, leader, officer, organiser
from tests.files import hostile, samples
from tests.files.samples import CANARY
from tests.records import nothing_written, refused, the_only_event


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    return keep_in(tmp_path, settings)


class TestAddingAFile:
    def test_keeps_it_sealed_as_sent_and_as_cleaned(self, folder: Path) -> None:
        case = a_case()

        one = added(case, by=leader(case.network), content=samples.jpeg())

        assert (one.kind, one.format, one.copy_format) == (EvidenceKind.PHOTO, "jpeg", "jpeg")
        assert (one.scan, one.size) == (ScanResult.NOT_SCANNED, len(samples.jpeg()))
        names = {str(path.relative_to(folder)) for path in files_in(folder)}
        assert names == {one.original_name, one.copy_name}

    def test_leaves_one_event_and_the_first_links_of_the_chain(self) -> None:
        case = a_case()
        champa = leader(case.network)

        one = added(case, by=champa)

        event = the_only_event()
        assert (event.kind, event.subject_id) == ("evidence.added", one.pk)
        assert event.changes == {"case": str(case.pk)}
        assert chain_of(one) == [("received", champa.username), ("cleaned", champa.username)]

    @pytest.mark.parametrize(
        "cast",
        [lambda case: leader(case.network), who_owns, who_logged],
        ids=["the leader", "the organiser who owns it", "the contributor who logged it"],
    )
    def test_is_open_to_who_works_on_the_case_or_logged_it(self, cast: Cast) -> None:
        case = a_case()
        by = cast(case)

        assert added(case, by=by).added_by == by

    def test_of_a_person_who_did_not_agree_is_refused(self, folder: Path) -> None:
        case = CaseFactory.create()
        champa = leader(case.network)

        with refused(NotAgreed):
            added(case, by=champa)

        assert files_in(folder) == []

    def test_by_an_organiser_without_a_part_in_it_is_refused(self) -> None:
        case = a_case()
        malee = organiser(case.network)

        with refused(PermissionDenied):
            added(case, by=malee)

    @pytest.mark.parametrize("cast", OUTSIDE.values(), ids=OUTSIDE)
    def test_is_refused_to(self, cast: Cast) -> None:
        case = a_case()
        somebody = cast(case)

        with refused(PermissionDenied):
            added(case, by=somebody)

    def test_is_refused_to_allies_and_officers_however_it_is_shared(self, folder: Path) -> None:
        case = a_case()

        for somebody in (leader(ally_of(case)), officer("TH")):
            with refused(PermissionDenied):
                added(case, by=somebody)
        assert files_in(folder) == []

    def test_of_what_may_harm_leaves_nothing_and_says_why(self, folder: Path) -> None:
        case = a_case()
        champa = leader(case.network)

        with refused(Invalid, match="not taken"):
            added(case, by=champa, content=hostile.SCRIPT)

        assert files_in(folder) == []

    def test_twice_under_one_id_adds_it_once(self, folder: Path) -> None:
        case = a_case()
        champa, new = leader(case.network), NewEvidence(id=uuid4(), content=NOTE)
        first = evidence.add(case, new, by=champa, now=NOW)

        with nothing_written():
            assert evidence.add(case, new, by=champa, now=NOW) == first

        assert len(files_in(folder)) == 2

    def test_under_the_id_of_another_is_refused(self) -> None:
        case = a_case()
        champa, new = leader(case.network), NewEvidence(id=uuid4(), content=NOTE)
        evidence.add(case, new, by=champa, now=NOW)

        with refused(FormUsed):
            other = NewEvidence(id=new.id, content=NOTE + b"!")
            evidence.add(case, other, by=champa, now=NOW)

    def test_to_a_full_case_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(evidence, "MOST_PER_CASE", 1)
        case = a_case()
        champa = leader(case.network)
        added(case, by=champa)

        with refused(evidence.TooMany):
            added(case, by=champa)

    def test_killed_before_its_row_leaves_files_that_are_swept(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = a_case()
        champa = leader(case.network)

        def killed(*_args: object, **_kwargs: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(evidence, "_keep", killed)
        with pytest.raises(KeyboardInterrupt):
            added(case, by=champa)
        assert len(files_in(folder)) == 2
        assert not Evidence.objects.exists()

        evidence.sweep(now=NOW + dt.timedelta(minutes=10))
        assert len(files_in(folder)) == 2, "an upload may still be on its way"
        evidence.sweep(now=NOW + dt.timedelta(minutes=59))
        assert files_in(folder) == []


class TestAFileIsSeen:
    def test_by_leaders_by_who_added_it_and_by_the_organiser_of_the_case(self) -> None:
        case = a_case()
        malee, hnin, other = who_logged(case), who_owns(case), organiser(case.network)
        champa = leader(case.network)

        one = added(case, by=malee)

        for somebody, sees in ((champa, True), (malee, True), (hnin, True), (other, False)):
            assert Evidence.objects.visible_to(somebody).filter(pk=one.pk).exists() == sees

    @pytest.mark.parametrize("cast", OUTSIDE.values(), ids=OUTSIDE)
    def test_never_by(self, cast: Cast) -> None:
        case = a_case()
        one = added(case, by=leader(case.network))
        somebody = cast(case)

        assert not Evidence.objects.visible_to(somebody).exists()
        with refused(PermissionDenied):
            evidence_opening.open_copy(one, by=somebody, now=NOW)
        with refused(PermissionDenied):
            evidence_opening.take_original(one, by=somebody, now=NOW)

    def test_by_no_ally_and_no_officer_while_nobody_agreed_to_it(self) -> None:
        case = a_case()
        added(case, by=leader(case.network))

        for somebody in (leader(ally_of(case)), officer("TH")):
            assert not Evidence.objects.visible_to(somebody).exists()

    def test_by_the_officer_once_she_agreed_and_it_leaves_a_copy_to_ask_back(self) -> None:
        case = a_case()
        karin, ally = officer("TH"), leader(ally_of(case))
        one = added(case, by=leader(case.network))
        consent = agreed(case, Purpose.ILO)

        evidence_opening.open_copy(one, by=karin, now=NOW)

        assert not Evidence.objects.visible_to(ally).exists()
        assert chain_of(one)[-1] == ("handed_out", karin.username)
        use = consent.uses.get()
        assert (use.user, use.subject_id, use.leaves_copy) == (karin, one.pk, True)
        with refused(PermissionDenied):
            evidence_opening.take_original(one, by=karin, now=NOW)

    def test_by_the_one_ally_she_agreed_to(self) -> None:
        case = a_case()
        rose, other = ally_of(case), ally_of(case)
        one = added(case, by=leader(case.network))
        agreed(case, Purpose.PARTNER, partner=rose)
        dao = leader(rose)

        assert evidence_opening.open_copy(one, by=dao, now=NOW) == NOTE
        assert not Evidence.objects.visible_to(leader(other)).exists()

    def test_by_nobody_any_more_once_she_takes_it_back(self) -> None:
        case = a_case()
        champa, karin = leader(case.network), officer("TH")
        one, to_ilo = added(case, by=champa), agreed(case, Purpose.ILO)

        WithdrawalFactory.create(consent=to_ilo)
        with refused(PermissionDenied):
            evidence_opening.open_copy(one, by=karin, now=NOW)
        WithdrawalFactory.create(consent=Consent.objects.get(case=case, purpose=Purpose.CASE_WORK))
        with refused(PermissionDenied):
            evidence_opening.open_copy(one, by=champa, now=NOW)

    def test_by_nobody_once_the_key_of_its_case_is_destroyed(self) -> None:
        case = a_case()
        champa = leader(case.network)
        one = added(case, by=champa)

        sealing.destroy_key(case.pk, now=NOW)

        with refused(sealing.KeyDestroyed):
            evidence_opening.open_copy(one, by=champa, now=NOW)
        with refused(sealing.KeyDestroyed):
            added(case, by=champa)


class TestOpening:
    def test_gives_the_copy_and_says_so_in_the_chain(self) -> None:
        case = a_case()
        champa = leader(case.network)
        one = added(case, by=champa, content=samples.jpeg())

        content = evidence_opening.open_copy(one, by=champa, now=NOW)

        assert content.startswith(b"\xff\xd8\xff")
        assert CANARY not in content
        assert chain_of(one)[-1] == ("opened", champa.username)

    def test_again_within_minutes_is_one_opening(self) -> None:
        case = a_case()
        champa = leader(case.network)
        one = added(case, by=champa)

        for minutes in (0, 5, 16):
            evidence_opening.open_copy(one, by=champa, now=NOW + dt.timedelta(minutes=minutes))

        assert [step for step, _by in chain_of(one)].count(CustodyStep.OPENED) == 2

    def test_the_original_gives_every_byte_that_was_sent_to_a_leader_alone(self) -> None:
        case = a_case()
        malee, champa = who_logged(case), leader(case.network)
        one = added(case, by=malee, content=samples.jpeg())

        assert evidence_opening.take_original(one, by=champa, now=NOW) == samples.jpeg()
        assert chain_of(one)[-1] == ("downloaded", champa.username)
        with refused(PermissionDenied):
            evidence_opening.take_original(one, by=malee, now=NOW)

    def test_what_was_flipped_in_the_store_is_refused(self, folder: Path) -> None:
        case = a_case()
        champa = leader(case.network)
        one = added(case, by=champa)
        kept = folder / one.copy_name
        kept.write_bytes(hostile.flipped(kept.read_bytes()))

        with refused(Damaged):
            evidence_opening.open_copy(one, by=champa, now=NOW)

    @pytest.mark.parametrize("part", ["original_name", "copy_name"])
    def test_what_was_moved_from_another_place_is_refused(self, part: str) -> None:
        case = a_case()
        champa = leader(case.network)
        one, other = added(case, by=champa), added(case, by=champa)

        for name in (getattr(other, part), one.original_name):
            Evidence.objects.filter(pk=one.pk).update(copy_name=name)
            one.refresh_from_db()
            with refused(Damaged):
                evidence_opening.open_copy(one, by=champa, now=NOW)

    def test_what_belongs_to_another_case_now_is_refused(self) -> None:
        case = a_case()
        champa, other = leader(case.network), a_case(network=case.network)
        one = added(case, by=champa)
        Evidence.objects.filter(pk=one.pk).update(case=other)
        one.refresh_from_db()

        with refused(Damaged):
            evidence_opening.open_copy(one, by=champa, now=NOW)
