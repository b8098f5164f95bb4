"""What a brief tells of the evidence for a clause, and what nobody can work out from it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from typing import Any

import pytest

from backend.accounts.models import User
from campaigns.models import Campaign, Network
from cases.actions import clauses
from cases.models import (
    Bearing,
    CaseIssue,
    Clause,
    ClauseTag,
    IssueKind,
    LawReview,
    Visibility,
)
from cases.queries.brief import Tagged, brief_of, weight_of
from tests import factories

FEWEST = 2
MOST_CASES = 5
KINDS_OF_CASES = [
    Tagged(network, province)
    for network, province in product(("Lotus", "Jasmine"), ("Phuket", "Tak", ""))
]


def worlds() -> Iterator[list[Tagged]]:
    """Yield every way in which a few cases may lie in two networks and two provinces."""
    for count in range(MOST_CASES + 1):
        yield from (list(world) for world in combinations_with_replacement(KINDS_OF_CASES, count))


class TestAWeight:
    def test_lets_nobody_work_out_that_a_place_or_network_has_few(self) -> None:
        by_answer: defaultdict[Any, list[Counter[str]]] = defaultdict(list)
        for world in worlds():
            counts = Counter(str(one.network) for one in world)
            counts.update(one.province for one in world if one.province)
            by_answer[weight_of(world, fewest=FEWEST)].append(counts)

        given_away = [
            (answer, name)
            for answer, possible in by_answer.items()
            for name in ("Lotus", "Jasmine", "Phuket", "Tak")
            if answer and all(0 < counts[name] < FEWEST for counts in possible)
        ]

        assert len(by_answer) > 10
        assert given_away == []

    def test_says_nothing_where_cases_are_few(self) -> None:
        few = [Tagged("Lotus", "Phuket")] * (FEWEST - 1)

        assert weight_of(few, fewest=FEWEST) is None


@pytest.fixture
def lotus() -> Network:
    return factories.NetworkFactory.create(name="Lotus")


@pytest.fixture
def campaign(lotus: Network) -> Campaign:
    return factories.CampaignFactory.create(lead_network=lotus)


@pytest.fixture
def karin() -> User:
    return factories.officer("TH", "karin")


@pytest.fixture
def clause() -> Clause:
    return factories.ClauseFactory.create()


def tagged(clause: Clause, campaign: Campaign, *, visibility: Visibility) -> None:
    for _ in range(5):
        case = factories.CaseFactory.create(
            campaign=campaign, visibility=visibility, place="Phuket"
        )
        factories.ClauseTagFactory.create(clause=clause, case=case, bearing=Bearing.SHOWS_NEED)


class TestABrief:
    def need(self, review: LawReview, reader: User) -> int:
        (evidence,) = brief_of(review, reader=reader).clauses
        return evidence.need.cases if evidence.need else 0

    def test_counts_the_cases_shared_with_the_ilo(
        self, clause: Clause, campaign: Campaign, karin: User
    ) -> None:
        tagged(clause, campaign, visibility=Visibility.ILO)

        assert self.need(clause.law_review, karin) == 5

    def test_leaves_out_what_stays_in_the_network_for_its_own_leader_as_well(
        self, clause: Clause, campaign: Campaign, lotus: Network
    ) -> None:
        tagged(clause, campaign, visibility=Visibility.NETWORK)

        assert self.need(clause.law_review, factories.leader(lotus)) == 0

    def test_names_the_clauses_without_evidence(self, clause: Clause, karin: User) -> None:
        assert brief_of(clause.law_review, reader=karin).without_evidence == [clause]


class TestAProblemThatNoClauseWouldSolve:
    @pytest.fixture
    def many(self, clause: Clause, campaign: Campaign) -> None:
        for _ in range(5):
            case = factories.CaseFactory.create(campaign=campaign, visibility=Visibility.ILO)
            CaseIssue.objects.create(case=case, kind=IssueKind.MATERNITY)
            clause.law_review.cases.add(case)

    def solved(self, clause: Clause, campaign: Campaign, visibility: Visibility) -> None:
        case = factories.CaseFactory.create(campaign=campaign, visibility=visibility)
        CaseIssue.objects.create(case=case, kind=IssueKind.MATERNITY)
        factories.ClauseTagFactory.create(clause=clause, case=case, bearing=Bearing.SOLVED)

    @pytest.mark.usefixtures("many")
    def test_is_named_until_a_shared_case_says_that_one_would(
        self, clause: Clause, campaign: Campaign, karin: User
    ) -> None:
        before = brief_of(clause.law_review, reader=karin).unanswered
        self.solved(clause, campaign, Visibility.ILO)

        assert before == [IssueKind.MATERNITY]
        assert brief_of(clause.law_review, reader=karin).unanswered == []

    @pytest.mark.usefixtures("many")
    def test_is_not_hidden_by_a_case_that_stays_in_its_network(
        self, clause: Clause, campaign: Campaign, lotus: Network
    ) -> None:
        self.solved(clause, campaign, Visibility.NETWORK)

        found = brief_of(clause.law_review, reader=factories.leader(lotus)).unanswered
        assert found == [IssueKind.MATERNITY]

    @pytest.mark.usefixtures("many")
    def test_is_not_hidden_by_a_tag_of_an_earlier_wording(
        self, clause: Clause, campaign: Campaign, karin: User
    ) -> None:
        self.solved(clause, campaign, Visibility.ILO)

        clauses.reword(clause, by=karin, version=clause.version, after="Other words.")

        assert brief_of(clause.law_review, reader=karin).unanswered == [IssueKind.MATERNITY]


class TestAClauseThatIsReworded:
    def test_asks_to_look_again_at_its_tags_and_counts_them_no_more(
        self, clause: Clause, campaign: Campaign, karin: User
    ) -> None:
        tagged(clause, campaign, visibility=Visibility.ILO)

        clauses.reword(clause, by=karin, version=clause.version, after="Other words.")

        tags = ClauseTag.objects.with_recheck()
        assert all(tag.to_recheck for tag in tags)
        assert not TestABrief().need(clause.law_review, karin)
