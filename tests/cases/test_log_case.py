"""Logging a case."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from backend.accounts.models import User
from backend.errors import Invalid
from campaigns.actions import campaigns
from campaigns.models import Campaign
from cases.actions.log_case import (
    CampaignEnded,
    CaseIdTaken,
    NetworkNotInCampaign,
    NewCase,
    log_case,
)
from cases.models import AdvocacyCase, CaseNumber, CaseStatus, IssueKind, Visibility
from tests.factories import (
    AskFactory,
    CampaignFactory,
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

MEMBERS = pytest.mark.parametrize("role", [contributor, organiser, leader])


def a_form(campaign: Campaign, **said: Any) -> NewCase:
    least: dict[str, Any] = {
        "id": uuid4(),
        "network": campaign.lead_network,
        "title": "Left out of Section 33",
    }
    return NewCase(campaign=campaign, **least | said)


class TestLogCase:
    @MEMBERS
    def test_by_a_member_of_the_network_opens_one(self, role: Any) -> None:
        campaign = CampaignFactory.create()
        champa, form = role(campaign.lead_network), a_form(campaign)

        case = log_case(form, by=champa)

        assert AdvocacyCase.objects.get() == case
        assert (case.pk, case.logged_by, case.network) == (form.id, champa, campaign.lead_network)
        assert (case.status, case.version, case.country) == (CaseStatus.LOGGED, 1, "TH")

    def test_leaves_one_event_without_a_word_of_what_was_told(self) -> None:
        campaign = CampaignFactory.create()

        case = log_case(a_form(campaign, summary="Hurt"), by=leader(campaign.lead_network))

        event = the_only_event()
        assert (event.kind, event.subject_id, event.changes) == ("case.logged", case.pk, {})

    def test_is_read_by_the_network_alone_unless_it_says_otherwise(self) -> None:
        campaign = CampaignFactory.create()

        case = log_case(a_form(campaign), by=leader(campaign.lead_network))

        assert case.visibility == Visibility.NETWORK

    def test_keeps_all_that_was_said(self) -> None:
        campaign = CampaignFactory.create()
        ask, section = AskFactory.create(campaign=campaign), ProvisionFactory.create()
        article = StandardArticleFactory.create()
        form = a_form(
            campaign,
            summary="Hurt at work, no cover",
            people_affected=3,
            place="Chiang Mai",
            visibility=Visibility.ILO,
            risk="serious",
            issue_kinds=[IssueKind.WORK_INJURY, IssueKind.WORK_INJURY, IssueKind.ABUSE],
            asks=[ask],
            provisions=[section],
            standards=[article],
        )

        case = log_case(form, by=leader(campaign.lead_network))

        case.refresh_from_db()
        assert (case.summary, case.people_affected, case.place, case.visibility, case.risk) == (
            "Hurt at work, no cover",
            3,
            "Chiang Mai",
            "ilo",
            "serious",
        )
        assert {issue.kind for issue in case.issues.all()} == {"work_injury", "abuse"}
        assert (case.asks.get(), case.provisions.get()) == (ask, section)
        assert case.standards.get() == article

    @pytest.mark.parametrize(
        ("role", "owns"), [(contributor, False), (organiser, True), (leader, True)]
    )
    def test_makes_its_owner_whoever_may_work_on_it(
        self,
        role: Callable[..., User],
        owns: bool,  # noqa: FBT001
    ) -> None:
        campaign = CampaignFactory.create()
        champa = role(campaign.lead_network)

        case = log_case(a_form(campaign), by=champa)

        assert case.owner == (champa if owns else None)

    def test_for_an_allied_network_is_possible(self) -> None:
        ally = NetworkFactory.create(country="PH")
        campaign = CampaignFactory.create(allies=[ally])

        case = log_case(a_form(campaign, network=ally), by=organiser(ally))

        assert (case.network, case.country) == (ally, "PH")

    @MEMBERS
    def test_for_another_network_is_refused(self, role: Any) -> None:
        campaign = CampaignFactory.create(allies=[NetworkFactory.create()])
        somebody = role(campaign.allies.get())

        with refused(PermissionDenied):
            log_case(a_form(campaign), by=somebody)

    def test_is_refused_to_officers_and_administrators(self) -> None:
        campaign = CampaignFactory.create()

        for somebody in (officer("TH"), administrator()):
            with refused(PermissionDenied):
                log_case(a_form(campaign), by=somebody)

    def test_in_a_campaign_the_network_has_no_part_in_is_refused(self) -> None:
        campaign, network = CampaignFactory.create(), NetworkFactory.create()
        champa = leader(network)

        with refused(NetworkNotInCampaign):
            log_case(a_form(campaign, network=network), by=champa)

    @pytest.mark.parametrize("end", [campaigns.win, campaigns.close])
    def test_in_a_campaign_that_ended_is_refused(self, end: Any) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        end(campaign, by=champa)

        with refused(CampaignEnded):
            log_case(a_form(campaign), by=champa)

    def test_for_an_ask_of_another_campaign_is_refused(self) -> None:
        campaign, ask = CampaignFactory.create(), AskFactory.create()
        champa = leader(campaign.lead_network)

        with refused(Invalid, match="another campaign"):
            log_case(a_form(campaign, asks=[ask]), by=champa)

    @pytest.mark.parametrize("wrong", [{"visibility": "everybody"}, {"issue_kinds": ["gossip"]}])
    def test_that_fails_half_way_leaves_nothing_and_takes_no_number(
        self, wrong: dict[str, Any]
    ) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)

        with refused(IntegrityError):
            log_case(a_form(campaign, **wrong), by=champa)


class TestTheSameFormSentTwice:
    def test_opens_one_case_and_leaves_one_event(self) -> None:
        campaign = CampaignFactory.create()
        champa, form = leader(campaign.lead_network), a_form(campaign)
        first = log_case(form, by=champa)

        with nothing_written():
            again = log_case(form, by=champa)

        assert again == first
        assert kinds_of_events() == ["case.logged"]

    def test_gives_the_case_though_the_campaign_ended_meanwhile(self) -> None:
        campaign = CampaignFactory.create()
        champa, form = leader(campaign.lead_network), a_form(campaign)
        first = log_case(form, by=champa)
        campaigns.close(campaign, by=champa)

        assert log_case(form, by=champa) == first

    def test_by_somebody_else_is_refused(self) -> None:
        campaign = CampaignFactory.create()
        champa, may = leader(campaign.lead_network), organiser(campaign.lead_network)
        form = a_form(campaign)
        log_case(form, by=champa)

        with refused(CaseIdTaken):
            log_case(form, by=may)

    def test_for_another_network_of_hers_is_refused(self) -> None:
        ally = NetworkFactory.create()
        campaign = CampaignFactory.create(allies=[ally])
        champa, form = leader(campaign.lead_network), a_form(campaign)
        log_case(form, by=champa)
        leads_both = leader(ally)
        leads_both.assignments.update(user=champa)

        with refused(CaseIdTaken):
            log_case(a_form(campaign, id=form.id, network=ally), by=User.objects.get(pk=champa.pk))

    def test_under_the_id_of_another_networks_case_is_refused(self) -> None:
        theirs, campaign = CaseFactory.create(), CampaignFactory.create()
        champa = leader(campaign.lead_network)

        with refused(CaseIdTaken):
            log_case(a_form(campaign, id=theirs.pk), by=champa)

    def test_by_a_member_who_left_is_refused(self) -> None:
        campaign = CampaignFactory.create()
        may, form = organiser(campaign.lead_network), a_form(campaign)
        log_case(form, by=may)
        may.assignments.all().delete()

        with refused(PermissionDenied):
            log_case(form, by=User.objects.get(pk=may.pk))


class TestAReference:
    def test_names_country_year_and_number(self) -> None:
        campaign = CampaignFactory.create()

        with time_machine.travel("2026-03-08T03:00:00Z"):
            case = log_case(a_form(campaign), by=leader(campaign.lead_network))

        assert case.reference == "TH-2026-0001"

    def test_follows_the_last_one_without_a_hole(self) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)

        references = [log_case(a_form(campaign), by=champa).reference for _ in range(3)]

        assert [int(reference[-4:]) for reference in references] == [1, 2, 3]

    def test_begins_anew_in_each_country_and_year(self) -> None:
        thai, filipino = (
            CampaignFactory.create(lead_network__country=country) for country in ("TH", "PH")
        )
        champa, ana = leader(thai.lead_network), leader(filipino.lead_network)
        with time_machine.travel("2026-12-31T23:59:00Z"):
            log_case(a_form(thai), by=champa)

        with time_machine.travel("2027-01-01T00:01:00Z"):
            log_case(a_form(thai), by=champa)
            log_case(a_form(filipino), by=ana)

        written = AdvocacyCase.objects.values_list("reference", flat=True)
        assert sorted(written) == ["PH-2027-0001", "TH-2026-0001", "TH-2027-0001"]

    def test_grows_a_fifth_digit_when_it_needs_one(self) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        log_case(a_form(campaign), by=champa)
        CaseNumber.objects.update(last=9999)

        case = log_case(a_form(campaign), by=champa)

        assert re.fullmatch(r"TH-\d{4}-10000", case.reference)

    def test_is_not_used_up_by_a_form_that_is_refused(self) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        log_case(a_form(campaign), by=champa)
        with refused(IntegrityError):
            log_case(a_form(campaign, visibility="everybody"), by=champa)

        case = log_case(a_form(campaign), by=champa)

        assert case.reference.endswith("-0002")
