"""A case somebody is still writing."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from backend.accounts.models import User
from backend.audit.models import Event
from campaigns.models import Campaign
from cases import tasks
from cases.actions import drafts, log_case
from cases.actions.drafts import DraftNotWhole
from cases.actions.log_case import CampaignEnded, CaseIdTaken
from cases.models import AdvocacyCase, Answers, CaseDraft, IssueKind, OnBehalfOf, Risk
from cases.queries.places import Place
from tests.factories import (
    AskFactory,
    CampaignFactory,
    CaseDraftFactory,
    CaseFactory,
    NetworkFactory,
    ProvisionFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
    person,
)
from tests.records import nothing_written, refused

NOW = dt.datetime(2026, 3, 8, 3, tzinfo=dt.UTC)
WHOLE = Answers(
    title="Registration refused",
    summary="The office sent her away",
    issue_kinds=(IssueKind.REGISTRATION_REFUSED,),
    on_behalf_of=OnBehalfOf.SELF,
    people_affected=3,
    place="Chiang Mai",
    risk=Risk.POSSIBLE,
)


def lead_place(campaign: Campaign) -> Place:
    return Place(campaign.lead_network, campaign)


def keep(answers: Answers, *, campaign: Campaign, by: User, **more: Any) -> CaseDraft:
    given: dict[str, Any] = {"draft_id": uuid4(), "now": NOW} | more
    return drafts.keep(given.pop("draft_id"), answers, at=lead_place(campaign), by=by, **given)


class TestKeep:
    @pytest.mark.parametrize("role", [contributor, organiser, leader])
    def test_keeps_what_a_member_says(self, role: Callable[..., User]) -> None:
        campaign = CampaignFactory.create()
        champa = role(campaign.lead_network)

        draft = keep(WHOLE, campaign=campaign, by=champa)

        stored = CaseDraft.objects.get()
        assert (stored.pk, stored.author, stored.campaign) == (draft.pk, champa, campaign)
        assert stored.answers() == WHOLE

    def test_again_replaces_what_was_said_before(self) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        draft = keep(WHOLE, campaign=campaign, by=champa)
        later = NOW + dt.timedelta(minutes=2)

        keep(
            replace(WHOLE, title="Sent away"),
            campaign=campaign,
            by=champa,
            draft_id=draft.pk,
            now=later,
        )

        stored = CaseDraft.objects.get()
        assert (stored.answers().title, stored.saved_at) == ("Sent away", later)

    def test_under_the_id_of_somebody_elses_draft_is_refused(self) -> None:
        theirs = CaseDraftFactory.create()
        may = organiser(theirs.network)

        with refused(CaseIdTaken):
            keep(WHOLE, campaign=theirs.campaign, by=may, draft_id=theirs.pk)

    def test_that_comes_late_brings_no_logged_case_back(self) -> None:
        case = CaseFactory.create()
        champa = leader(case.network)

        with refused(CaseIdTaken):
            keep(WHOLE, campaign=case.campaign, by=champa, draft_id=case.pk)

    def test_is_refused_to_whoever_logs_no_cases_there(self) -> None:
        campaign = CampaignFactory.create()
        elsewhere = leader(NetworkFactory.create())

        for somebody in (elsewhere, officer("TH"), administrator(), person()):
            with refused(PermissionDenied):
                keep(WHOLE, campaign=campaign, by=somebody)


class TestWhatIsKept:
    def test_cannot_be_read_in_the_database(self) -> None:
        campaign = CampaignFactory.create()
        keep(WHOLE, campaign=campaign, by=leader(campaign.lead_network))

        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM cases_casedraft")
            row = b"".join(bytes(str(x), "utf-8") + _bytes(x) for x in cursor.fetchone())

        assert [said for said in (b"refused", b"sent her", b"Chiang") if said in row] == []

    def test_opens_in_no_other_draft(self) -> None:
        one = CaseDraftFactory.create(said=WHOLE)
        other = CaseDraftFactory.create(sealed=one.sealed)

        assert other.answers() == Answers()

    def test_is_empty_rather_than_broken_once_its_key_is_gone(self) -> None:
        draft = CaseDraftFactory.create(said=WHOLE)

        with override_settings(SEAL_KEYS={"new": b"k" * 32}):
            assert draft.answers() == Answers()

    def test_is_told_to_nobody(self, caplog: pytest.LogCaptureFixture) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)

        with caplog.at_level(logging.DEBUG):
            draft = keep(WHOLE, campaign=campaign, by=champa)
            drafts.discard(draft, by=champa)

        assert not Event.objects.exists()
        assert [r for r in caplog.records if "refused" in r.getMessage()] == []
        assert "refused" not in str(draft)


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


class TestADraft:
    def test_is_seen_by_its_author_alone(self) -> None:
        draft = CaseDraftFactory.create()
        leader(draft.network).assignments.update(user=draft.author)

        seen = {
            name: draft in CaseDraft.objects.visible_to(somebody)
            for name, somebody in {
                "author": draft.author,
                "leader": leader(draft.network),
                "officer": officer(draft.network.country),
                "administrator": administrator(),
            }.items()
        }

        assert [name for name, is_seen in seen.items() if is_seen] == ["author"]

    def test_is_lost_to_an_author_who_left_the_network(self) -> None:
        draft = CaseDraftFactory.create()

        assert draft not in CaseDraft.objects.visible_to(draft.author)


class TestLog:
    def test_opens_the_case_that_the_draft_tells_of_and_forgets_the_draft(self) -> None:
        campaign = CampaignFactory.create()
        ask, section = AskFactory.create(campaign=campaign), ProvisionFactory.create()
        ask.provisions.add(section)
        champa = leader(campaign.lead_network)
        said = replace(WHOLE, asks=(str(ask.pk),), provisions=(str(section.pk),))
        draft = keep(said, campaign=campaign, by=champa)

        case = drafts.log(draft, visibility="ilo", by=champa)

        assert (case.pk, case.title, case.summary, case.visibility) == (
            draft.pk,
            "Registration refused",
            "The office sent her away",
            "ilo",
        )
        assert (case.people_affected, case.place, case.risk) == (3, "Chiang Mai", "possible")
        assert (case.asks.get(), case.provisions.get()) == (ask, section)
        assert [issue.kind for issue in case.issues.all()] == ["registration_refused"]
        assert not CaseDraft.objects.exists()

    def test_twice_opens_one_case(self) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        draft = keep(WHOLE, campaign=campaign, by=champa)

        first = drafts.log(draft, visibility="network", by=champa)
        with nothing_written():
            again = drafts.log(draft, visibility="network", by=champa)

        assert first == again
        assert Event.objects.get().kind == "case.logged"

    @pytest.mark.parametrize("lacking", [{"title": ""}, {"issue_kinds": ()}, {"risk": ""}])
    def test_before_all_was_said_is_refused(self, lacking: dict[str, Any]) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        draft = keep(replace(WHOLE, **lacking), campaign=campaign, by=champa)

        with refused(DraftNotWhole):
            drafts.log(draft, visibility="network", by=champa)

    def test_that_is_refused_keeps_the_draft(self) -> None:
        campaign = CampaignFactory.create(status="won")
        champa = leader(campaign.lead_network)
        draft = keep(WHOLE, campaign=campaign, by=champa)

        with refused(CampaignEnded):
            drafts.log(draft, visibility="network", by=champa)

    def test_leaves_out_an_ask_of_a_campaign_it_was_moved_away_from(self) -> None:
        campaign, before = CampaignFactory.create(), AskFactory.create()
        champa = leader(campaign.lead_network)
        draft = keep(replace(WHOLE, asks=(str(before.pk),)), campaign=campaign, by=champa)

        case = drafts.log(draft, visibility="network", by=champa)

        assert not case.asks.exists()

    def test_by_the_other_interface_under_its_id_forgets_it_too(self) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        draft = keep(WHOLE, campaign=campaign, by=champa)
        sent = log_case.NewCase(
            id=draft.pk, campaign=campaign, network=campaign.lead_network, title="Sent away"
        )

        log_case.log_case(sent, by=champa)

        assert AdvocacyCase.objects.get().title == "Sent away"
        assert not CaseDraft.objects.exists()


class TestDiscard:
    def test_forgets_the_draft(self) -> None:
        campaign = CampaignFactory.create()
        champa = leader(campaign.lead_network)
        draft = keep(WHOLE, campaign=campaign, by=champa)

        drafts.discard(draft, by=champa)

        assert not CaseDraft.objects.exists()

    def test_leaves_alone_what_somebody_else_writes(self) -> None:
        draft = CaseDraftFactory.create()
        hnin = leader(draft.network)

        with nothing_written():
            drafts.discard(draft, by=hnin)


class TestForgettingOldDrafts:
    def test_deletes_those_nobody_went_on_with_for_thirty_days(self) -> None:
        now = timezone.now()
        CaseDraftFactory.create(saved_at=now - dt.timedelta(days=30, minutes=1))
        fresh = CaseDraftFactory.create(saved_at=now - dt.timedelta(days=29))

        tasks.forget_old_drafts()

        assert CaseDraft.objects.get() == fresh

    def test_is_done_every_day(self) -> None:
        planned = {entry["task"]: entry for entry in settings.CELERY_BEAT_SCHEDULE.values()}

        assert planned["cases.forget_old_drafts"]["schedule"] == 86_400.0
