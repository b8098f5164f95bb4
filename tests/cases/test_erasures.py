"""Erasing what is kept in confidence about a case: who may, what goes, and what stays."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from cases import sealing
from cases.actions import erasures, identities, testimonies
from cases.actions.erasures import ErasureAsked, ErasureNotOpen, TakesAnotherLeader
from cases.models import (
    AdvocacyCase,
    Erasure,
    ErasureReason,
    Identity,
    Milestone,
    Purpose,
    Task,
    Testimony,
)
from notifications.kinds import KINDS
from tests.cases.cast import OUTSIDE, READING_ALONG, Cast, who_logged, who_owns
from tests.factories import (
    CaseFactory,
    ConsentFactory,
    ConsentUseFactory,
    ErasureFactory,
    IdentityFactory,
    MilestoneFactory,
    NetworkFactory,
    TestimonyFactory,
    WithdrawalFactory,
    administrator,
    leader,
    officer,
)
from tests.records import kinds_of_events, refused
from tests.web.browser import browser_of, show_who, text_of

NOW = timezone.now()
OTHERS: dict[str, Cast] = READING_ALONG | OUTSIDE | {"the organiser who owns it": who_owns}


@pytest.fixture
def case() -> AdvocacyCase:
    return CaseFactory.create()


@pytest.fixture
def may(case: AdvocacyCase) -> User:
    return leader(case.network, "may")


@pytest.fixture
def thida(case: AdvocacyCase) -> User:
    return leader(case.network, "thida")


@pytest.fixture
def asked(case: AdvocacyCase, may: User) -> Erasure:
    return ask(case, by=may)


def ask(case: AdvocacyCase, *, by: User) -> Erasure:
    return erasures.ask(case, reason=ErasureReason.SHE_ASKED, by=by, now=NOW)


def told_about(case: AdvocacyCase) -> tuple[Testimony, Identity]:
    """Return what is kept in confidence about a case whose person agreed to its being worked on."""
    ConsentFactory.create(case=case)
    return TestimonyFactory.create(case=case), IdentityFactory.create(case=case)


class TestAsking:
    def test_destroys_nothing_yet(self, case: AdvocacyCase, may: User) -> None:
        told, _ = told_about(case)

        ask(case, by=may)

        assert testimonies.open_text(told, by=may) == "She was never paid."
        assert kinds_of_events() == ["case.erasure_asked"]

    @pytest.mark.parametrize("cast", OTHERS.values(), ids=OTHERS)
    def test_is_for_those_who_lead_the_network(self, case: AdvocacyCase, cast: Cast) -> None:
        by = cast(case)

        with refused(PermissionDenied):
            ask(case, by=by)

    def test_twice_is_refused(self, asked: Erasure, thida: User) -> None:
        with refused(ErasureAsked):
            ask(asked.case, by=thida)


class TestCarryingOut:
    def test_makes_unreadable_what_was_told_who_she_is_and_each_file(
        self, asked: Erasure, case: AdvocacyCase, may: User, thida: User
    ) -> None:
        told, identity = told_about(case)
        file = sealing.seal(b"%PDF", case=case.pk, place="cases.evidence.original.1")

        erasures.carry_out(asked, by=thida, now=NOW)

        with refused(sealing.KeyDestroyed):
            testimonies.open_text(told, by=may)
        with refused(sealing.KeyDestroyed):
            identities.open_identity(identity, reason="to call her back", by=may)
        with refused(sealing.KeyDestroyed):
            sealing.open_bytes(file, case=case.pk, place="cases.evidence.original.1")
        assert kinds_of_events()[-1] == "case.erased"

    def test_keeps_the_case_its_milestones_and_every_count(
        self, asked: Erasure, case: AdvocacyCase, thida: User
    ) -> None:
        told_about(case)
        milestone = MilestoneFactory.create()
        milestone.law_review.cases.add(case)
        kept: list[Any] = [AdvocacyCase, Milestone, Testimony, Identity]
        before = [model.objects.count() for model in kept]

        erasures.carry_out(asked, by=thida, now=NOW)

        assert [model.objects.count() for model in kept] == before
        assert milestone.law_review.cases.get() == case

    def test_opens_no_less_of_another_case(self, asked: Erasure, thida: User) -> None:
        other = CaseFactory.create(network=asked.case.network, campaign=asked.case.campaign)
        told, _ = told_about(other)

        erasures.carry_out(asked, by=thida, now=NOW)

        assert testimonies.open_text(told, by=thida) == "She was never paid."

    def test_takes_another_leader(self, asked: Erasure, may: User) -> None:
        """Seen failing with the comparison left out: one leader erased by herself."""
        with refused(TakesAnotherLeader):
            erasures.carry_out(asked, by=may, now=NOW)

    @pytest.mark.parametrize("cast", OTHERS.values(), ids=OTHERS)
    def test_is_for_those_who_lead_the_network(self, asked: Erasure, cast: Cast) -> None:
        by = cast(asked.case)

        with refused(PermissionDenied):
            erasures.carry_out(asked, by=by, now=NOW)

    def test_twice_is_refused(self, asked: Erasure, thida: User) -> None:
        erasures.carry_out(asked, by=thida, now=NOW)

        with refused(ErasureNotOpen):
            erasures.carry_out(asked, by=thida, now=NOW)
        with refused(ErasureAsked):
            ask(asked.case, by=thida)

    def test_lets_nothing_be_kept_in_confidence_afterwards(
        self, asked: Erasure, case: AdvocacyCase, thida: User
    ) -> None:
        erasures.carry_out(asked, by=thida, now=NOW)

        with refused(sealing.KeyDestroyed):
            identities.put_away(case, pseudonym="Ma Hla", name="Nobody", contact="", by=thida)

    def test_asks_each_holder_of_a_copy_once(
        self, asked: Erasure, case: AdvocacyCase, thida: User
    ) -> None:
        karin, somebody = officer("TH", "karin"), officer("TH")
        for _ in range(2):
            consent = ConsentFactory.create(case=case, purpose=Purpose.ILO)
            ConsentUseFactory.create(consent=consent, user=karin, leaves_copy=True)
            ConsentUseFactory.create(consent=consent, user=thida, leaves_copy=False)
        gone = WithdrawalFactory.create(consent__case=case).consent
        ConsentUseFactory.create(consent=gone, user=somebody, leaves_copy=True)

        erasures.carry_out(asked, by=thida, now=NOW)

        assert "karin" in Task.objects.get().title


class TestWithdrawing:
    def test_keeps_everything_and_lets_it_be_asked_anew(self, asked: Erasure, thida: User) -> None:
        told, _ = told_about(asked.case)

        erasures.withdraw(asked, by=thida, now=NOW)

        assert testimonies.open_text(told, by=thida)
        with refused(ErasureNotOpen):
            erasures.carry_out(asked, by=thida, now=NOW)
        assert ask(asked.case, by=thida).pk != asked.pk

    def test_comes_too_late_once_it_is_done(self, asked: Erasure, thida: User) -> None:
        erasures.carry_out(asked, by=thida, now=NOW)

        with refused(ErasureNotOpen):
            erasures.withdraw(asked, by=thida, now=NOW)

    @pytest.mark.parametrize("cast", OTHERS.values(), ids=OTHERS)
    def test_is_for_those_who_lead_the_network(self, asked: Erasure, cast: Cast) -> None:
        by = cast(asked.case)

        with refused(PermissionDenied):
            erasures.withdraw(asked, by=by, now=NOW)


class TestWhoHears:
    def test_is_who_leads_the_network(self, asked: Erasure, may: User, thida: User) -> None:
        strangers = [administrator(), leader(NetworkFactory.create()), who_logged(asked.case)]

        assert set(asked.audience().users()) == {may, thida}
        assert [Erasure.objects.visible_to(one).exists() for one in [thida, *strangers]] == [
            True,
            False,
            False,
            False,
        ]

    def test_learns_not_why(self) -> None:
        told = {str(KINDS[kind].sentence) for kind in ("case.erasure_asked", "case.erased")}

        assert told == {
            "%(case)s: a leader asks for your agreement.",
            "%(case)s: what was kept in confidence was erased.",
        }


class TestThePages:
    def test_lead_from_what_is_in_confidence_to_its_erasure(
        self, case: AdvocacyCase, may: User, thida: User
    ) -> None:
        told, _ = told_about(case)
        confidence = reverse("cases:confidence", args=[case.pk])
        page = reverse("cases:erase", args=[case.pk])
        assert page in text_of(browser_of(may).get(confidence))
        browser_of(may).post(page, {"reason": "she_asked"})
        agree = reverse("cases:carry-out-erasure", args=[Erasure.objects.get().pk])

        assert agree in text_of(browser_of(thida).get(page))
        assert agree not in text_of(browser_of(may).get(page))
        assert browser_of(thida).post(agree).headers["Location"] == confidence
        assert "has been erased" in text_of(browser_of(thida).get(confidence))
        answer = browser_of(may).post(reverse("cases:testimony", args=[told.pk]), {"reason": ""})
        assert answer.status_code == 409

    def test_ask_again_who_it_is(self, case: AdvocacyCase, may: User) -> None:
        """Seen failing with ``is_fresh_needed`` off: an unlocked phone was enough."""
        erasure = ErasureFactory.create(case=case)
        pages = [
            reverse("cases:erase", args=[case.pk]),
            reverse("cases:carry-out-erasure", args=[erasure.pk]),
        ]
        stale = browser_of(may)
        show_who(stale, may, seconds_ago=3600)

        for page in pages:
            assert stale.post(page, {"reason": "danger"}).status_code == 302
        assert not Erasure.objects.exclude(pk=erasure.pk).exists()
        assert Erasure.objects.open().exists()
