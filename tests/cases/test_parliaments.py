"""A parliament ends or is dissolved, and with it what lay before it."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from backend.accounts.models import User
from backend.audit.models import Event
from backend.errors import Invalid
from cases.actions import calendar, corrections, parliaments, reviews
from cases.actions.parliaments import DissolvedBefore, NewDissolution, UndoneBefore
from cases.models import Confidence, Dissolution, LawReview, ReviewStatus, StageEvent
from cases.stages import PARLIAMENTARY, Stage
from tests.casts import NOT_THE_OFFICER_OF_THAILAND
from tests.factories import (
    LawReviewFactory,
    ParliamentPeriodFactory,
    StageEventFactory,
    officer,
)
from tests.records import refused

BEFORE = dt.date(2025, 6, 1)
DAY = dt.date(2025, 12, 12)
DERIVED = ("stage", "stage_since", "stage_precision", "last_evidence_on", "expected_days")


def at(stage: Stage, *, on: dt.date = BEFORE, **more: Any) -> LawReview:
    review: LawReview = LawReviewFactory.create(**more)
    StageEventFactory.create(law_review=review, stage=stage, on=on)
    return review


def dissolve(by: User, **more: Any) -> Dissolution:
    said: dict[str, Any] = {
        "id": uuid4(),
        "country": "TH",
        "on": DAY,
        "source_url": "https://gazette.example/",
    }
    return parliaments.dissolve(NewDissolution(**(said | more)), by=by)


def stands() -> dict[str, bytes]:
    """Return where each review stands, written out."""
    rows = LawReview.objects.with_stage().order_by("slug")
    return {
        row.slug: repr([getattr(row, name) for name in (*DERIVED, "status")]).encode()
        for row in rows
    }


class TestADissolution:
    def test_lapses_every_open_review_that_lay_before_that_parliament_and_no_other(self) -> None:
        lying = {at(stage).pk for stage in Stage if stage in PARLIAMENTARY}
        for stage in Stage:
            if stage not in PARLIAMENTARY:
                at(stage)
        at(Stage.COMMITTEE, country="PH")
        at(Stage.COMMITTEE, status=ReviewStatus.CONCLUDED)
        at(Stage.COMMITTEE, on=DAY + dt.timedelta(30))  # of the parliament after that
        doubted = at(Stage.DRAFTING)
        StageEventFactory.create(
            law_review=doubted, stage=Stage.COMMITTEE, confidence=Confidence.UNCONFIRMED
        )
        before = stands()

        dissolution = dissolve(officer("TH"))

        lapsed = {lapse.event.law_review_id for lapse in dissolution.lapses.all()}
        assert lapsed == lying
        changed = {slug for slug, row in stands().items() if row != before[slug]}
        assert changed == set(LawReview.objects.filter(pk__in=lying).values_list("slug", flat=True))
        now = LawReview.objects.with_stage().filter(pk__in=lying)
        assert {(row.stage, row.stage_since) for row in now} == {(Stage.LAPSED, DAY)}

    def test_undone_restores_each_to_the_byte(self) -> None:
        keeper = officer("TH")
        for stage in Stage:
            at(stage)
        before = stands()
        dissolution = dissolve(keeper)
        assert stands() != before

        parliaments.undo(dissolution, by=keeper, reason="The court annulled it")

        assert stands() == before

    def test_undone_leaves_what_came_meanwhile(self) -> None:
        keeper, review, sister = officer("TH"), at(Stage.COMMITTEE), at(Stage.INTRODUCED)
        dissolution = dissolve(keeper)
        by_hand = StageEvent.objects.get(law_review=sister, stage=Stage.LAPSED)
        corrections.retract(by_hand, by=keeper, reason="It was carried over")
        again = reviews.NewEvent(stage=Stage.INTRODUCED, on=DAY + dt.timedelta(60))
        reviews.record_event(review, again, by=keeper)

        parliaments.undo(dissolution, by=keeper, reason="The court annulled it")

        assert reviews.with_stage(review).stage_since == DAY + dt.timedelta(60)
        assert reviews.with_stage(sister).stage == Stage.INTRODUCED
        assert StageEvent.objects.filter(retracts__stage=Stage.LAPSED).count() == 2

    def test_tells_followers_of_each_review_and_leaves_one_entry_of_its_own(self) -> None:
        keeper = officer("TH")
        at(Stage.COMMITTEE)

        parliaments.undo(dissolve(keeper), by=keeper, reason="Annulled")

        assert list(Event.objects.order_by("id").values_list("kind", flat=True)) == [
            "review.stage_changed",
            "parliament.dissolved",
            "review.stage_changed",
            "parliament.dissolution_undone",
        ]

    @pytest.mark.parametrize("somebody", NOT_THE_OFFICER_OF_THAILAND.values())
    def test_is_for_that_countrys_officer_to_record_and_undo(
        self, somebody: Callable[[], User]
    ) -> None:
        at(Stage.COMMITTEE)
        stranger, standing = somebody(), dissolve(officer("TH"), on=DAY - dt.timedelta(1))

        with refused(PermissionDenied):
            dissolve(stranger)
        with refused(PermissionDenied):
            parliaments.undo(standing, by=stranger, reason="No")

    def test_recorded_twice_is_refused(self) -> None:
        keeper = officer("TH")
        dissolve(keeper)

        with refused(DissolvedBefore):
            dissolve(keeper)

    def test_undone_twice_is_refused(self) -> None:
        keeper = officer("TH")
        dissolution = dissolve(keeper)
        parliaments.undo(dissolution, by=keeper, reason="Annulled")

        with refused(UndoneBefore):
            parliaments.undo(dissolution, by=keeper, reason="Annulled")

    @pytest.mark.parametrize(
        ("field", "said"),
        [
            ("on", {"on": dt.date(2999, 1, 1)}),
            ("source_url", {"source_url": ""}),
        ],
    )
    def test_that_cannot_be_is_refused_by_field(self, field: str, said: dict[str, Any]) -> None:
        keeper = officer("TH")

        with refused(Invalid) as refusal:
            dissolve(keeper, **said)

        assert refusal.value.field == field


class TestAnEndThatComesNear:
    END = dt.date(2026, 6, 30)

    def told(self, *, days_before: int) -> list[str]:
        calendar.check(on=self.END - dt.timedelta(days_before))
        events = Event.objects.filter(kind="review.lapse_near").order_by("id")
        return [str(event.subject_id) for event in events]

    def test_is_told_once_of_each_bill_before_that_parliament(self) -> None:
        ParliamentPeriodFactory.create(ends_on=self.END)
        at_risk, recent = at(Stage.COMMITTEE), dt.date(2026, 5, 1)
        at(Stage.CONSULTATION, on=recent)
        at(Stage.COMMITTEE, on=recent, country="PH")

        assert self.told(days_before=91) == []
        assert self.told(days_before=90) == [str(at_risk.pk)]
        assert self.told(days_before=10) == [str(at_risk.pk)]

    def test_of_a_session_is_told_a_month_ahead(self) -> None:
        ParliamentPeriodFactory.create(kind="session", ends_on=self.END)
        at_risk = at(Stage.COMMITTEE)

        assert self.told(days_before=31) == []
        assert self.told(days_before=30) == [str(at_risk.pk)]

    def test_that_has_passed_is_not_told(self) -> None:
        ParliamentPeriodFactory.create(ends_on=self.END)
        at(Stage.COMMITTEE)

        assert self.told(days_before=-1) == []
