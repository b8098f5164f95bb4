"""What somebody told: who takes it down, who opens it, and what is left once it is taken back."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from backend.accounts.models import User
from backend.audit.models import Read
from backend.crypto.fields import Sealed
from backend.errors import Invalid
from cases import sealing
from cases.actions import consents, testimonies
from cases.actions.consents import NotAgreed
from cases.actions.teamwork import FormUsed
from cases.actions.testimonies import NewTestimony, NotCurrent
from cases.models import AdvocacyCase, Consent, ConsentUse, Purpose, Testimony
from tests.cases.cast import Cast, ally_of, who_logged, who_owns
from tests.cases.test_consents import OTHERS, TAKERS
from tests.factories import (
    CaseFactory,
    ConsentFactory,
    TestimonyFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
)
from tests.records import kinds_of_events, nothing_written, refused

NOW, TODAY = timezone.now(), timezone.localdate()
WORDS = "She was never paid."


def a_case(**more: Any) -> AdvocacyCase:
    """Return a case whose person agreed that it is worked on."""
    case: AdvocacyCase = CaseFactory.create(**more)
    ConsentFactory.create(case=case, purpose=Purpose.CASE_WORK)
    return case


def told(text: str = WORDS, **more: Any) -> NewTestimony:
    said: dict[str, Any] = {
        "id": uuid4(),
        "pseudonym": "Ma Hla",
        "language": "my",
        "written_in": "en",
        "told_on": TODAY,
    }
    return NewTestimony(text=text, **said | more)


def opened(one: Testimony, by: User) -> str:
    return testimonies.open_text(Testimony.objects.with_place().get(pk=one.pk), by=by)


class TestTakingDown:
    @pytest.mark.parametrize("cast", TAKERS.values(), ids=TAKERS)
    def test_is_done_by_who_sits_with_her_who_can_read_it_again(self, cast: Cast) -> None:
        case = a_case()
        by = cast(case)

        one = testimonies.take_down(case, told(), by=by)

        assert opened(one, by) == WORDS
        assert b"paid" not in bytes(Testimony.objects.get().text or b"")
        assert kinds_of_events() == ["testimony.added"]

    @pytest.mark.parametrize("cast", OTHERS.values(), ids=OTHERS)
    def test_is_done_by_nobody_else(self, cast: Cast) -> None:
        case = a_case(visibility="allies_and_ilo")
        by = cast(case)

        with refused(PermissionDenied):
            testimonies.take_down(case, told(), by=by)

    def test_needs_her_word_first(self) -> None:
        case = CaseFactory.create()
        by = leader(case.network)

        with refused(NotAgreed):
            testimonies.take_down(case, told(), by=by)

    def test_twice_with_one_form_is_kept_once(self) -> None:
        case, new = a_case(), told()
        by = leader(case.network)
        testimonies.take_down(case, new, by=by)

        with nothing_written():
            testimonies.take_down(case, new, by=by)
        with refused(FormUsed):
            testimonies.take_down(case, told("Something else", id=new.id), by=by)

    @pytest.mark.parametrize("wrong", [{"text": " "}, {"pseudonym": " "}])
    def test_of_nothing_is_refused(self, wrong: dict[str, str]) -> None:
        case = a_case()
        by = leader(case.network)

        with refused(Invalid):
            testimonies.take_down(case, told(**wrong), by=by)

    def test_in_a_case_that_was_erased_is_refused(self) -> None:
        case = a_case()
        by = leader(case.network)
        sealing.destroy_key(case.pk, now=NOW)

        with refused(sealing.KeyDestroyed):
            testimonies.take_down(case, told(), by=by)


def shared_with(case: AdvocacyCase, *, purpose: Purpose, **more: Any) -> None:
    ConsentFactory.create(case=case, purpose=purpose, **more)


class TestOpening:
    def test_is_written_down_with_the_consent_it_rests_on(self) -> None:
        case = a_case()
        one, by = TestimonyFactory.create(case=case), leader(case.network)

        opened(one, by)

        read = Read.objects.get()
        assert (read.reader_id, read.subject_id, read.field_class) == (by.pk, one.pk, "sealed")
        use = ConsentUse.objects.select_related("consent").get()
        assert (use.consent.purpose, use.user, use.leaves_copy) == (Purpose.CASE_WORK, by, False)

    def test_is_for_the_officer_only_with_her_word_and_while_the_case_is_shared(self) -> None:
        case = a_case(visibility="ilo")
        one, karin = TestimonyFactory.create(case=case), officer(case.country)
        with refused(PermissionDenied):
            opened(one, karin)

        shared_with(case, purpose=Purpose.ILO)
        assert opened(one, karin) == WORDS
        assert ConsentUse.objects.get().leaves_copy

        AdvocacyCase.objects.update(visibility="network")
        with refused(PermissionDenied):
            opened(one, karin)

    def test_is_for_an_ally_only_where_she_named_that_very_ally(self) -> None:
        case = a_case(visibility="allies")
        one, named, other = TestimonyFactory.create(case=case), ally_of(case), ally_of(case)
        shared_with(case, purpose=Purpose.PARTNER, partner=named)

        strangers = leader(other), organiser(named)

        assert opened(one, leader(named)) == WORDS
        for stranger in strangers:
            with refused(PermissionDenied):
                opened(one, stranger)

    @pytest.mark.parametrize(
        "cast",
        [
            lambda case: organiser(case.network),
            lambda case: contributor(case.network),
            lambda _case: administrator(),
            lambda _case: officer("PH"),
        ],
        ids=["an organiser without the case", "another contributor", "administrator", "abroad"],
    )
    def test_is_for_nobody_else_whatever_she_agreed_to(self, cast: Cast) -> None:
        case = a_case(visibility="allies_and_ilo")
        one = TestimonyFactory.create(case=case)
        shared_with(case, purpose=Purpose.ILO)
        by = cast(case)

        with refused(PermissionDenied):
            opened(one, by)

    def test_is_for_the_organiser_who_has_the_case_in_hand(self) -> None:
        case = a_case()
        one = TestimonyFactory.create(case=case)

        assert opened(one, who_owns(case)) == WORDS

    @pytest.mark.parametrize("altered", [Sealed(b"x" * 60), Sealed(b"")])
    def test_of_something_else_put_there_is_refused(self, altered: Sealed) -> None:
        case = a_case()
        one = TestimonyFactory.create(case=case)
        Testimony.objects.update(text=altered)
        by = leader(case.network)

        with refused(sealing.Damaged):
            opened(one, by)

    def test_of_the_words_of_another_row_is_refused(self) -> None:
        case = a_case()
        one, other = TestimonyFactory.create_batch(2, case=case)
        Testimony.objects.filter(pk=one.pk).update(text=other.text)
        by = leader(case.network)

        with refused(sealing.Damaged):
            opened(one, by)


class TestTakingBackWhatSheAgreedTo:
    def test_shuts_out_the_officer_at_once_and_asks_her_for_her_notes(self) -> None:
        case = a_case(visibility="ilo")
        one, karin = TestimonyFactory.create(case=case), officer(case.country)
        consent = ConsentFactory.create(case=case, purpose=Purpose.ILO)
        opened(one, karin)

        tasks = consents.withdraw(consent, by=leader(case.network), now=NOW)

        assert len(tasks) == 1
        assert not Testimony.objects.visible_to(karin).exists()
        with refused(PermissionDenied):
            opened(one, karin)

    def test_shuts_out_everybody_where_her_case_is_not_to_be_worked_on(self) -> None:
        case = a_case()
        one, by = TestimonyFactory.create(case=case), leader(case.network)

        consents.withdraw(Consent.objects.get(case=case), by=by, now=NOW)

        assert not Testimony.objects.visible_to(by).exists()
        with refused(PermissionDenied):
            opened(one, by)


class TestACorrection:
    def test_is_another_row_and_the_first_one_stays_sealed(self) -> None:
        case = a_case()
        first, by = TestimonyFactory.create(case=case), leader(case.network)

        second = testimonies.correct(first, "She was paid once.", by=by)

        assert list(Testimony.objects.current()) == [second]
        assert (opened(second, by), opened(first, by)) == ("She was paid once.", WORDS)

    def test_of_what_was_corrected_before_is_refused(self) -> None:
        case = a_case()
        first, by = TestimonyFactory.create(case=case), leader(case.network)
        testimonies.correct(first, "She was paid once.", by=by)

        with refused(NotCurrent):
            testimonies.correct(first, "She was paid twice.", by=by)


class TestATestimonyTakenBack:
    def test_is_gone_with_all_its_versions(self) -> None:
        case = a_case()
        first, by = TestimonyFactory.create(case=case), leader(case.network)
        second = testimonies.correct(first, "Once.", by=by)
        third = testimonies.correct(second, "Twice.", by=by)

        testimonies.withdraw(second, by=by, now=NOW)

        assert set(Testimony.objects.values_list("text", flat=True)) == {None}
        with refused(NotCurrent):
            testimonies.withdraw(third, by=by, now=NOW)

    def test_is_asked_back_from_whoever_outside_read_any_of_it(self) -> None:
        case = a_case(visibility="ilo")
        first, other = TestimonyFactory.create_batch(2, case=case)
        shared_with(case, purpose=Purpose.ILO)
        by = leader(case.network)
        opened(first, officer(case.country, "karin"))
        opened(other, officer(case.country, "anong"))
        opened(first, by)
        second = testimonies.correct(first, "Once.", by=by)

        tasks = testimonies.withdraw(second, by=by, now=NOW)

        assert [task.title for task in tasks] == [
            "Ask karin to destroy what she holds of this case"
        ]

    def test_leaves_others_alone(self) -> None:
        case = a_case()
        one, other = TestimonyFactory.create_batch(2, case=case)

        testimonies.withdraw(one, by=who_logged(case), now=NOW)

        assert opened(other, leader(case.network)) == WORDS
