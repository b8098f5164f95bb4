"""Results in the shape of the ILO's tool, and when one is final."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cases.actions import reports
from cases.actions.reports import NotToBeFinal
from cases.models import (
    Milestone,
    Report,
    ReportKind,
)
from tests import factories
from tests.cases.drafting import made, reached, wanted
from tests.factories import officer
from tests.records import kinds_of_events, refused


class TestAResult:
    def test_is_put_together_in_the_shape_of_the_ilos_tool(self) -> None:
        network = factories.NetworkFactory.create(country="TH", name="Champa")
        milestone = reached()
        ask = factories.AskFactory.create(campaign__lead_network=network, title="Section 33 for us")
        milestone.law_review.asks.add(ask)
        support = factories.IloSupportFactory.create(title="Comments on the draft")
        support.milestones.add(milestone)
        factories.SupportOutcomeFactory.create(support=support, indicator="4.1.1")
        factories.SupportOutcomeFactory.create(support=support, biennium="2024-25", indicator="7.1")
        factories.WorkersWordFactory.create(support=support, network=network, effect="unchanged")
        asked = wanted(
            kind=ReportKind.RESULT, milestone=milestone, summary="A law.", gender="Women."
        )

        report = made(asked, by=officer("TH"))

        said = {one["heading"]: one for one in report.inputs["sections"]}
        assert [row[1] for row in said["Result"]["rows"]] == [
            "", "2", "15 August 2026", "THA251", "2026-27 | 4.1.1",
        ]  # fmt: skip
        assert said["Outcome summary"]["texts"] == ["A law."]
        assert said["Outcome achieved"]["texts"][-1] == "Source: Royal Gazette 143"
        assert said["The ILO’s contribution"]["texts"] == ["Legal review: Comments on the draft"]
        workers = said["The workers’ contribution"]["texts"]
        assert workers[0] == "Champa asked for it: Section 33 for us"
        assert "this did not change for us" in workers[1]
        assert said["Gender equality and non-discrimination"]["texts"] == ["Women."]

    def test_is_final_once_its_claim_has_a_milestone_and_a_source(self) -> None:
        karin = officer("TH")
        report = made(wanted(kind=ReportKind.RESULT, milestone=reached()), by=karin)

        reports.finalise(report, by=karin)

        assert report.is_final
        assert kinds_of_events() == ["report.requested", "report.finalised"]

    def test_without_a_source_is_never_final(self) -> None:
        karin, milestone = officer("TH"), reached(event=None)
        report = made(wanted(kind=ReportKind.RESULT, milestone=milestone), by=karin)

        with refused(NotToBeFinal):
            reports.finalise(report, by=karin)

    def test_of_a_milestone_that_was_not_reached_is_never_final(self) -> None:
        karin, milestone = (
            officer("TH"),
            factories.MilestoneFactory.create(source_url="https://a.b/"),
        )
        report = made(wanted(kind=ReportKind.RESULT, milestone=milestone), by=karin)

        with refused(NotToBeFinal):
            reports.finalise(report, by=karin)

    @pytest.mark.parametrize("day", [dt.date(2026, 6, 30), dt.date(2026, 10, 1)])
    def test_of_a_milestone_reached_outside_its_period_is_never_final(self, day: dt.date) -> None:
        karin, milestone = officer("TH"), reached(reached_on=day)
        report = made(wanted(kind=ReportKind.RESULT, milestone=milestone), by=karin)

        with refused(NotToBeFinal):
            reports.finalise(report, by=karin)

    def test_whose_facts_changed_since_is_not_final(self) -> None:
        karin, milestone = officer("TH"), reached()
        made(wanted(kind=ReportKind.RESULT, milestone=milestone), by=karin)
        Milestone.objects.update(title="Another")

        with refused(NotToBeFinal):
            reports.finalise(Report.objects.get(), by=karin)

    def test_that_is_a_brief_is_never_final(self) -> None:
        karin = officer("TH")
        report = made(wanted(), by=karin)

        with refused(NotToBeFinal):
            reports.finalise(report, by=karin)

    def test_is_made_final_by_nobody_else(self) -> None:
        report = made(wanted(kind=ReportKind.RESULT, milestone=reached()), by=officer("TH"))
        another = officer("TH")

        with refused(PermissionDenied):
            reports.finalise(report, by=another)
