"""Who sees cases, law reviews, their facts and milestones, and ILO support: the access table."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from backend.accounts.models import User
from campaigns.access import Visitor
from cases.access import knows_people, may_edit
from cases.models import AdvocacyCase, IloSupport, LawReview, Milestone, StageEvent, Visibility
from tests.cases.cast import ally_of, who_logged
from tests.factories import (
    CaseFactory,
    IloSupportFactory,
    LawReviewFactory,
    MilestoneFactory,
    NetworkFactory,
    StageEventFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
    person,
)

Case = AdvocacyCase
ALL = set(Visibility)
TO_ALLIES = {Visibility.ALLIES, Visibility.ALLIES_AND_ILO}
TO_THE_ILO = {Visibility.ILO, Visibility.ALLIES_AND_ILO}
NOBODY: set[Visibility] = set()


def lead_of(case: Case) -> Any:
    """Make the case an ally's, and return the network that leads its campaign."""
    case.network = ally_of(case)
    case.save()
    return case.campaign.lead_network


def a_former_contributor(case: Case) -> User:
    may = who_logged(case)
    may.assignments.all().delete()
    return may


READERS: dict[str, tuple[Callable[[Case], Visitor], set[Visibility]]] = {
    "the networks leader": (lambda case: leader(case.network), ALL),
    "the networks organiser": (lambda case: organiser(case.network), ALL),
    "the contributor who logged it": (who_logged, ALL),
    "another contributor": (lambda case: contributor(case.network), NOBODY),
    "a contributor who logged it and left": (a_former_contributor, NOBODY),
    "the leader of an ally": (lambda case: leader(ally_of(case)), TO_ALLIES),
    "the leader of the lead network": (lambda case: leader(lead_of(case)), TO_ALLIES),
    "the organiser of an ally": (lambda case: organiser(ally_of(case)), NOBODY),
    "the contributor of an ally": (lambda case: contributor(ally_of(case)), NOBODY),
    "the leader of another network": (lambda _: leader(NetworkFactory.create()), NOBODY),
    "the countrys officer": (lambda case: officer(case.country), TO_THE_ILO),
    "another countrys officer": (lambda _: officer("PH"), NOBODY),
    "an administrator": (lambda _: administrator(), NOBODY),
    "somebody without a role": (lambda _: person(), NOBODY),
    "a visitor": (lambda _: AnonymousUser(), NOBODY),
}


class TestACase:
    @pytest.mark.parametrize("visibility", Visibility)
    @pytest.mark.parametrize(("cast", "shown"), READERS.values(), ids=READERS)
    def test_is_read_only_as_far_as_it_is_shared(
        self, cast: Callable[[Case], Visitor], shown: set[Visibility], visibility: Visibility
    ) -> None:
        case = CaseFactory.create(visibility=visibility)

        found = Case.objects.visible_to(cast(case))

        assert list(found) == ([case] if visibility in shown else [])

    def test_is_not_read_by_a_public_campaigns_readers(self) -> None:
        case = CaseFactory.create(campaign__is_public=True, visibility=Visibility.ALLIES_AND_ILO)

        for stranger in (AnonymousUser(), person(), leader(NetworkFactory.create())):
            assert not Case.objects.visible_to(stranger).exists(), case

    def test_is_not_read_by_an_ally_after_the_alliance_ended(self) -> None:
        case = CaseFactory.create(visibility=Visibility.ALLIES)
        ally = ally_of(case)
        champa = leader(ally)

        case.campaign.allies.remove(ally)

        assert not Case.objects.visible_to(champa).exists()

    def test_is_found_once_however_many_reasons_there_are(self) -> None:
        case = CaseFactory.create(visibility=Visibility.ALLIES_AND_ILO)
        champa = who_logged(case, leader)
        officer("TH").assignments.update(user=champa)
        leader(ally_of(case)).assignments.update(user=champa)
        contributor(case.network).assignments.update(user=champa)

        assert list(Case.objects.visible_to(User.objects.get(pk=champa.pk))) == [case]


class TestTheNamesInACase:
    @pytest.mark.parametrize(
        ("cast", "known"),
        [
            (lambda case: leader(case.network), True),
            (lambda case: organiser(case.network), True),
            (who_logged, True),
            (lambda case: leader(ally_of(case)), False),
            (lambda case: officer(case.country), False),
            (lambda _: administrator(), False),
            (lambda _: AnonymousUser(), False),
        ],
        ids=["leader", "organiser", "who logged it", "ally", "officer", "administrator", "visitor"],
    )
    def test_are_known_inside_its_network_alone(
        self,
        cast: Callable[[Case], Visitor],
        known: bool,  # noqa: FBT001
    ) -> None:
        case = CaseFactory.create(visibility=Visibility.ALLIES_AND_ILO)

        assert knows_people(case, by=cast(case)) == known


class TestChangingACase:
    def test_is_offered_to_leader_and_owner_alone(self) -> None:
        case = CaseFactory.create(visibility=Visibility.ALLIES_AND_ILO)
        owner = organiser(case.network)
        case.owner = owner
        case.save()

        assert may_edit(case, by=leader(case.network))
        assert may_edit(case, by=owner)
        for somebody in (
            organiser(case.network),
            who_logged(case),
            leader(ally_of(case)),
            officer(case.country),
            administrator(),
        ):
            assert not may_edit(case, by=somebody)


def thai(role: Any) -> User:
    somebody: User = role(NetworkFactory.create(country="TH"))
    return somebody


HERE: dict[str, Callable[[], Visitor]] = {
    "a contributor of the country": lambda: thai(contributor),
    "an organiser of the country": lambda: thai(organiser),
    "a leader of the country": lambda: thai(leader),
    "the countrys officer": lambda: officer("TH"),
    "an administrator": administrator,
}
ELSEWHERE: dict[str, Callable[[], Visitor]] = {
    "a visitor": AnonymousUser,
    "somebody without a role": person,
    "a leader of another country": lambda: leader(NetworkFactory.create(country="PH")),
    "another countrys officer": lambda: officer("PH"),
}
LAW: dict[str, Callable[..., Any]] = {
    "a law review": lambda **place: LawReviewFactory.create(country="TH", **place),
    "a milestone": lambda **place: MilestoneFactory.create(
        law_review=LawReviewFactory.create(country="TH", **place)
    ),
    "a fact": lambda **place: StageEventFactory.create(
        law_review=LawReviewFactory.create(country="TH", **place)
    ),
    "ILO support": lambda **place: IloSupportFactory.create(country="TH", **place),
}


@pytest.mark.parametrize("made", LAW.values(), ids=LAW)
class TestWhatIsKnownOfTheLaw:
    @pytest.mark.parametrize("cast", HERE.values(), ids=HERE)
    def test_is_seen_at_home_even_if_not_public_by(
        self, made: Callable[..., Any], cast: Callable[[], Visitor]
    ) -> None:
        thing = made(is_public=False)

        assert list(type(thing).objects.visible_to(cast())) == [thing]

    @pytest.mark.parametrize("cast", ELSEWHERE.values(), ids=ELSEWHERE)
    def test_that_is_not_public_is_hidden_from(
        self, made: Callable[..., Any], cast: Callable[[], Visitor]
    ) -> None:
        thing = made(is_public=False)

        assert not type(thing).objects.visible_to(cast()).exists()

    @pytest.mark.parametrize("cast", ELSEWHERE.values(), ids=ELSEWHERE)
    def test_that_is_public_is_seen_even_by(
        self, made: Callable[..., Any], cast: Callable[[], Visitor]
    ) -> None:
        thing = made(is_public=True)

        assert list(type(thing).objects.visible_to(cast())) == [thing]


class TestLinks:
    def test_of_a_review_show_only_cases_and_asks_one_may_see(self) -> None:
        review, hidden = LawReviewFactory.create(), CaseFactory.create()
        shared = CaseFactory.create(visibility=Visibility.ILO)
        review.cases.set([hidden, shared])

        seen = LawReview.objects.with_links(officer("TH")).get()

        assert list(seen.cases.all()) == [shared]

    def test_of_support_show_only_what_one_may_see(self) -> None:
        support, hidden = IloSupportFactory.create(), CaseFactory.create()
        closed = LawReviewFactory.create(is_public=False)
        support.cases.set([hidden])
        support.law_reviews.set([closed])
        support.milestones.set([MilestoneFactory.create(law_review=closed)])

        seen = IloSupport.objects.with_links(AnonymousUser()).get()

        assert not seen.cases.all()
        assert not seen.law_reviews.all()
        assert not seen.milestones.all()

    def test_are_there_to_be_tested(self) -> None:
        assert {Milestone, StageEvent} <= {type(made()) for made in LAW.values()}
