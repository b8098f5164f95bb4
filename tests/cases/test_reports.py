"""Reports that are drafted from what is there."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from backend.accounts.models import User
from backend.errors import Invalid
from backend.papers.paper import Paper
from cases.actions import reports
from cases.actions.reports import LOST_AFTER
from cases.models import (
    Report,
    ReportForm,
    ReportKind,
    ReportState,
    Visibility,
)
from tests import factories
from tests.cases.drafting import (
    JULY,
    SEPTEMBER,
    a_place,
    made,
    reached,
    text_of,
    wanted,
)
from tests.casts import NOT_THE_OFFICER_OF_THAILAND as STRANGERS
from tests.factories import leader, officer
from tests.interface import program
from tests.records import kinds_of_events, refused


class TestRequest:
    def test_is_kept_until_a_worker_makes_it(self) -> None:
        report = reports.request(wanted(), by=officer("TH"))

        assert (report.state, kinds_of_events()) == (ReportState.WAITING, ["report.requested"])

    @pytest.mark.parametrize("other", STRANGERS.values(), ids=STRANGERS)
    @pytest.mark.parametrize("kind", [ReportKind.COUNTRY_BRIEF, ReportKind.RESULT])
    def test_is_refused_to(self, other: Callable[[], User], kind: ReportKind) -> None:
        somebody, milestone = other(), reached()

        with refused(PermissionDenied):
            reports.request(wanted(kind=kind, milestone=milestone), by=somebody)

    def test_of_a_campaign_is_for_its_leader_too(self) -> None:
        campaign = factories.CampaignFactory.create()
        asked = wanted(kind=ReportKind.CAMPAIGN_BRIEF, campaign=campaign, country="")

        assert reports.request(asked, by=leader(campaign.lead_network)).country == "TH"

    def test_of_another_networks_campaign_is_refused(self) -> None:
        campaign = factories.CampaignFactory.create()
        hnin = leader(factories.NetworkFactory.create(country="TH"))

        with refused(PermissionDenied):
            reports.request(wanted(kind=ReportKind.CAMPAIGN_BRIEF, campaign=campaign), by=hnin)

    @pytest.mark.parametrize("kind", [k for k in ReportKind if k != ReportKind.COUNTRY_BRIEF])
    def test_about_nothing_is_refused(self, kind: ReportKind) -> None:
        karin = officer("TH")

        with refused(Invalid, match="about"):
            reports.request(wanted(kind=kind), by=karin)

    def test_that_ends_before_it_begins_is_refused(self) -> None:
        karin = officer("TH")

        with refused(Invalid, match="before"):
            reports.request(wanted(from_on=SEPTEMBER, until_on=JULY), by=karin)


class TestMakeWaiting:
    def test_makes_each_form_and_keeps_what_went_in(self) -> None:
        report = made(wanted(), by=officer("TH"))

        assert (report.state, report.steps_done) == (ReportState.READY, 4)
        assert set(report.files.values_list("form", flat=True)) == set(ReportForm.values)
        assert Paper.from_json(report.inputs).digest == report.digest

    @pytest.mark.parametrize("language", ["en", "th", "my"])
    def test_of_the_same_is_the_same_byte_for_byte(self, language: str) -> None:
        a_place()
        karin = officer("TH")

        with time_machine.travel(dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC), tick=False):
            first, second = (made(wanted(language=language), by=karin) for _ in range(2))

        assert first.digest == second.digest
        for form in ReportForm.values:
            contents = [bytes(one.files.get(form=form).content) for one in (first, second)]
            assert contents[0] == contents[1], form

    def test_takes_over_what_a_killed_worker_left_and_nothing_earlier(self) -> None:
        now = timezone.now()
        report = factories.ReportFactory.create(state="making", claimed_at=now)
        assert reports.make_waiting() == 0

        Report.objects.update(claimed_at=now - LOST_AFTER - dt.timedelta(1))

        assert reports.make_waiting() == 1
        report.refresh_from_db()
        assert report.state == ReportState.READY

    def test_says_that_one_could_not_be_made_and_goes_on(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        report = reports.request(wanted(language="xx-none"), by=officer("TH"))
        monkeypatch.setattr(reports, "paper_of", lambda *_args, **_more: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            reports.make_waiting()

        report.refresh_from_db()
        assert report.state == ReportState.FAILED


class TestEveryFigure:
    @pytest.mark.parametrize("kind", [k for k in ReportKind if k != ReportKind.RESULT])
    def test_equals_what_its_link_yields(self, kind: ReportKind) -> None:
        network = a_place()
        karin = officer("TH")
        campaign = network.led_campaigns.get()
        programme = factories.IloSupportFactory._meta.model.objects.filter(country="TH").first()
        assert programme
        asked = wanted(kind=kind, campaign=campaign, programme=programme.programme)

        report = made(asked, by=karin)

        figures = [one for section in report.inputs["sections"] for one in section["figures"]]
        assert len(figures) >= 3
        client = program(karin)
        for figure in figures:
            rows = client.get(figure["link"].removeprefix("http://testserver")).json()["results"]
            assert len(rows) == figure["value"], figure["label"]

    def test_of_cases_is_left_out_where_they_are_few(self) -> None:
        factories.CaseFactory.create(visibility=Visibility.ILO)

        report = made(wanted(), by=officer("TH"))

        assert "shared with the ILO" not in text_of(report)


class TestAReport:
    def test_is_seen_by_who_asked_for_it_alone(self) -> None:
        karin = officer("TH")
        reports.request(wanted(), by=karin)

        assert Report.objects.visible_to(karin).count() == 1
        assert Report.objects.visible_to(officer("TH")).count() == 0
