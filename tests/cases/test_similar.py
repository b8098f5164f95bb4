"""The hint that something like it was logged before."""

from dataclasses import replace
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Network
from cases.models import AdvocacyCase, Answers, IssueKind
from cases.queries.similar import MOST, similar_to
from tests.factories import (
    CampaignFactory,
    CaseFactory,
    CaseIssueFactory,
    NetworkFactory,
    ProvisionFactory,
    contributor,
    leader,
)

REFUSED = Answers(title="Registration refused by the office")
INJURED = Answers(title="Burnt", issue_kinds=(IssueKind.WORK_INJURY,))


def a_case(network: Network, title: str, *kinds: IssueKind, **more: object) -> AdvocacyCase:
    case: AdvocacyCase = CaseFactory.create(network=network, title=title, **more)
    for kind in kinds:
        CaseIssueFactory.create(case=case, kind=kind)
    return case


class TestSimilarCases:
    def test_share_most_of_the_title(self) -> None:
        network = NetworkFactory.create()
        like = a_case(network, "Her registration was refused by the office")
        a_case(network, "No rest day at all")

        found = similar_to(REFUSED, network=network.pk, reader=leader(network))

        assert found == [like]

    def test_are_found_in_writing_without_spaces(self) -> None:
        network = NetworkFactory.create()
        like = a_case(network, "ถูกปฏิเสธการขึ้นทะเบียนประกันสังคม", IssueKind.REGISTRATION_REFUSED)
        a_case(network, "ไม่มีวันหยุดประจำสัปดาห์เลยสักวัน", IssueKind.OTHER)
        said = Answers(
            title="ปฏิเสธการขึ้นทะเบียนประกันสังคม",
            issue_kinds=(IssueKind.REGISTRATION_REFUSED, IssueKind.OTHER),
        )

        assert similar_to(said, network=network.pk, reader=leader(network)) == [like]

    def test_share_the_kinds_of_problem(self) -> None:
        network = NetworkFactory.create()
        like = a_case(network, "Oil", IssueKind.WORK_INJURY)
        a_case(network, "Pay", IssueKind.UNPAID_WAGES)

        assert similar_to(INJURED, network=network.pk, reader=leader(network)) == [like]

    def test_are_about_the_same_part_of_the_law(self) -> None:
        network, section = NetworkFactory.create(), ProvisionFactory.create()
        like = a_case(network, "Pay")
        like.provisions.add(section)
        said = Answers(title="Oil", provisions=(str(section.pk),))

        assert similar_to(said, network=network.pk, reader=leader(network)) == [like]

    def test_stand_the_most_alike_first_and_are_few(self) -> None:
        network = NetworkFactory.create()
        for _ in range(MOST + 1):
            a_case(network, "Oil", IssueKind.WORK_INJURY)
        closest = a_case(network, "Burnt", IssueKind.WORK_INJURY)

        found = similar_to(INJURED, network=network.pk, reader=leader(network))

        assert (found[0], len(found)) == (closest, MOST)

    def test_are_of_the_same_network(self) -> None:
        campaign = CampaignFactory.create(allies=[NetworkFactory.create()])
        ally = campaign.allies.get()
        a_case(ally, "Burnt", IssueKind.WORK_INJURY, campaign=campaign, visibility="allies")

        network = campaign.lead_network.pk
        assert similar_to(INJURED, network=network, reader=leader(campaign.lead_network)) == []

    def test_are_only_those_the_writer_may_see(self) -> None:
        network = NetworkFactory.create()
        phyu = contributor(network)
        a_case(network, "Burnt", IssueKind.WORK_INJURY)
        hers = a_case(network, "Burnt", IssueKind.WORK_INJURY, logged_by=phyu)

        assert similar_to(INJURED, network=network.pk, reader=phyu) == [hers]
        assert similar_to(INJURED, network=network.pk, reader=leader(NetworkFactory.create())) == []

    def test_are_none_while_nothing_was_said(self) -> None:
        network = NetworkFactory.create()
        a_case(network, "Burnt", IssueKind.WORK_INJURY)

        assert similar_to(Answers(), network=network.pk, reader=leader(network)) == []

    def test_are_found_with_the_same_few_questions_however_many_there_are(self) -> None:
        network = NetworkFactory.create()
        hnin = leader(network)
        said = replace(INJURED, provisions=(str(uuid4()),))
        a_case(network, "Burnt", IssueKind.WORK_INJURY).provisions.add(ProvisionFactory.create())
        similar_to(said, network=network.pk, reader=hnin)  # her roles are kept from here on
        with CaptureQueriesContext(connection) as few:
            similar_to(said, network=network.pk, reader=hnin)
        for _ in range(9):
            a_case(network, "Burnt", IssueKind.WORK_INJURY)

        with CaptureQueriesContext(connection) as many:
            similar_to(said, network=network.pk, reader=hnin)

        assert len(many) == len(few) == 3
