"""Whatever stands in whichever field of whichever write: never a crash."""

from collections.abc import Callable
from typing import Any

import pytest

from backend.accounts.models import User
from backend.api.serializers import In
from campaigns.api.campaigns import EditCampaignIn, OpenCampaignIn
from campaigns.api.networks import EditNetworkIn, RegisterIn
from cases.api import milestones, support
from cases.api.asks import AddAskIn, EditAskIn
from cases.api.cases import shapes as cases
from cases.api.reviews import shapes as reviews
from tests import factories
from tests.interface import API, NOBODY, problem, program

ODD: list[Any] = [
    None,
    True,
    -1,
    1e300,
    10**20,
    "",
    "\x00",
    "2024-04-31",
    "x" * 30_000,
    NOBODY,
    [],
    [None, 1, "a", {}],
    [[[]]],
    {"a": {"b": [None]}},
]

Make = Callable[[], Any]
BODIES: dict[str, tuple[type[In], Make | None]] = {
    "networks/": (RegisterIn, None),
    "networks/{}/": (EditNetworkIn, factories.NetworkFactory.create),
    "campaigns/": (OpenCampaignIn, None),
    "campaigns/{}/": (EditCampaignIn, factories.CampaignFactory.create),
    "asks/": (AddAskIn, None),
    "asks/{}/": (EditAskIn, factories.AskFactory.create),
    "cases/": (cases.LogCaseIn, None),
    "cases/{}/": (cases.EditCaseIn, factories.CaseFactory.create),
    "cases/{}/close/": (cases.CloseCaseIn, factories.CaseFactory.create),
    "cases/{}/share/": (cases.ShareCaseIn, factories.CaseFactory.create),
    "cases/{}/assign/": (cases.AssignCaseIn, factories.CaseFactory.create),
    "cases/{}/link-review/": (cases.LinkReviewIn, factories.CaseFactory.create),
    "law-reviews/": (reviews.OpenReviewIn, None),
    "law-reviews/{}/": (reviews.EditReviewIn, factories.LawReviewFactory.create),
    "law-reviews/{}/record-event/": (reviews.RecordEventIn, factories.LawReviewFactory.create),
    "law-reviews/{}/conclude/": (reviews.ConcludeIn, factories.LawReviewFactory.create),
    "law-reviews/{}/link-ask/": (reviews.LinkAskIn, factories.LawReviewFactory.create),
    "stage-events/{}/retract/": (reviews.RetractIn, factories.StageEventFactory.create),
    "milestones/": (milestones.PlanIn, None),
    "milestones/{}/mark-reached/": (milestones.MarkReachedIn, factories.MilestoneFactory.create),
    "milestones/{}/reschedule/": (milestones.RescheduleIn, factories.MilestoneFactory.create),
    "milestones/{}/mark-missed/": (milestones.ReasonIn, factories.MilestoneFactory.create),
    "milestones/{}/drop/": (milestones.ReasonIn, factories.MilestoneFactory.create),
    "ilo-support/": (support.AddSupportIn, None),
    "ilo-support/{}/": (support.EditSupportIn, factories.IloSupportFactory.create),
    "ilo-support/{}/link/": (support.LinkIn, factories.IloSupportFactory.create),
    "ilo-support/{}/set-status/": (support.SetStatusIn, factories.IloSupportFactory.create),
}


@pytest.fixture
def everybody() -> User:
    """Return somebody who holds every role that writes, wherever these things are."""
    somebody = factories.administrator("everybody")
    factories.RoleAssignmentFactory.create(
        user=somebody, role="officer", network=None, country="TH"
    )
    return somebody


@pytest.mark.parametrize("path", BODIES)
class TestEveryWrite:
    def test_takes_odd_values_or_says_what_is_wrong(self, everybody: User, path: str) -> None:
        shape, make = BODIES[path]
        thing = make() if make else None
        if thing is not None and path.startswith("cases/"):
            factories.RoleAssignmentFactory.create(
                user=everybody, role="leader", network=thing.network
            )
        client = program(everybody)
        address = API + path.format(thing.pk if thing else "")
        send = client.patch if path.endswith("{}/") else client.post

        for value in ODD:
            body = dict.fromkeys(shape().fields, value)
            answer: Any = send(address, body, headers={"If-Match": "*"})

            assert answer.status_code < 500, value
            # Some may be taken: a number where words are expected is written out.
            if answer.status_code >= 400:
                problem(answer)
