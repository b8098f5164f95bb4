"""What people do to a case once it is logged."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from backend.accounts.models import User
from backend.errors import Invalid, Stale
from cases.actions import cases
from cases.models import AdvocacyCase, CaseStatus, IssueKind, Visibility
from tests.cases.cast import ally_of, who_logged, who_owns
from tests.factories import (
    AskFactory,
    CaseFactory,
    NetworkFactory,
    ProvisionFactory,
    StandardArticleFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
)
from tests.records import kinds_of_events, nothing_written, refused, the_only_event

Case = AdvocacyCase


def a_case(**fields: Any) -> Case:
    """Return a case shared with all who can be, which an organiser logged and nobody owns."""
    network = NetworkFactory.create()
    shared: dict[str, Any] = {"network": network, "visibility": Visibility.ALLIES_AND_ILO}
    return CaseFactory.create(**shared | {"logged_by": organiser(network)} | fields)


def an_owner_who_left(case: Case) -> User:
    may = who_owns(case)
    may.assignments.all().delete()
    return may


Act = Callable[[Case, User], Any]
ACTS: dict[str, Act] = {
    "edit": lambda case, by: cases.edit(case, by=by, version=None, title="Another title"),
    "relink": lambda case, by: cases.relink(case, by=by, issue_kinds=[IssueKind.ABUSE]),
    "activate": lambda case, by: cases.activate(case, by=by),
    "close": lambda case, by: cases.close(case, by=by, outcome=CaseStatus.LOST),
    "share": lambda case, by: cases.share(case, by=by, with_=Visibility.NETWORK),
    "assign": lambda case, by: cases.assign(case, by=by, to=case.logged_by),
}
OTHERS: dict[str, Callable[[Case], User]] = {
    "an organiser who does not own it": lambda case: organiser(case.network),
    "a contributor": lambda case: contributor(case.network),
    "the contributor who logged it": who_logged,
    "an organiser who owns it but left": an_owner_who_left,
    "the leader of an allied network": lambda case: leader(ally_of(case)),
    "the leader of another network": lambda _: leader(NetworkFactory.create()),
    "the countrys officer": lambda case: officer(case.country),
    "an administrator": lambda _: administrator(),
}


class TestACase:
    @pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
    @pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
    def test_is_not_changed_by(self, act: Act, other: Callable[[Case], User]) -> None:
        case = a_case()
        somebody = other(case)

        with refused(PermissionDenied):
            act(case, somebody)

    @pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
    @pytest.mark.parametrize("who", ["its networks leader", "the organiser who owns it"])
    def test_is_changed_with_one_event_by(self, act: Act, who: str) -> None:
        case = a_case()
        by = leader(case.network) if who == "its networks leader" else who_owns(case)

        act(case, by)

        event = the_only_event()
        assert (event.subject_id, event.actor_id) == (case.pk, by.pk)
        assert AdvocacyCase.objects.get().version == case.version == 2


class TestEdit:
    def test_changes_the_text_and_names_the_fields_alone(self) -> None:
        case = a_case()

        cases.edit(
            case, by=leader(case.network), version=1, summary="Hurt", people_affected=3, risk="none"
        )

        case.refresh_from_db()
        assert (case.summary, case.people_affected) == ("Hurt", 3)
        assert the_only_event().changes == {"fields": ["people_affected", "summary"], "version": 2}

    def test_can_empty_the_number_of_people(self) -> None:
        case = a_case(people_affected=3)

        cases.edit(case, by=leader(case.network), version=1, people_affected=None)

        assert Case.objects.get().people_affected is None

    def test_of_an_older_version_is_refused(self) -> None:
        case = a_case()
        champa = leader(case.network)
        cases.edit(Case.objects.get(), by=champa, version=1, title="First")

        with refused(Stale):
            cases.edit(case, by=champa, version=1, title="Second")

        assert kinds_of_events() == ["case.edited"]

    def test_that_changes_nothing_leaves_no_event(self) -> None:
        case = a_case()
        champa = leader(case.network)

        with nothing_written():
            cases.edit(case, by=champa, version=1, title=case.title)

    def test_whose_second_write_fails_undoes_the_first(self) -> None:
        case = a_case()
        champa = leader(case.network)
        links = cases.Links(issue_kinds=["gossip"])

        with refused(IntegrityError):
            cases.edit(case, by=champa, version=1, title="Another", links=links)


class TestRelink:
    def test_sets_what_a_case_points_at(self) -> None:
        case = a_case()
        ask, section = AskFactory.create(campaign=case.campaign), ProvisionFactory.create()
        article = StandardArticleFactory.create()

        cases.relink(
            case, by=leader(case.network), asks=[ask], provisions=[section], standards=[article]
        )

        assert (case.asks.get(), case.provisions.get(), case.standards.get()) == (
            ask,
            section,
            article,
        )
        assert the_only_event().changes["fields"] == ["asks", "provisions", "standards"]

    def test_replaces_the_kinds_of_problem(self) -> None:
        case = a_case()
        champa = leader(case.network)
        cases.relink(case, by=champa, issue_kinds=[IssueKind.ABUSE, IssueKind.MATERNITY])

        cases.relink(case, by=champa, issue_kinds=[IssueKind.MATERNITY, IssueKind.DISMISSAL])

        assert {issue.kind for issue in case.issues.all()} == {"maternity", "dismissal"}

    def test_leaves_alone_what_is_not_named(self) -> None:
        case = a_case()
        ask = AskFactory.create(campaign=case.campaign)
        case.asks.add(ask)

        cases.relink(case, by=leader(case.network), provisions=[])

        assert case.asks.get() == ask

    def test_to_an_ask_of_another_campaign_is_refused(self) -> None:
        case, ask = a_case(), AskFactory.create()
        champa = leader(case.network)

        with refused(Invalid, match="another campaign"):
            cases.relink(case, by=champa, issue_kinds=[IssueKind.ABUSE], asks=[ask])


class TestShare:
    def test_widens_and_narrows_who_may_read(self) -> None:
        case = a_case(visibility=Visibility.NETWORK)
        champa = leader(case.network)

        cases.share(case, by=champa, with_=Visibility.ALLIES_AND_ILO)
        cases.share(case, by=champa, with_=Visibility.NETWORK)

        assert Case.objects.get().visibility == case.visibility == Visibility.NETWORK
        assert kinds_of_events() == ["case.shared", "case.shared"]

    def test_says_from_what_to_what(self) -> None:
        case = a_case(visibility=Visibility.NETWORK)

        cases.share(case, by=leader(case.network), with_=Visibility.ILO)

        assert the_only_event().changes == {"from": "network", "to": "ilo"}

    def test_as_it_is_already_is_refused(self) -> None:
        case = a_case(visibility=Visibility.ILO)
        champa = leader(case.network)

        with refused(cases.NoChange):
            cases.share(case, by=champa, with_=Visibility.ILO)


class TestAssign:
    @pytest.mark.parametrize("role", [organiser, leader])
    def test_hands_a_case_to_who_may_work_on_it(self, role: Any) -> None:
        case = a_case()
        may = role(case.network)

        cases.assign(case, by=leader(case.network), to=may)

        assert Case.objects.get().owner == case.owner == may
        assert (the_only_event().kind, the_only_event().changes) == (
            "case.assigned",
            {"to": str(may.pk)},
        )

    def test_lets_the_new_owner_change_it_and_the_old_one_no_more(self) -> None:
        case = a_case()
        before, after = who_owns(case), organiser(case.network)

        cases.assign(case, by=before, to=after)

        cases.edit(case, by=after, version=None, title="Mine now")
        with refused(PermissionDenied):
            cases.edit(case, by=before, version=None, title="Still mine")

    @pytest.mark.parametrize(
        "somebody",
        [
            lambda case: contributor(case.network),
            lambda _: organiser(NetworkFactory.create()),
            lambda case: officer(case.country),
            lambda _: administrator(),
            an_owner_who_left,
        ],
        ids=["a contributor", "another networks organiser", "officer", "administrator", "who left"],
    )
    def test_to_somebody_who_could_not_work_on_it_is_refused(
        self, somebody: Callable[[Case], User]
    ) -> None:
        case = a_case()
        champa, her = leader(case.network), somebody(case)

        with refused(Invalid, match="cannot work on cases"):
            cases.assign(case, by=champa, to=her)

    def test_to_somebody_whose_account_is_closed_is_refused(self) -> None:
        case = a_case()
        champa, may = leader(case.network), organiser(case.network)
        User.objects.filter(pk=may.pk).update(is_active=False)

        with refused(Invalid):
            cases.assign(case, by=champa, to=may)

    def test_to_who_owns_it_is_refused(self) -> None:
        case = a_case()
        may = who_owns(case)

        with refused(cases.NoChange):
            cases.assign(case, by=may, to=may)
