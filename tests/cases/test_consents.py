"""What the person of a case agrees to, each use of it, and taking it back."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from backend.errors import Invalid
from cases.actions import consents
from cases.actions.consents import AlreadyWithdrawn, NewConsent, NotAgreed
from cases.actions.teamwork import FormUsed
from cases.models import AdvocacyCase, Consent, ConsentMode, ConsentUse, Guardian, Purpose, Task
from tests.cases.cast import OUTSIDE, READING_ALONG, Cast, who_logged, who_owns
from tests.factories import (
    CaseFactory,
    ConsentFactory,
    ConsentUseFactory,
    NetworkFactory,
    WithdrawalFactory,
    leader,
    officer,
    organiser,
)
from tests.records import kinds_of_events, nothing_written, refused, the_only_event

NOW = timezone.now()
TODAY = timezone.localdate()
TAKERS: dict[str, Cast] = {
    "the leader": lambda case: leader(case.network),
    "the organiser who owns it": who_owns,
    "the contributor who logged it": who_logged,
}
OTHERS: dict[str, Cast] = {
    "an organiser": lambda case: organiser(case.network),
    **{name: cast for name, cast in READING_ALONG.items() if "logged" not in name},
    **OUTSIDE,
}


def agreed(purpose: Purpose = Purpose.CASE_WORK, **more: Any) -> NewConsent:
    said: dict[str, Any] = {
        "id": uuid4(),
        "purpose": purpose,
        "mode": ConsentMode.SPOKEN,
        "language": "my",
        "is_understood": True,
        "given_on": TODAY,
    }
    return NewConsent(**said | more)


class TestAgreeing:
    @pytest.mark.parametrize("cast", TAKERS.values(), ids=TAKERS)
    def test_is_written_down_by_who_sits_with_her(self, cast: Cast) -> None:
        case = CaseFactory.create()
        by = cast(case)

        consent = consents.record(case, agreed(), by=by)

        assert (consent.case, consent.taken_by, consent.purpose) == (case, by, Purpose.CASE_WORK)
        assert the_only_event().kind == "consent.given"

    @pytest.mark.parametrize("cast", OTHERS.values(), ids=OTHERS)
    def test_is_written_down_by_nobody_else(self, cast: Cast) -> None:
        case = CaseFactory.create(visibility="allies_and_ilo")
        by = cast(case)

        with refused(PermissionDenied):
            consents.record(case, agreed(), by=by)

    def test_twice_with_one_form_is_written_once(self) -> None:
        case = CaseFactory.create()
        by, new = leader(case.network), agreed()
        consents.record(case, new, by=by)

        with nothing_written():
            consents.record(case, new, by=by)

    def test_with_a_form_that_was_used_for_something_else_is_refused(self) -> None:
        case = CaseFactory.create()
        by, new = leader(case.network), agreed()
        consents.record(case, new, by=by)

        with refused(FormUsed):
            consents.record(case, agreed(Purpose.NETWORK, id=new.id), by=by)

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"is_understood": False}, "is_understood"),
            ({"given_on": TODAY + dt.timedelta(1)}, "given_on"),
            ({"expires_on": TODAY - dt.timedelta(1)}, "expires_on"),
            ({"purpose": Purpose.PARTNER}, "partner"),
            ({"purpose": Purpose.GOVERNMENT}, "detail"),
            ({"purpose": Purpose.CONTACT, "detail": "  "}, "detail"),
        ],
    )
    def test_that_is_no_agreement_is_refused_beside_its_field(
        self, wrong: dict[str, Any], field: str
    ) -> None:
        case = CaseFactory.create()
        by = leader(case.network)

        with refused(Invalid) as refusal:
            consents.record(case, agreed(**wrong), by=by)

        assert refusal.value.field == field

    def test_names_a_partner_only_where_one_is_told(self) -> None:
        case, partner = CaseFactory.create(), NetworkFactory.create()
        by = leader(case.network)

        with refused(Invalid):
            consents.record(case, agreed(partner=partner), by=by)
        with refused(Invalid):
            consents.record(case, agreed(Purpose.PARTNER, partner=case.network), by=by)

    @pytest.mark.parametrize("guardian", [Guardian.AGREED, Guardian.BEST_INTEREST])
    def test_of_a_girl_says_who_agreed_beside_her(self, guardian: Guardian) -> None:
        case = CaseFactory.create()

        consent = consents.record(case, agreed(guardian=guardian), by=leader(case.network))

        assert Consent.objects.get() == consent
        assert consent.guardian == guardian


class TestWhatIsInForce:
    def test_is_what_was_neither_taken_back_nor_ran_out(self) -> None:
        held = ConsentFactory.create(expires_on=TODAY)
        ConsentFactory.create(expires_on=TODAY - dt.timedelta(1))
        WithdrawalFactory.create()

        assert list(Consent.objects.in_force(on=TODAY)) == [held]


def use(case: AdvocacyCase) -> ConsentUse:
    """Let something rest on her word that the ILO may be told."""
    return consents.note_use(case, Q(purpose=Purpose.ILO), subject=case, user=case.logged_by)


class TestAUse:
    def test_points_at_the_consent_it_rests_on(self) -> None:
        consent = ConsentFactory.create(purpose=Purpose.ILO)

        assert use(consent.case).consent == consent

    @pytest.mark.parametrize("purpose", sorted(set(Purpose) - {Purpose.ILO}))
    def test_rests_on_no_other_purpose(self, purpose: Purpose) -> None:
        partner = NetworkFactory.create() if purpose == Purpose.PARTNER else None
        consent = ConsentFactory.create(purpose=purpose, partner=partner, detail="the office")

        with refused(NotAgreed):
            use(consent.case)

    def test_rests_on_no_other_case(self) -> None:
        ConsentFactory.create(purpose=Purpose.ILO)

        with pytest.raises(NotAgreed):
            use(CaseFactory.create())


class TestTakingItBack:
    @pytest.mark.parametrize("cast", TAKERS.values(), ids=TAKERS)
    def test_is_as_easy_as_giving_it_and_ends_every_use(self, cast: Cast) -> None:
        consent = ConsentFactory.create(purpose=Purpose.ILO)

        assert consents.withdraw(consent, by=cast(consent.case), now=NOW) == []

        assert kinds_of_events() == ["consent.withdrawn"]
        with pytest.raises(NotAgreed):
            use(consent.case)

    @pytest.mark.parametrize("cast", OTHERS.values(), ids=OTHERS)
    def test_is_written_down_by_nobody_else(self, cast: Cast) -> None:
        consent = ConsentFactory.create(case__visibility="allies_and_ilo")
        by = cast(consent.case)

        with refused(PermissionDenied):
            consents.withdraw(consent, by=by, now=NOW)

    def test_twice_is_refused(self) -> None:
        consent = WithdrawalFactory.create().consent
        by = leader(consent.case.network)

        with refused(AlreadyWithdrawn):
            consents.withdraw(consent, by=by, now=NOW)

    def test_leaves_a_task_for_each_person_outside_who_was_shown_something(self) -> None:
        consent = ConsentFactory.create(purpose=Purpose.ILO)
        karin, anong = officer(consent.case.country, "karin"), officer("TH", "anong")
        for user in (karin, karin, anong):
            ConsentUseFactory.create(consent=consent, user=user, leaves_copy=True)
        ConsentUseFactory.create(consent=consent, leaves_copy=False)
        ConsentUseFactory.create(leaves_copy=True)
        by = leader(consent.case.network)

        tasks = consents.withdraw(consent, by=by, now=NOW)

        assert sorted(Task.objects.values_list("title", "owner")) == [
            ("Ask anong to destroy what she holds of this case", by.pk),
            ("Ask karin to destroy what she holds of this case", by.pk),
        ]
        assert {task.due_on for task in tasks} == {timezone.localdate(NOW) + dt.timedelta(7)}

    def test_gives_the_tasks_to_who_has_the_case_in_hand(self) -> None:
        consent = ConsentFactory.create(purpose=Purpose.ILO)
        ConsentUseFactory.create(consent=consent, leaves_copy=True)
        owner = who_owns(consent.case)

        consents.withdraw(consent, by=leader(consent.case.network), now=NOW)

        assert Task.objects.get().owner == owner

    def test_ends_what_was_written_down_twice_and_asks_for_all_copies(self) -> None:
        consent = ConsentFactory.create(purpose=Purpose.ILO)
        again = ConsentFactory.create(case=consent.case, purpose=Purpose.ILO)
        ConsentUseFactory.create(consent=again, leaves_copy=True)

        tasks = consents.withdraw(consent, by=leader(consent.case.network), now=NOW)

        assert len(tasks) == 1
        assert not Consent.objects.in_force(on=TODAY).exists()
        with pytest.raises(NotAgreed):
            use(consent.case)

    def test_leaves_what_she_agreed_to_besides(self) -> None:
        office = ConsentFactory.create(purpose=Purpose.GOVERNMENT, detail="Labour office")
        case, partner = office.case, NetworkFactory.create()
        same = ConsentFactory.create(case=case, purpose=Purpose.GOVERNMENT, detail="labour OFFICE")
        others = {
            ConsentFactory.create(case=case, purpose=Purpose.GOVERNMENT, detail="Police"),
            ConsentFactory.create(case=case, purpose=Purpose.PARTNER, partner=partner),
            ConsentFactory.create(case=case),
            ConsentFactory.create(purpose=Purpose.GOVERNMENT, detail="Labour office"),
        }

        consents.withdraw(office, by=leader(case.network), now=NOW)

        assert set(Consent.objects.in_force(on=TODAY)) == others
        assert same not in others
