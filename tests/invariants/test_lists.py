"""Every list asks the database as often for thirty rows as for ten and for one."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.roles import Role
from cases.models import Visibility
from notifications.kinds import KINDS
from tests import factories
from tests.invariants import policy_of_desk as desk
from tests.invariants import policy_of_door, policy_of_operations
from tests.invariants.asker import routes
from tests.invariants.conftest import IN_MEMORY
from tests.invariants.policy import READ
from tests.invariants.policy_of_channels import WITHOUT_LIST as OF_CHANNELS

SIZES = (1, 10, 30)
MOST_QUERIES = 15
"""Of a list of the API, with the two of its throttle and the two of its token left out.

On PostgreSQL one of them holds the chain of readings; SQLite has one writer anyway.
"""
PAGES = {
    "home": "",
    "campaigns:campaigns": "",
    "campaigns:networks": "",
    "campaigns:profile": "",
    "cases:log": "?choose=",
    "cases:cases": "",
    "cases:countries": "",
    "cases:glossary": "",
    "cases:figures": "",
    "cases:reviews": "",
    "cases:search": "?q=Section+33",
    "cases:standards": "",
    "cases:programmes": "",
    "cases:templates": "",
    "cases:parliaments": "",
    "cases:support-list": "",
    "cases:portfolio": "",
    "cases:reports": "",
    "notifications:inbox": "",
    "notifications:settings": "",
    "notifications:answers": "",
}
WITHOUT_LIST = {
    *OF_CHANNELS, *desk.WITHOUT_LIST, *policy_of_operations.READ, *policy_of_operations.FORMS,
    "^api/", "api", "campaigns:help", "campaigns:help-for", "campaigns:password",
    "cases:add-support", "cases:countries-file", "cases:country", "cases:coverage",
    "cases:coverage-file", "cases:open-review", "cases:record-coverage", "docs", "healthz",
    "notifications-unread-count", "notifications:add-address", "notifications:cadences",
    "notifications:confirm", "notifications:count", "notifications:hours",
    "notifications:keep-search", "notifications:why-not", "offline", "readyz",
    "schema", "service-worker", "sign-in",
    *(route for route, row in policy_of_door.READ.items() if "any" in row),
}  # fmt: skip
OF_THE_API = sorted(
    name for name, _arguments in routes() if name.endswith("-list") and ":" not in name
)
ADDRESSES = PAGES | dict.fromkeys(OF_THE_API, "?page_size=200")

Counts = dict[str, tuple[int, int]]
"""Of each list, how many rows it has, where it says so, and how many queries it took."""


def reader() -> User:
    """Return somebody who sees all there is: leader, officer and administrator in one."""
    somebody = factories.officer("TH")
    factories.RoleAssignmentFactory.create(
        user=somebody, role=Role.ADMINISTRATOR, network=None, is_house=True
    )
    return somebody


def add_one_of_everything(number: int, *, user: User) -> None:
    """Add a network with a campaign, a case, a review and support, all joined to each other."""
    network = factories.NetworkFactory.create(parent=factories.NetworkFactory.create())
    factories.RoleAssignmentFactory.create(user=user, role=Role.LEADER, network=network)
    ally = factories.NetworkFactory.create()
    campaign = factories.CampaignFactory.create(lead_network=network, allies=[ally])
    campaign.thematic_areas.add(factories.ThematicAreaFactory.create())
    factories.CaseDraftFactory.create(author=user, campaign=campaign)
    ask, case = _case(campaign)
    review, milestone = _review(ask, case)
    support = factories.IloSupportFactory.create(programme=_programme())
    support.law_reviews.add(review)
    support.milestones.add(milestone)
    support.cases.add(case)
    factories.WorkersWordFactory.create(support=support)
    factories.SupportOutcomeFactory.create(support=support)
    factories.KeyFigureFactory.create(country="TH")
    _coverage(review, ask, case)
    things = [network, campaign, ask, case, review, milestone, support]
    _alerts(things, number=number, user=user)


def _case(campaign: Any) -> tuple[Any, Any]:
    provision = factories.ProvisionFactory.create()
    article = factories.StandardArticleFactory.create()
    ask = factories.AskFactory.create(campaign=campaign)
    case = factories.CaseFactory.create(campaign=campaign, visibility=Visibility.ALLIES_AND_ILO)
    factories.CaseIssueFactory.create(case=case)
    factories.CommentFactory.create(case=case)
    factories.TaskFactory.create(case=case)
    factories.EvidenceFactory.create(case=case)
    factories.TestimonyFactory.create(case=case)
    factories.ConsentFactory.create(case=case)
    provision.asks.add(ask)
    case.provisions.add(provision)
    case.standards.add(article)
    case.asks.add(ask)
    return ask, case


def _review(ask: Any, case: Any) -> tuple[Any, Any]:
    template = factories.StageTemplateFactory.create()
    factories.TemplateStageFactory.create(template=template)
    factories.TemplateGateFactory.create(template=template)
    review = factories.LawReviewFactory.create(template=template)
    factories.GateFactory.create(law_review=review)
    factories.ParliamentPeriodFactory.create()
    factories.LapseFactory.create(event__law_review=review)
    review.instruments.add(factories.InstrumentFactory.create())
    review.asks.add(ask)
    review.cases.add(case)
    fact = factories.StageEventFactory.create(law_review=review)
    factories.StageEventFactory.create(law_review=review, disputes=fact)
    factories.ProposalFactory.create(law_review=review)
    milestone = factories.MilestoneFactory.create(law_review=review)
    factories.MilestoneMoveFactory.create(milestone=milestone)
    return review, milestone


def _coverage(review: Any, ask: Any, case: Any) -> None:
    factories.CoverageFactFactory.create()
    option = factories.AskOptionFactory.create(ask=ask)
    factories.CoverageChangeFactory.create(law_review=None, option=option)
    factories.ClauseTagFactory.create(
        clause=factories.ClauseFactory.create(law_review=review), case=case
    )
    factories.RatificationFactory.create()
    factories.GlossaryTermFactory.create()


def _programme() -> Any:
    programme = factories.ProgrammeFactory.create()
    factories.ProgrammePartFactory.create(programme=programme)
    factories.ProgrammeCountryFactory.create(programme=programme)
    factories.ResourceLineFactory.create(programme=programme)
    return programme


def _alerts(things: list[Model], *, number: int, user: User) -> None:
    """Add an event and a notice about each thing, and follow what can be followed."""
    kinds = {"cases.advocacycase": "case.logged", "campaigns.campaign": "campaign.opened"}
    for thing in things:
        label = thing._meta.label_lower
        event = factories.EventFactory.create(
            kind=kinds.get(label, "network.changed"), subject_type=label, subject_id=thing.pk
        )
        factories.NotificationFactory.create(user=user, event=event)
    followed = {"network": things[0], "campaign": things[1], "case": things[3], "review": things[4]}
    for scope, thing in followed.items():
        factories.SubscriptionFactory.create(user=user, scope_type=scope, scope_id=str(thing.pk))
    danger = factories.EventFactory.create(kind="case.endangered", subject_id=things[3].pk)
    factories.NotificationFactory.create(user=user, event=danger, acked_at=timezone.now())
    factories.SavedSearchFactory.create(user=user)
    factories.PreferenceFactory.create(user=user, kind=sorted(KINDS)[number])
    factories.AddressFactory.create(user=user, state="pending", plain=f"{number}@example.org")


def count(user: User) -> Counts:
    client = Client()
    client.force_login(user)
    return {name: _count(client, name) for name in ADDRESSES}


def _count(client: Client, name: str) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse(name) + ADDRESSES[name])
    assert answer.status_code == 200, name
    is_list = answer.headers["Content-Type"] == "application/json"
    return len(answer.json()["results"]) if is_list else 0, len(queries)


@pytest.fixture(scope="module")
def counts(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Counts]]:  # noqa: ARG001
    """Ask every list as it grows."""
    with django_db_blocker.unblock(), override_settings(CACHES=IN_MEMORY), transaction.atomic():
        user, counts = reader(), []
        for number in range(1, SIZES[-1] + 1):
            add_one_of_everything(number, user=user)
            if number in SIZES:
                counts.append(count(user))
        yield counts
        transaction.set_rollback(True)


class TestEveryList:
    def test_is_counted_here(self) -> None:
        pages = {route for route, row in READ.items() if "any" in row}

        assert pages - ADDRESSES.keys() == WITHOUT_LIST

    @pytest.mark.parametrize("name", ADDRESSES)
    def test_asks_the_same_number_of_questions_however_many_rows_it_has(
        self, name: str, counts: list[Counts]
    ) -> None:
        asked = [queries for _rows, queries in (count[name] for count in counts)]

        assert len(asked) == len(SIZES)
        assert set(asked) == {asked[0]}

    @pytest.mark.parametrize("name", OF_THE_API)
    def test_of_the_api_had_more_rows_each_time(self, name: str, counts: list[Counts]) -> None:
        rows = [rows for rows, _queries in (count[name] for count in counts)]

        assert 0 < rows[0] < rows[1] < rows[2] >= SIZES[-1]

    @pytest.mark.parametrize("name", OF_THE_API)
    def test_of_the_api_asks_few_questions(self, name: str, counts: list[Counts]) -> None:
        assert counts[-1][name][1] <= MOST_QUERIES
