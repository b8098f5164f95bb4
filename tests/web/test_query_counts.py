"""A page about one thing asks the same number of questions however much it shows.

Lists are asked in tests/invariants/test_lists.py.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backend.accounts.models import User
from backend.accounts.roles import Role
from campaigns.models import Campaign
from cases.models import CommentReaders
from tests import factories
from tests.web.browser import browser_of
from tests.web.conftest import House


def asked(somebody: User | None, address: str) -> int:
    with CaptureQueriesContext(connection) as questions:
        assert browser_of(somebody).get(address).status_code == 200
    return len(questions)


def grow(house: House) -> None:
    """Add a few more of everything around the house's case, review and campaign."""
    for _ in range(4):
        _grow_campaign(house)
        _grow_review(house)
        _grow_support(house)
        _grow_teamwork(house)


def _grow_campaign(house: House) -> None:
    provision = factories.ProvisionFactory.create()
    ask = factories.AskFactory.create(campaign=house.campaign)
    provision.asks.add(ask)
    house.campaign.allies.add(factories.NetworkFactory.create())
    malee = factories.organiser(house.network)
    factories.RoleAssignmentFactory.create(
        user=malee, role=Role.LEADER, network=house.network, granted_by=factories.person()
    )
    factories.InvitationFactory.create(network=house.network)
    factories.RoleAssignmentFactory.create(user=house.hnin, granted_by=factories.person())
    factories.CaseDraftFactory.create(author=house.hnin, campaign=house.campaign)
    case = factories.CaseFactory.create(campaign=house.campaign, visibility="ilo")
    factories.CaseIssueFactory.create(case=case)
    house.review.cases.add(case)
    house.support.cases.add(case)
    part = factories.StandardArticleFactory.create(standard=house.standard, code=case.reference)
    for one in (case, house.case):
        one.provisions.add(provision)
        one.asks.add(ask)
        one.standards.add(part)


def _grow_review(house: House) -> None:
    template = house.review.template or factories.StageTemplateFactory.create()
    house.review.template = template
    house.review.save(update_fields=["template"])
    factories.TemplateStageFactory.create(template=template)
    milestone = factories.MilestoneFactory.create(law_review=house.review)
    factories.MilestoneMoveFactory.create(milestone=milestone)
    factories.StageEventFactory.create(law_review=house.review)
    review = factories.LawReviewFactory.create()
    factories.StageEventFactory.create(law_review=review)
    review.asks.add(house.ask)
    review.cases.add(house.case)
    house.support.law_reviews.add(review)
    house.support.milestones.add(milestone)


def _grow_support(house: House) -> None:
    support = factories.IloSupportFactory.create(
        programme=house.programme, ends_on=dt.date(2020, 1, 1)
    )
    support.law_reviews.add(house.review)
    support.cases.add(house.case)
    factories.ProgrammePartFactory.create(programme=house.programme)
    factories.ProgrammeFactory.create()
    factories.StandardFactory.create()
    factories.KeyFigureFactory.create(country="TH")


def _grow_teamwork(house: House) -> None:
    given = {"case": house.case, "readers": CommentReaders.CASE}
    for speaks_for in (house.network, factories.NetworkFactory.create()):
        factories.CommentFactory.create(network=speaks_for, **given)
    factories.EvidenceFactory.create(case=house.case)
    factories.ConsentFactory.create(case=house.case)
    factories.TaskFactory.create(case=house.case, owner=house.hnin)
    factories.TaskFactory.create(owner=house.hnin, case__campaign=house.campaign)
    for by in (house.hnin, house.malee):
        factories.ProposalFactory.create(law_review=house.review, proposed_by=by)
    factories.ReviewCheckFactory.create(law_review=house.review)


PAGES: dict[str, Callable[[House], str]] = {
    "figures of a campaign": lambda h: (
        reverse("cases:figures") + f"?campaign={h.campaign.pk}&country=TH"
    ),
    "narrowed cases": lambda h: (
        reverse("cases:cases") + f"?status=open&q=section&campaign={h.campaign.pk}"
    ),
    "case": lambda h: reverse("cases:case", args=[h.case.pk]),
    "comments": lambda h: reverse("cases:comments", args=[h.case.pk]),
    "evidence": lambda h: reverse("cases:case-evidence", args=[h.case.pk]),
    "log-what": lambda h: reverse("cases:log-what", args=[h.draft.pk]),
    "log-whom": lambda h: reverse("cases:log-whom", args=[h.draft.pk]),
    "log-check": lambda h: reverse("cases:log-check", args=[h.draft.pk]),
    "campaign": lambda h: reverse("campaigns:campaign", args=[h.campaign.slug]),
    "network": lambda h: reverse("campaigns:network", args=[h.network.slug]),
    "members": lambda h: reverse("campaigns:members", args=[h.network.slug]),
    "narrowed reviews": lambda _: reverse("cases:reviews") + "?status=open&country=TH&q=review",
    "review": lambda h: reverse("cases:review", args=[h.review.slug]),
    "narrowed support": lambda _: reverse("cases:support-list") + "?kind=legal_review&q=draft",
    "support": lambda h: reverse("cases:support", args=[h.support.pk]),
    "standard": lambda h: reverse("cases:standard", args=[h.standard.code]),
    "programme": lambda h: reverse("cases:programme", args=[h.programme.code]),
}


class TestTheNumberOfQuestions:
    @pytest.mark.parametrize("name", PAGES)
    def test_does_not_grow_with_the_page(self, house: House, name: str) -> None:
        reader = house.hnin
        grow(house)
        some = asked(reader, PAGES[name](house))

        grow(house)

        assert asked(reader, PAGES[name](house)) == some

    @pytest.mark.parametrize("name", ["campaigns:campaign", "campaigns:card"])
    def test_does_not_grow_for_a_visitor_of_a_public_campaign(
        self, house: House, campaign: Campaign, name: str
    ) -> None:
        named = [campaign.slug, "th"] if name == "campaigns:card" else [campaign.slug]
        grow(house)
        some = asked(None, reverse(name, args=named))

        grow(house)

        assert asked(None, reverse(name, args=named)) == some

    @pytest.mark.parametrize("name", ["review", "support"])
    def test_does_not_grow_for_an_officer_either(self, house: House, name: str) -> None:
        grow(house)
        some = asked(house.karin, PAGES[name](house))

        grow(house)

        assert asked(house.karin, PAGES[name](house)) == some
