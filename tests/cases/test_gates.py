"""Gates: until when something must be done, and who is told in time."""

import datetime as dt
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from backend.accounts.models import User
from backend.audit.models import Event
from backend.errors import Invalid, Stale
from cases.actions import calendar, gates
from cases.actions.gates import GateIdTaken, GateNotOpen, NewGate
from cases.actions.reviews import ReviewConcluded
from cases.models import Gate, GateKind, GateStatus, LawReview, ReviewStatus
from tests.casts import NOT_THE_OFFICER_OF_THAILAND
from tests.factories import (
    GateFactory,
    LawReviewFactory,
    StageTemplateFactory,
    TemplateGateFactory,
    officer,
)
from tests.records import kinds_of_events, refused

# Songkran lies between: 13 to 15 April are no working days in Thailand.
CLOSES = dt.date(2026, 4, 20)


def told(on: dt.date) -> list[str]:
    calendar.check(on=on)
    return list(
        Event.objects.filter(kind="review.gate_near")
        .order_by("id")
        .values_list("changes__on", flat=True)
    )


class TestAGateThatComesNear:
    def test_is_told_ten_working_days_ahead_with_holidays_left_out(self) -> None:
        GateFactory.create(closes_on=CLOSES)

        # 20, 17, 16, 10, 9, 8, 7 April and, after Chakri day, 3, 2, 1 April are ten.
        assert told(dt.date(2026, 3, 30)) == []
        assert told(dt.date(2026, 3, 31)) == [CLOSES.isoformat()]

    def test_is_told_once_although_its_date_moves_twice(self) -> None:
        keeper, gate = officer("TH"), GateFactory.create(closes_on=CLOSES)
        assert len(told(dt.date(2026, 4, 10))) == 1

        for later in (dt.date(2026, 6, 1), dt.date(2026, 8, 3)):
            gates.move(gate, by=keeper, to=later, reason="Prolonged")
            assert len(told(later - dt.timedelta(2))) == 1

    def test_is_told_as_long_ahead_as_its_template_says(self) -> None:
        template = StageTemplateFactory.create()
        TemplateGateFactory.create(template=template, warn_days=3)
        review = LawReviewFactory.create(template=template)
        GateFactory.create(law_review=review, closes_on=CLOSES)

        assert told(dt.date(2026, 4, 9)) == []
        assert told(dt.date(2026, 4, 10)) == [CLOSES.isoformat()]

    @pytest.mark.parametrize("status", [GateStatus.PASSED, GateStatus.SHUT])
    def test_is_not_told_when_it_is_closed(self, status: GateStatus) -> None:
        GateFactory.create(closes_on=CLOSES, status=status)

        assert told(CLOSES) == []

    def test_is_not_told_of_a_concluded_review(self) -> None:
        review = LawReviewFactory.create(status=ReviewStatus.CONCLUDED)
        GateFactory.create(law_review=review, closes_on=CLOSES)

        assert told(CLOSES) == []


def new(review: LawReview) -> NewGate:
    return NewGate(id=uuid4(), law_review=review, kind=GateKind.HEARING_WINDOW, closes_on=CLOSES)


class TestAGate:
    def test_is_set_moved_and_passed_with_an_entry_for_each(self) -> None:
        keeper, review = officer("TH"), LawReviewFactory.create()

        gate = gates.set_gate(new(review), by=keeper)
        gates.move(gate, by=keeper, to=dt.date(2026, 6, 1), reason="Prolonged")
        gates.mark_passed(gate, by=keeper)

        gate.refresh_from_db()
        assert (gate.status, gate.closes_on) == (GateStatus.PASSED, dt.date(2026, 6, 1))
        assert kinds_of_events() == ["review.gate_set", "review.gate_moved", "review.gate_passed"]

    def test_sent_twice_is_set_once(self) -> None:
        keeper, said = officer("TH"), new(LawReviewFactory.create())
        gates.set_gate(said, by=keeper)

        with refused(GateIdTaken):
            gates.set_gate(said, by=keeper)

    @pytest.mark.parametrize("somebody", NOT_THE_OFFICER_OF_THAILAND.values())
    def test_is_for_the_officer(self, somebody: Callable[[], User]) -> None:
        stranger, gate = somebody(), GateFactory.create(closes_on=CLOSES)

        with refused(PermissionDenied):
            gates.set_gate(new(gate.law_review), by=stranger)
        with refused(PermissionDenied):
            gates.move(gate, by=stranger, to=dt.date(2026, 6, 1), reason="No")
        with refused(PermissionDenied):
            gates.mark_passed(gate, by=stranger)
        with refused(PermissionDenied):
            gates.mark_shut(gate, by=stranger)

    def test_of_a_concluded_review_is_not_set(self) -> None:
        keeper = officer("TH")
        said = new(LawReviewFactory.create(status=ReviewStatus.CONCLUDED))

        with refused(ReviewConcluded):
            gates.set_gate(said, by=keeper)

    def test_once_closed_stays_closed(self) -> None:
        keeper, gate = officer("TH"), GateFactory.create(closes_on=CLOSES)
        gates.mark_shut(gate, by=keeper)

        with refused(GateNotOpen):
            gates.mark_passed(gate, by=keeper)
        with refused(GateNotOpen):
            gates.move(gate, by=keeper, to=dt.date(2026, 6, 1), reason="Prolonged")

    def test_moved_by_two_at_once_moves_once(self) -> None:
        keeper, gate = officer("TH"), GateFactory.create(closes_on=CLOSES)
        read_before = Gate.objects.with_place().get(pk=gate.pk)
        gates.move(gate, by=keeper, to=dt.date(2026, 6, 1), reason="Prolonged")

        with refused(Stale):
            gates.move(read_before, by=keeper, to=dt.date(2026, 7, 1), reason="Prolonged")

    @pytest.mark.parametrize(
        ("field", "to", "reason"),
        [("reason", dt.date(2026, 6, 1), " "), ("to", CLOSES, "Prolonged")],
    )
    def test_moved_without_reason_or_nowhere_is_refused(
        self, field: str, to: dt.date, reason: str
    ) -> None:
        keeper, gate = officer("TH"), GateFactory.create(closes_on=CLOSES)

        with refused(Invalid) as refusal:
            gates.move(gate, by=keeper, to=to, reason=reason)

        assert refusal.value.field == field
