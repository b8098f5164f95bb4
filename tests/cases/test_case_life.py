"""The life of a case: logged, active, submitted, ended, taken up again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest

from backend.errors import Invalid
from cases.actions import cases
from cases.models import AdvocacyCase as Case
from cases.models import CaseStatus
from tests.factories import CaseFactory, leader
from tests.records import kinds_of_events, refused, the_only_event

OPEN = {CaseStatus.LOGGED, CaseStatus.ACTIVE, CaseStatus.SUBMITTED}
ENDED = set(CaseStatus) - OPEN


@dataclass(frozen=True)
class Step:
    """One verb, where it may start, and what it leaves."""

    take: Callable[..., Case]
    starts: set[CaseStatus]
    end: CaseStatus
    kind: str


STEPS = {
    "activate": Step(cases.activate, {CaseStatus.LOGGED}, CaseStatus.ACTIVE, "case.status_changed"),
    "submit": Step(cases.submit, {CaseStatus.ACTIVE}, CaseStatus.SUBMITTED, "case.status_changed"),
    "reopen": Step(cases.reopen, ENDED, CaseStatus.ACTIVE, "case.reopened"),
} | {
    f"close as {outcome}": Step(partial(cases.close, outcome=outcome), OPEN, outcome, "case.closed")
    for outcome in sorted(ENDED)
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
class TestAStepInTheLifeOfACase:
    def test_leads_on_from_where_it_may_start(self, step: Step) -> None:
        for start in step.starts:
            case = CaseFactory.create(status=start)

            step.take(case, by=leader(case.network))

            assert Case.objects.get(pk=case.pk).status == case.status == step.end
        assert kinds_of_events() == [step.kind] * len(step.starts)

    def test_is_refused_from_anywhere_else(self, step: Step) -> None:
        for start in set(CaseStatus) - step.starts:
            case = CaseFactory.create(status=start)
            champa = leader(case.network)

            with refused(cases.CaseNotInThatState):
                step.take(case, by=champa)

    def test_taken_by_two_is_refused_to_the_second(self, step: Step) -> None:
        case = CaseFactory.create(status=min(step.starts))
        champa, read_before = leader(case.network), Case.objects.get()
        step.take(case, by=champa)

        with refused(cases.CaseNotInThatState):
            step.take(read_before, by=champa)

        assert kinds_of_events() == [step.kind]


class TestClose:
    def test_keeps_how_it_ended_out_of_the_record(self) -> None:
        case = CaseFactory.create(status=CaseStatus.ACTIVE)

        cases.close(case, by=leader(case.network), outcome=CaseStatus.WON, note="Paid 12,000 baht")

        assert Case.objects.get().outcome_note == "Paid 12,000 baht"
        assert the_only_event().changes == {"from": "active", "to": "won"}

    @pytest.mark.parametrize("status", [CaseStatus.LOGGED, CaseStatus.ACTIVE, CaseStatus.SUBMITTED])
    def test_as_what_is_no_outcome_is_refused(self, status: CaseStatus) -> None:
        case = CaseFactory.create(status=CaseStatus.ACTIVE)
        champa = leader(case.network)

        with refused(Invalid, match="how the case ended"):
            cases.close(case, by=champa, outcome=status)


class TestReopen:
    def test_forgets_how_it_had_ended_since_it_has_not(self) -> None:
        case = CaseFactory.create(status=CaseStatus.ACTIVE)
        champa = leader(case.network)
        cases.close(case, by=champa, outcome=CaseStatus.LOST, note="The office refused")

        cases.reopen(case, by=champa)

        assert Case.objects.get().outcome_note == case.outcome_note == ""
        assert kinds_of_events() == ["case.closed", "case.reopened"]
