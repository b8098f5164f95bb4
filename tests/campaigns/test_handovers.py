"""Handover: a leader has gone, one asks, another agrees."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from backend.accounts import leaving
from backend.accounts.models import Life, User
from backend.errors import Invalid
from campaigns.actions import handovers
from campaigns.actions.handovers import HandoverAsked, HandoverNotOpen, TakesTwo
from campaigns.models import Handover, Network, RoleAssignment, Why
from notifications.kinds import KINDS
from tests import factories
from tests.records import kinds_of_events, refused
from tests.web.browser import browser_of, text_of

NOW = timezone.now()


@pytest.fixture
def champa() -> Network:
    return factories.NetworkFactory.create(slug="champa", name="Champa")


@pytest.fixture
def hnin(champa: Network) -> User:
    """Return the leader who has gone."""
    return factories.leader(champa, "hnin")


@pytest.fixture
def may(champa: Network) -> User:
    return factories.leader(champa, "may")


@pytest.fixture
def thida(champa: Network) -> User:
    return factories.leader(champa, "thida")


@pytest.fixture
def asked(champa: Network, hnin: User, may: User, thida: User) -> Handover:
    return ask(hnin, champa, successor=thida, by=may, why=Why.OUT_OF_REACH)


def ask(
    leader: User, network: Network, *, successor: User, by: User, why: Why = Why.LEFT
) -> Handover:
    return handovers.ask(leader, network=network, successor=successor, why=why, by=by, now=NOW)


class TestSettling:
    def test_ends_her_sessions_tokens_roles_and_account(
        self, asked: Handover, hnin: User, thida: User
    ) -> None:
        phone = browser_of(hnin)
        AuthToken.objects.create(hnin)

        handovers.settle(asked, by=thida, now=NOW)

        hnin.refresh_from_db()
        assert phone.get(reverse("campaigns:profile")).status_code == 302
        assert not AuthToken.objects.exists()
        assert not RoleAssignment.objects.current().filter(user=hnin).exists()
        assert hnin.life == Life.PAUSED
        assert kinds_of_events()[-2:] == ["role.revoked", "network.handed_over"]

    def test_leaves_the_account_of_who_simply_left(
        self, champa: Network, hnin: User, may: User, thida: User
    ) -> None:
        phone = browser_of(hnin)

        handovers.settle(ask(hnin, champa, successor=may, by=may), by=thida, now=NOW)

        hnin.refresh_from_db()
        assert hnin.life == Life.ACTIVE
        assert phone.get(reverse("campaigns:profile")).status_code == 302

    def test_passes_on_her_cases_and_open_tasks_there_and_no_others(
        self, asked: Handover, champa: Network, hnin: User, thida: User
    ) -> None:
        campaign = factories.CampaignFactory.create(lead_network=champa)
        hers = factories.CaseFactory.create(campaign=campaign, owner=hnin)
        mays = factories.CaseFactory.create(campaign=campaign, owner=asked.asked_by)
        elsewhere = factories.CaseFactory.create(owner=hnin)
        task = factories.TaskFactory.create(case=mays, owner=hnin)

        handovers.settle(asked, by=thida, now=NOW)

        for row in (hers, mays, elsewhere, task):
            row.refresh_from_db()
        assert (hers.owner, task.owner) == (thida, thida)
        assert (mays.owner, elsewhere.owner) == (asked.asked_by, hnin)
        assert {"case.assigned", "task.given"} <= set(kinds_of_events())

    def test_calls_whoever_keeps_something_open_for_her(
        self, asked: Handover, hnin: User, thida: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ended: list[User] = []
        monkeypatch.setattr(leaving, "_ENDINGS", [])
        leaving.ends_with_access(ended.append)

        handovers.settle(asked, by=thida, now=NOW)

        assert ended == [hnin]

    def test_takes_another_leader_than_the_one_who_asked(
        self, asked: Handover, champa: Network, hnin: User
    ) -> None:
        malee, admin = factories.organiser(champa), factories.administrator()

        for somebody in (asked.asked_by, hnin):
            with refused(TakesTwo):
                handovers.settle(asked, by=somebody, now=NOW)
        for somebody in (malee, admin, factories.leader(factories.NetworkFactory.create())):
            with refused(PermissionDenied):
                handovers.settle(asked, by=somebody, now=NOW)

    def test_twice_is_refused(self, asked: Handover, thida: User, champa: Network) -> None:
        handovers.settle(asked, by=thida, now=NOW)

        mala = factories.leader(champa)
        with refused(HandoverNotOpen):
            handovers.settle(asked, by=mala, now=NOW)

    def test_is_refused_once_who_should_go_on_leads_no_more(
        self, asked: Handover, thida: User, champa: Network
    ) -> None:
        thida.assignments.update(ends_on=dt.date(2020, 2, 2))

        mala = factories.leader(champa)
        with refused(Invalid):
            handovers.settle(asked, by=mala, now=NOW)


class TestAsking:
    def test_is_for_one_who_leads_with_her(
        self, champa: Network, hnin: User, may: User, thida: User
    ) -> None:
        malee, admin = factories.organiser(champa), factories.administrator()
        for somebody in (malee, admin):
            with refused(PermissionDenied):
                ask(hnin, champa, successor=thida, by=somebody)
        with refused(TakesTwo):
            ask(may, champa, successor=thida, by=may)
        with refused(Invalid):
            ask(hnin, champa, successor=hnin, by=may)
        with refused(Invalid):
            ask(malee, champa, successor=thida, by=may)

    def test_twice_is_refused(self, asked: Handover, champa: Network, thida: User) -> None:
        with refused(HandoverAsked):
            ask(asked.leader, champa, successor=thida, by=thida)

    def test_can_be_taken_back_and_asked_again(
        self, asked: Handover, champa: Network, thida: User
    ) -> None:
        with refused(TakesTwo):
            handovers.withdraw(asked, by=asked.leader, now=NOW)

        handovers.withdraw(asked, by=thida, now=NOW)

        assert ask(asked.leader, champa, successor=thida, by=thida).pk != asked.pk


class TestWhoHears:
    def test_is_who_leads_with_her_and_not_herself_nor_an_administrator(
        self, asked: Handover, hnin: User, may: User, thida: User
    ) -> None:
        people = [hnin, may, thida, factories.administrator()]

        seen = [Handover.objects.visible_to(one).exists() for one in people]

        assert seen == [False, True, True, False]
        assert set(asked.audience().users()) == {may, thida}

    def test_of_it_afterwards_learns_neither_who_nor_why(self) -> None:
        told = {str(KINDS[kind].sentence) for kind in ("network.handed_over", "case.assigned")}

        assert told == {
            "%(network)s: work was handed over from one person to another.",
            "%(case)s was handed over.",
        }


class TestThePages:
    def test_lead_from_the_list_of_members_to_agreement(
        self, hnin: User, may: User, thida: User
    ) -> None:
        members = reverse("campaigns:members", args=["champa"])
        page = reverse("campaigns:ask-handover", args=["champa"])
        assert page in text_of(browser_of(may).get(members))
        sent = {"leader": hnin.pk, "successor": thida.pk, "why": "left"}
        browser_of(may).post(page, sent)
        confirm = reverse("campaigns:confirm-handover", args=[Handover.objects.get().pk])

        assert confirm in text_of(browser_of(thida).get(members))
        assert confirm not in text_of(browser_of(may).get(members))
        assert "hnin" in text_of(browser_of(thida).get(confirm))
        assert browser_of(thida).post(confirm).headers["Location"] == members
        assert not RoleAssignment.objects.current().filter(user=hnin).exists()

    def test_are_for_people_signed_in(self) -> None:
        page = reverse("campaigns:ask-handover", args=["champa"])

        assert "next=" in Client().get(page).headers["Location"]
