"""Moving the date a milestone is awaited on."""

import datetime as dt
from unittest.mock import patch

import pytest
from django.db import IntegrityError

from backend.errors import Invalid
from cases.actions import milestones
from cases.actions.milestones import Reached
from cases.models import (
    Milestone,
    MilestoneMove,
)
from tests.factories import MilestoneFactory, officer
from tests.records import kinds_of_events, refused, the_only_event

DAY = dt.date(2026, 3, 8)
LATER = dt.date(2026, 6, 30)


class TestReschedule:
    def test_moves_what_is_awaited_and_never_the_first_plan(self) -> None:
        milestone = MilestoneFactory.create(planned_on=DAY)

        milestones.reschedule(milestone, by=officer("TH"), to=LATER, reason="Election")

        milestone.refresh_from_db()
        assert (milestone.planned_on, milestone.forecast_on, milestone.due_on) == (
            DAY,
            LATER,
            LATER,
        )
        assert milestone.slip_days == 114

    def test_keeps_each_move_with_its_reason(self) -> None:
        milestone, anong = MilestoneFactory.create(planned_on=DAY), officer("TH")

        milestones.reschedule(milestone, by=anong, to=LATER, reason="Election")
        milestones.reschedule(milestone, by=anong, to=DAY, reason="Called off")

        moves = MilestoneMove.objects.order_by("id").values_list(
            "moved_from", "moved_to", "reason", "moved_by"
        )
        assert list(moves) == [
            (DAY, LATER, "Election", anong.pk),
            (LATER, DAY, "Called off", anong.pk),
        ]
        assert Milestone.objects.with_moves().get().moves == 2

    def test_leaves_one_event_from_when_to_when(self) -> None:
        milestones.reschedule(
            MilestoneFactory.create(), by=officer("TH"), to=LATER, reason="Election"
        )

        assert (the_only_event().kind, the_only_event().changes) == (
            "milestone.rescheduled",
            {"from": "2026-03-08", "to": "2026-06-30"},
        )

    @pytest.mark.parametrize("reason", ["", "  \n "])
    def test_without_a_reason_is_refused(self, reason: str) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")

        with refused(Invalid, match="why the date moves"):
            milestones.reschedule(milestone, by=anong, to=LATER, reason=reason)

    def test_to_the_date_it_has_is_refused(self) -> None:
        milestone = MilestoneFactory.create(planned_on=DAY, forecast_on=LATER)
        anong = officer("TH")

        with refused(Invalid, match="the date it has now"):
            milestones.reschedule(milestone, by=anong, to=LATER, reason="Election")

    def test_whose_second_write_fails_undoes_the_first(self) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")

        with (
            refused(IntegrityError),
            patch.object(MilestoneMove.objects, "create", side_effect=IntegrityError),
        ):
            milestones.reschedule(milestone, by=anong, to=LATER, reason="Election")

    def test_can_be_done_again_after_reading_anew(self) -> None:
        milestone, anong = MilestoneFactory.create(), officer("TH")
        milestones.reschedule(Milestone.objects.get(), by=anong, to=LATER, reason="Election")
        milestone.refresh_from_db()

        milestones.mark_reached(milestone, Reached(on=DAY), by=anong)

        assert kinds_of_events() == ["milestone.rescheduled", "milestone.reached"]
