"""What is counted, for whom, and which numbers nobody is shown."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from campaigns.access import Visitor
from cases.models import AdvocacyCase, MilestoneStatus, SupportStatus, Visibility
from cases.queries.figures import (
    Focus,
    case_figures,
    steps_by_year,
    support_by_programme,
)
from tests import factories
from tests.cases.counting import ALL, PAPERS, TODAY, WAGES, by_month, figures_of, log

pytestmark = pytest.mark.django_db


class TestCasesByKind:
    def test_are_those_in_the_rows_most_first(self) -> None:
        network = factories.NetworkFactory.create()
        log(3, network=network, kinds=[WAGES, PAPERS])
        log(4, network=network, kinds=[PAPERS])
        log(2, network=network, kinds=[WAGES])

        assert figures_of(factories.leader(network)).kinds == [(PAPERS, 7), (WAGES, 5)]

    def test_leave_out_a_kind_with_few(self) -> None:
        network = factories.NetworkFactory.create()
        log(5, network=network, kinds=[WAGES])
        log(4, network=network, kinds=[PAPERS])

        assert figures_of(factories.leader(network)).kinds == [(WAGES, 5)]


class TestCasesByMonth:
    def test_are_those_of_the_last_twelve_oldest_first(self) -> None:
        network = factories.NetworkFactory.create()
        log(6, network=network, on="2025-11-30")  # a month too early
        log(5, network=network, on="2025-12-01")
        log(7, network=network, on="2026-11-22")
        log(4, network=network, on="2026-03-08")

        figures = figures_of(factories.leader(network))

        assert by_month(figures) == {"2025-12": 5, "2026-11": 7}
        assert [month.first for month in figures.months][::11] == [
            dt.date(2025, 12, 1),
            dt.date(2026, 11, 1),
        ]

    def test_say_so_where_no_month_has_enough(self) -> None:
        network = factories.NetworkFactory.create()
        log(4, network=network)

        assert figures_of(factories.leader(network)).has_months is False

    def test_hide_a_second_month_where_one_alone_would_be_hidden(self) -> None:
        network = factories.NetworkFactory.create()
        for month in range(1, 12):
            log(9 if month != 3 else 5, network=network, on=f"2026-{month:02}-15")
        log(4, network=network, on="2025-12-15")

        shown = by_month(figures_of(factories.leader(network)))

        assert "2025-12" not in shown
        assert "2026-03" not in shown
        assert len(shown) == 10


class TestCases:
    def test_of_another_network_are_never_counted(self) -> None:
        ours, theirs = factories.NetworkFactory.create_batch(2)
        campaign = factories.CampaignFactory.create(lead_network=ours, allies=[theirs])
        log(5, network=ours, campaign=campaign, kinds=[WAGES])
        log(9, network=theirs, campaign=campaign, kinds=[WAGES])

        assert figures_of(factories.organiser(ours)).kinds == [(WAGES, 5)]

    def test_are_counted_for_an_ally_only_where_shared_with_her(self) -> None:
        ours, theirs = factories.NetworkFactory.create_batch(2)
        campaign = factories.CampaignFactory.create(lead_network=ours, allies=[theirs])
        log(6, campaign=campaign, kinds=[WAGES], visibility=Visibility.ALLIES)
        log(7, campaign=campaign, kinds=[WAGES], visibility=Visibility.NETWORK)

        assert figures_of(factories.leader(theirs)).kinds == [(WAGES, 6)]

    def test_are_counted_for_the_officer_only_where_shared_with_her(self) -> None:
        network = factories.NetworkFactory.create(country="TH")
        log(5, network=network, kinds=[WAGES], visibility=Visibility.ILO)
        log(8, network=network, kinds=[WAGES], visibility=Visibility.ALLIES)

        assert figures_of(factories.officer("TH")).kinds == [(WAGES, 5)]
        assert figures_of(factories.officer("PH")).kinds == []

    def test_are_counted_for_a_contributor_only_where_they_are_hers(self) -> None:
        network = factories.NetworkFactory.create()
        phyu = factories.contributor(network)
        log(5, network=network, kinds=[PAPERS], logged_by=phyu)
        log(8, network=network, kinds=[WAGES])

        assert figures_of(phyu).kinds == [(PAPERS, 5)]

    def test_are_no_matter_of_visitors_administrators_and_people_without_a_role(self) -> None:
        strangers: list[Visitor] = [AnonymousUser(), factories.person(), factories.administrator()]

        assert [case_figures(one, ALL, on=TODAY) for one in strangers] == [None, None, None]

    def test_are_those_of_the_campaign_and_country_she_looks_at(self) -> None:
        network = factories.NetworkFactory.create(country="TH")
        hers = factories.CampaignFactory.create(lead_network=network)
        log(5, network=network, campaign=hers, kinds=[WAGES])
        log(6, network=network, kinds=[WAGES])
        hnin = factories.leader(network)

        assert figures_of(hnin, Focus(campaign=hers)).kinds == [(WAGES, 5)]
        assert figures_of(hnin, Focus(country="TH")).kinds == [(WAGES, 11)]
        assert figures_of(hnin, Focus(country="PH")).kinds == []
        assert AdvocacyCase.objects.count() == 11


class TestStepsByYear:
    def test_tell_what_became_of_those_planned(self) -> None:
        review = factories.LawReviewFactory.create()
        marked = {"marked_by": factories.person(), "law_review": review}
        first, second = dt.date(2025, 5, 1), dt.date(2026, 5, 1)
        make = factories.MilestoneFactory.create
        make(
            planned_on=first,
            status=MilestoneStatus.REACHED,
            reached_on=dt.date(2026, 1, 9),
            **marked,
        )
        make(planned_on=first, status=MilestoneStatus.MISSED, **marked)
        make(planned_on=first, status=MilestoneStatus.DROPPED, **marked)
        make(planned_on=second, law_review=review)

        years = steps_by_year(AnonymousUser(), ALL)

        assert [(y.first.year, y.planned, y.reached, y.open, y.given_up) for y in years] == [
            (2025, 3, 1, 0, 2),
            (2026, 1, 0, 1, 0),
        ]

    def test_leave_out_what_is_not_public_elsewhere(self) -> None:
        hidden = factories.LawReviewFactory.create(country="PH", is_public=False)
        factories.MilestoneFactory.create(law_review=hidden)

        assert steps_by_year(factories.officer("TH"), ALL) == []
        assert len(steps_by_year(factories.officer("PH"), ALL)) == 1

    def test_are_those_of_the_reviews_of_a_campaign(self) -> None:
        campaign = factories.CampaignFactory.create()
        review = factories.LawReviewFactory.create()
        for ask in factories.AskFactory.create_batch(2, campaign=campaign):
            review.asks.add(ask)  # two ways to the same review: its step counts once
        factories.MilestoneFactory.create(law_review=review)
        factories.MilestoneFactory.create()

        years = steps_by_year(AnonymousUser(), Focus(campaign=campaign))

        assert [year.planned for year in years] == [1]


class TestSupportByProgramme:
    def test_counts_each_piece_once_by_its_status(self) -> None:
        programme = factories.ProgrammeFactory.create(name="Flagship")
        for status in (SupportStatus.ACTIVE, SupportStatus.ENDED, SupportStatus.CANCELLED):
            factories.IloSupportFactory.create(programme=programme, status=status)
        factories.IloSupportFactory.create(status=SupportStatus.PLANNED)

        flagship, none = support_by_programme(AnonymousUser(), ALL)

        assert flagship.programme == programme
        assert (flagship.planned, flagship.active, flagship.ended) == (0, 1, 1)
        assert (flagship.cancelled, flagship.all) == (1, 2)
        assert (none.programme, none.all) == (None, 1)

    def test_leaves_out_what_is_not_public_elsewhere(self) -> None:
        factories.IloSupportFactory.create(country="PH", is_public=False)

        assert support_by_programme(factories.officer("TH"), ALL) == []

    def test_of_a_campaign_is_that_of_its_reviews_and_of_cases_the_reader_sees(self) -> None:
        case = factories.CaseFactory.create()
        review = factories.LawReviewFactory.create()
        review.asks.add(factories.AskFactory.create(campaign=case.campaign))
        factories.IloSupportFactory.create().law_reviews.add(review)
        factories.IloSupportFactory.create().cases.add(case)
        factories.IloSupportFactory.create()
        focus = Focus(campaign=case.campaign)

        seen_by: list[Visitor] = [factories.leader(case.network), AnonymousUser()]

        assert [support_by_programme(one, focus)[0].all for one in seen_by] == [2, 1]
