"""Who was shown a case, for those who answer for it."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from backend.accounts.models import User
from backend.sight import FieldClass
from campaigns.models import RoleAssignment
from cases.access import narrowest_class
from cases.actions import reading
from cases.models import AdvocacyCase, Visibility
from cases.queries.read_by import read_by
from tests.factories import CaseFactory, NetworkFactory, contributor, leader, officer, organiser
from tests.web.browser import browser_of

MORNING = dt.datetime(2026, 11, 22, 9, 10, tzinfo=dt.UTC)


@pytest.fixture
def case() -> AdvocacyCase:
    return CaseFactory.create(visibility=Visibility.ALLIES_AND_ILO)


@transaction.atomic
def read(case: AdvocacyCase, *, by: User) -> None:
    reading.show([case], to=by)


def names(case: AdvocacyCase, *, asker: User) -> list[str]:
    return [one.name for one in read_by(case, asker=asker)]


class TestWhoHasReadIt:
    def test_is_told_once_for_each_person_the_last_first(self, case: AdvocacyCase) -> None:
        hnin, malee = leader(case.network, "hnin"), organiser(case.network, "malee")
        with time_machine.travel(MORNING, tick=False) as clock:
            for reader in (malee, hnin, malee):
                read(case, by=reader)
                clock.shift(dt.timedelta(minutes=1))

        first, second = read_by(case, asker=hnin)

        assert (first.name, first.times, second.name) == ("malee", 2, "hnin")
        assert first.last_at == MORNING + dt.timedelta(minutes=2)
        assert second.is_asker

    def test_is_not_who_read_another(self, case: AdvocacyCase) -> None:
        hnin = leader(case.network)
        read(CaseFactory.create(network=case.network), by=hnin)

        assert read_by(case, asker=hnin) == []

    def test_names_a_member_who_has_left(self, case: AdvocacyCase) -> None:
        hnin, malee = leader(case.network), organiser(case.network, "malee")
        read(case, by=malee)
        RoleAssignment.objects.filter(user=malee).update(ends_on=dt.date(2026, 1, 1))

        assert names(case, asker=hnin) == ["malee"]

    def test_names_nobody_of_another_network(self, case: AdvocacyCase) -> None:
        ally = NetworkFactory.create()
        case.campaign.allies.add(ally)
        read(case, by=leader(ally, "dao"))
        read(case, by=officer(case.country, "karin"))

        officers, allies = read_by(case, asker=leader(case.network))

        assert (allies.name, allies.network, allies.saw_all) == ("", ally, False)
        assert (officers.name, officers.network, officers.is_officer) == ("", None, True)

    def test_names_only_herself_to_who_may_not_know_the_members(self, case: AdvocacyCase) -> None:
        mala = contributor(case.network, "mala")
        case.logged_by = mala
        read(case, by=mala)
        read(case, by=leader(case.network, "hnin"))

        hnin, herself = read_by(case, asker=mala)

        assert (hnin.name, hnin.network, herself.name) == ("", case.network, "mala")

    def test_asks_as_often_for_many_as_for_one(
        self, case: AdvocacyCase, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        hnin = leader(case.network)
        for reader in [hnin, *(organiser(case.network) for _one in range(5))]:
            read(case, by=reader)
        assert names(case, asker=hnin)

        with django_assert_num_queries(3):
            read_by(case, asker=hnin)


class TestThePage:
    def test_says_who_and_how_much(self, case: AdvocacyCase) -> None:
        read(case, by=officer(case.country, "karin"))
        read(case, by=organiser(case.network, "malee"))

        address = reverse("cases:read-by", args=[case.pk])
        page = browser_of(leader(case.network)).get(address).content.decode()

        assert "malee" in page
        assert "the ILO officer" in page
        assert "karin" not in page
        assert page.count("only what was shared beyond your network") == 1

    def test_is_found_from_the_case_by_who_may_open_it(self, case: AdvocacyCase) -> None:
        link = reverse("cases:read-by", args=[case.pk])
        page = reverse("cases:case", args=[case.pk])

        assert link in browser_of(leader(case.network)).get(page).content.decode()
        assert link not in browser_of(organiser(case.network)).get(page).content.decode()


class TestTheClassShown:
    def test_is_the_narrowest_she_may_read(self, case: AdvocacyCase) -> None:
        assert narrowest_class(case, by=organiser(case.network)) == FieldClass.CASE_TEAM
        assert narrowest_class(case, by=officer(case.country)) == FieldClass.NETWORK
