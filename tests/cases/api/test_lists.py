"""Every list can be read page by page and in each order; what it costs, the invariants ask."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.accounts.roles import Role
from campaigns.api.routes import RESOURCES as OF_CAMPAIGNS
from cases.api.routes import RESOURCES as OF_CASES
from cases.models import IssueKind, Visibility
from tests import factories
from tests.interface import listed, problem, program


def _network() -> None:
    factories.NetworkFactory.create(parent=factories.NetworkFactory.create())


def _campaign() -> None:
    campaign = factories.CampaignFactory.create(allies=[factories.NetworkFactory.create()])
    campaign.thematic_areas.add(factories.ThematicAreaFactory.create())


def _ask() -> None:
    factories.ProvisionFactory.create().asks.add(factories.AskFactory.create())


def _case() -> None:
    case = factories.CaseFactory.create(visibility=Visibility.ILO)
    factories.CaseIssueFactory.create(case=case, kind=IssueKind.MATERNITY)
    factories.CaseIssueFactory.create(case=case)
    case.asks.add(factories.AskFactory.create(campaign=case.campaign))
    case.provisions.add(factories.ProvisionFactory.create())
    case.standards.add(factories.StandardArticleFactory.create())
    case.reviews.add(factories.LawReviewFactory.create())


def _comment() -> None:
    case = factories.CaseFactory.create(visibility=Visibility.ILO)
    factories.CommentFactory.create(case=case, readers="case", shared_with=Visibility.ILO)


def _evidence() -> None:
    anan = User.objects.get(username="anan")
    network = factories.NetworkFactory.create()
    factories.RoleAssignmentFactory.create(user=anan, role=Role.LEADER, network=network)
    one = factories.EvidenceFactory.create(case__campaign__lead_network=network, added_by=anan)
    factories.ConsentFactory.create(case=one.case)


def _testimony() -> None:
    anan = User.objects.get(username="anan")
    network = factories.NetworkFactory.create()
    factories.RoleAssignmentFactory.create(user=anan, role=Role.LEADER, network=network)
    told = factories.TestimonyFactory.create(case__campaign__lead_network=network)
    factories.ConsentFactory.create(case=told.case)


def _task() -> None:
    case = factories.CaseFactory.create(visibility=Visibility.ILO)
    factories.TaskFactory.create(case=case, owner=User.objects.get(username="anan"))


def _review() -> None:
    review = factories.LawReviewFactory.create(
        template=factories.TemplateStageFactory.create().template
    )
    factories.StageEventFactory.create(law_review=review)
    review.cases.add(factories.CaseFactory.create(visibility=Visibility.ILO))
    review.asks.add(factories.AskFactory.create())
    review.instruments.add(factories.InstrumentFactory.create())


def _support() -> None:
    support = factories.IloSupportFactory.create(programme=factories.ProgrammeFactory.create())
    support.law_reviews.add(factories.LawReviewFactory.create())
    support.milestones.add(factories.MilestoneFactory.create())
    support.cases.add(factories.CaseFactory.create(visibility=Visibility.ILO))


def _tag() -> None:
    factories.ClauseTagFactory.create(case=factories.CaseFactory.create(visibility=Visibility.ILO))


def _programme() -> None:
    programme = factories.ProgrammePartFactory.create().programme
    factories.ProgrammeCountryFactory.create(programme=programme)


ADD: dict[str, Callable[[], object]] = {
    "networks": _network,
    "campaigns": _campaign,
    "thematic-areas": factories.ThematicAreaFactory.create,
    "asks": _ask,
    "cases": _case,
    "comments": _comment,
    "tasks": _task,
    "law-reviews": _review,
    "proposals": factories.ProposalFactory.create,
    "evidence": _evidence,
    "testimonies": _testimony,
    "milestones": factories.MilestoneMoveFactory.create,
    "stage-events": factories.StageEventFactory.create,
    "ilo-support": _support,
    "programmes": _programme,
    "instruments": factories.ProvisionFactory.create,
    "provisions": _ask,
    "standards": factories.StandardArticleFactory.create,
    "stage-templates": factories.TemplateStageFactory.create,
    "gates": factories.GateFactory.create,
    "parliament-periods": factories.ParliamentPeriodFactory.create,
    "dissolutions": factories.DissolutionFactory.create,
    "key-figures": factories.KeyFigureFactory.create,
    "ask-options": factories.AskOptionFactory.create,
    "coverage": factories.CoverageFactFactory.create,
    "coverage-changes": factories.CoverageChangeFactory.create,
    "clauses": factories.ClauseFactory.create,
    "clause-tags": _tag,
    "glossary": factories.GlossaryTermFactory.create,
    "ratifications": factories.RatificationFactory.create,
}


class TestEveryList:
    def test_is_read_here(self) -> None:
        assert ADD.keys() == OF_CAMPAIGNS.keys() | OF_CASES.keys()

    @pytest.mark.parametrize("path", ADD)
    def test_can_be_read_page_by_page(self, anan: User, path: str) -> None:
        for _row in range(5):
            ADD[path]()
        whole, client = listed(anan, f"{path}/"), program(anan)

        found, address = [], f"/api/v1/{path}/?page_size=2"
        while address:
            page = client.get(address).json()
            found += [row["id"] for row in page["results"]]
            address = page["next"]

        assert found == whole

    @pytest.mark.parametrize("path", ADD)
    def test_can_be_put_in_each_order_it_offers(self, anan: User, path: str) -> None:
        viewset = {**OF_CAMPAIGNS, **OF_CASES}[path]
        for _row in range(2):
            ADD[path]()

        for name in viewset.ordering_fields:
            there = listed(anan, f"{path}/", ordering=name)
            back = listed(anan, f"{path}/", ordering=f"-{name}")
            assert set(there) == set(back) == set(listed(anan, f"{path}/"))

    @pytest.mark.parametrize("path", ADD)
    def test_is_for_people_who_are_signed_in(self, path: str) -> None:
        answer = APIClient().get(f"/api/v1/{path}/")

        assert answer.status_code == 401
        problem(answer)


class TestTheRoot:
    def test_lists_the_resources_for_people_who_are_signed_in(self, anan: User) -> None:
        assert APIClient().get("/api/v1/").status_code == 401
        assert ADD.keys() <= program(anan).get("/api/v1/").json().keys()
