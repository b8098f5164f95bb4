"""Which countries a reader is shown, and how far the law has come in each."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from cases.queries.around import codes_around, countries_around
from cases.stages import PHASES, Phase, Stage, how_far
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)


class TestCountriesAround:
    def test_come_with_their_reviews_the_furthest_first(self) -> None:
        called_for = factories.LawReviewFactory.create(country="PH", title="A")
        drafted = factories.LawReviewFactory.create(country="TH", title="B")
        factories.LawReviewFactory.create(country="TH", title="A")
        factories.StageEventFactory.create(law_review=called_for, stage=Stage.DEMAND_SUBMITTED)
        factories.StageEventFactory.create(law_review=drafted, stage=Stage.DRAFTING)
        factories.CampaignFactory.create(country="KH", is_public=True)

        found = countries_around(AnonymousUser(), on=TODAY)

        assert [(one.code, one.phase) for one in found] == [
            ("TH", Phase.WITH_GOVERNMENT),
            ("PH", Phase.CALLED_FOR),
            ("KH", None),
        ]
        assert [standing.review.title for standing in found[0].reviews] == ["B", "A"]

    def test_are_not_known_to_those_who_may_see_nothing_there(self) -> None:
        factories.LawReviewFactory.create(country="PH", is_public=False)
        factories.CampaignFactory.create(country="KH")

        assert countries_around(factories.officer("TH"), on=TODAY) == []
        assert codes_around(factories.officer("TH")) == set()
        assert codes_around(factories.administrator()) == {"PH", "KH"}

    def test_name_few_of_many_reviews_and_count_the_rest(self) -> None:
        factories.LawReviewFactory.create_batch(7)

        [thailand] = countries_around(AnonymousUser(), on=TODAY)

        assert (len(thailand.named), thailand.unnamed_count) == (5, 2)


class TestHowFar:
    def test_is_known_of_every_stage_that_moves_a_law(self) -> None:
        assert PHASES.keys() == set(Stage) - {Stage.CONTEXT}

    def test_sorts_what_fell_back_before_what_moves(self) -> None:
        order = [None, Stage.LAPSED, Stage.DEMAND_SUBMITTED, Stage.DRAFTING, Stage.IN_FORCE]

        assert sorted(set(order), key=how_far) == order
