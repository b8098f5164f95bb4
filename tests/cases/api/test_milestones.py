import datetime as dt
from typing import Any

import pytest
import time_machine

from backend.accounts.models import User
from cases.models import LawReview, Milestone, MilestoneStatus
from tests.factories import AskFactory, LawReviewFactory, MilestoneFactory, officer
from tests.interface import NOBODY, listed, post, problem, program, read, wrong_fields
from tests.records import kinds_of_events, nothing_written


@pytest.fixture
def milestone(review: LawReview) -> Milestone:
    return MilestoneFactory.create(law_review=review, planned_on=dt.date(2026, 3, 8))


@pytest.fixture
def path(milestone: Milestone) -> str:
    return f"milestones/{milestone.pk}/"


BODY_OF: dict[str, dict[str, Any]] = {
    "mark-reached": {"on": "2026-03-08"},
    "reschedule": {"to": "2026-06-30", "reason": "The House was dissolved."},
    "mark-missed": {"reason": "The session ended."},
    "drop": {"reason": "The law goes another way."},
}


@pytest.mark.parametrize(("verb", "body"), BODY_OF.items())
class TestEveryVerb:
    def test_is_the_officers_of_that_country(
        self, champa: User, path: str, verb: str, body: dict[str, Any]
    ) -> None:
        for somebody in (champa, officer("PH")):
            with nothing_written():
                answer = post(somebody, f"{path}{verb}/", **body)
            assert answer.status_code == 403

    def test_of_a_milestone_she_may_not_see_finds_nothing(
        self, maria: User, verb: str, body: dict[str, Any]
    ) -> None:
        hidden = MilestoneFactory.create(law_review__is_public=False)

        answer = post(maria, f"milestones/{hidden.pk}/{verb}/", **body)

        assert answer.status_code == 404
        problem(answer)

    def test_of_a_closed_milestone_is_refused(
        self, anan: User, path: str, verb: str, body: dict[str, Any]
    ) -> None:
        post(anan, f"{path}drop/", reason="Not needed")

        with nothing_written():
            answer = post(anan, f"{path}{verb}/", **body)

        assert answer.status_code == 409
        assert problem(answer)["code"] == "milestone_not_open"

    def test_names_what_is_missing(
        self, anan: User, path: str, verb: str, body: dict[str, Any]
    ) -> None:
        assert wrong_fields(post(anan, f"{path}{verb}/")) == set(body)


class TestPlan:
    def test_answers_with_the_milestone_and_its_address(
        self, anan: User, review: LawReview
    ) -> None:
        said = {
            "law_review": str(review.pk),
            "stage": "D1",
            "title": "Cabinet approves the draft",
            "planned_on": "2026-03-20",
            "precision": "month",
            "body": "Cabinet",
        }

        answer = post(anan, "milestones/", **said)

        assert answer.status_code == 201, answer.content
        shown = answer.json()
        stored = {"stage": "approved_in_principle", "planned_on": "2026-03-01"}
        assert shown.items() >= {**said, **stored}.items()
        assert shown["status"] == "planned"
        assert shown["moves"] == shown["slip_days"] == 0
        assert answer["Location"].endswith(f"milestones/{shown['id']}/")
        assert kinds_of_events() == ["milestone.planned"]

    def test_is_the_officers_of_that_country(self, champa: User, review: LawReview) -> None:
        said = {
            "law_review": str(review.pk),
            "stage": "D1",
            "title": "x",
            "planned_on": "2026-03-20",
        }

        assert post(champa, "milestones/", **said).status_code == 403
        assert post(officer("PH"), "milestones/", **said).status_code == 403

    def test_of_a_review_she_may_not_see_says_that_it_does_not_exist(self, maria: User) -> None:
        hidden = LawReviewFactory.create(is_public=False)
        said = {"stage": "D1", "title": "x", "planned_on": "2026-03-20"}

        invisible = post(maria, "milestones/", **said, law_review=str(hidden.pk))
        missing = post(maria, "milestones/", **said, law_review=NOBODY)

        assert wrong_fields(invisible) == {"law_review"}
        assert problem(invisible) == problem(missing)

    def test_under_the_id_of_another_is_refused(
        self, anan: User, review: LawReview, milestone: Milestone
    ) -> None:
        said = {
            "law_review": str(review.pk),
            "stage": "D1",
            "title": "x",
            "planned_on": "2026-03-20",
        }

        answer = post(anan, "milestones/", **said, id=str(milestone.pk))

        assert answer.status_code == 409
        assert problem(answer)["code"] == "milestone_id_taken"


class TestMarkReached:
    def test_closes_the_milestone_and_files_the_fact(
        self, anan: User, review: LawReview, path: str
    ) -> None:
        body = {
            "on": "2026-03-20",
            "precision": "day",
            "source_url": "https://www.example.org/gazette",
            "note": "Published at noon.",
        }

        answer = post(anan, f"{path}mark-reached/", **body)

        assert answer.status_code == 200, answer.content
        shown = answer.json()
        assert shown == read(anan, path)
        assert shown["status"] == "reached"
        assert shown["reached_on"] == "2026-03-20"
        assert shown["slip_days"] == 12
        assert shown["source_url"] == body["source_url"]
        facts = read(anan, "stage-events/", law_review=review.pk)["results"]
        assert [(fact["stage"], fact["on"]) for fact in facts] == [
            ("approved_in_principle", "2026-03-20")
        ]
        assert kinds_of_events() == ["milestone.reached"]

    def test_needs_no_more_than_the_day(self, anan: User, path: str) -> None:
        assert post(anan, f"{path}mark-reached/", on="2026-03-08").json()["precision"] == "day"

    @pytest.mark.parametrize(
        ("precision", "stored"), [("month", "2026-03-01"), ("year", "2026-01-01")]
    )
    def test_takes_any_day_of_the_span_that_is_known(
        self, anan: User, path: str, precision: str, stored: str
    ) -> None:
        answer = post(anan, f"{path}mark-reached/", on="2026-03-20", precision=precision)

        assert answer.json()["reached_on"] == stored

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("on", "2024-04-31"),
            ("on", "tomorrow"),
            ("on", "2999-01-01"),
            ("precision", "hour"),
            ("source_url", "javascript:alert(1)"),
            ("source_url", "https://example.org/" + "a" * 200),
            ("note", "x" * 5_001),
            ("reached_on", "2026-03-08"),
        ],
    )
    def test_names_the_field_that_is_wrong(
        self, anan: User, path: str, field: str, value: Any
    ) -> None:
        with nothing_written():
            answer = post(anan, f"{path}mark-reached/", **{"on": "2026-03-08", field: value})

        assert wrong_fields(answer) == {field}

    def test_twice_with_one_key_is_done_once(self, anan: User, path: str) -> None:
        client, key = program(anan), {"Idempotency-Key": "reached-1"}
        address = f"/api/v1/{path}mark-reached/"

        first = client.post(address, {"on": "2026-03-08"}, headers=key)
        second = client.post(address, {"on": "2026-03-08"}, headers=key)

        assert first.status_code == second.status_code == 200
        assert second.content == first.content
        assert kinds_of_events() == ["milestone.reached"]


class TestReschedule:
    def test_keeps_the_first_plan_and_each_move(self, anan: User, path: str) -> None:
        post(anan, f"{path}reschedule/", to="2026-06-30", reason="The House was dissolved.")
        answer = post(anan, f"{path}reschedule/", to="2026-09-30", reason="A new cabinet.")

        shown = answer.json()
        assert shown["planned_on"] == "2026-03-08"
        assert shown["forecast_on"] == shown["due_on"] == "2026-09-30"
        assert shown["moves"] == 2
        assert shown["slip_days"] == 206
        assert [(move["from"], move["to"], move["reason"]) for move in shown["revisions"]] == [
            ("2026-03-08", "2026-06-30", "The House was dissolved."),
            ("2026-06-30", "2026-09-30", "A new cabinet."),
        ]
        assert kinds_of_events() == ["milestone.rescheduled"] * 2

    def test_to_the_date_it_has_names_the_date(self, anan: User, path: str) -> None:
        assert wrong_fields(post(anan, f"{path}reschedule/", to="2026-03-08", reason="x")) == {"to"}

    @pytest.mark.parametrize("reason", ["", "   ", None, 5_001 * "x"])
    def test_says_why(self, anan: User, path: str, reason: Any) -> None:
        answer = post(anan, f"{path}reschedule/", to="2026-06-30", reason=reason)

        assert wrong_fields(answer) == {"reason"}

    @pytest.mark.parametrize("to", ["2026-06-31", "soon", None, "2569-06-30"])
    def test_takes_days_of_the_calendar_alone(self, anan: User, path: str, to: Any) -> None:
        assert wrong_fields(post(anan, f"{path}reschedule/", to=to, reason="x")) == {"to"}


@pytest.mark.parametrize(("verb", "status"), [("mark-missed", "missed"), ("drop", "dropped")])
class TestClosingWithoutReaching:
    def test_keeps_the_reason(self, anan: User, path: str, verb: str, status: str) -> None:
        answer = post(anan, f"{path}{verb}/", reason="The session ended.")

        assert answer.json()["status"] == status
        assert answer.json()["note"] == "The session ended."
        assert answer.json()["reached_on"] is None
        assert kinds_of_events() == [f"milestone.{status}"]


class TestList:
    def test_comes_in_the_order_of_the_plan(self, anan: User, review: LawReview) -> None:
        days = [dt.date(2027, 1, 1), dt.date(2026, 1, 1), dt.date(2026, 6, 1)]
        planned = {day: MilestoneFactory.create(law_review=review, planned_on=day) for day in days}

        assert listed(anan, "milestones/", law_review=review.pk) == [
            str(planned[day].pk) for day in sorted(days)
        ]

    @time_machine.travel("2026-04-01T08:00:00Z")
    def test_can_be_narrowed_to_what_is_due(self, anan: User, milestone: Milestone) -> None:
        later = MilestoneFactory.create(
            planned_on=dt.date(2026, 3, 1), forecast_on=dt.date(2026, 5, 1)
        )

        assert listed(anan, "milestones/", overdue="true") == [str(milestone.pk)]
        assert listed(anan, "milestones/", overdue="false") == [str(later.pk)]
        assert listed(anan, "milestones/", due_before="2026-03-31") == [str(milestone.pk)]
        assert listed(anan, "milestones/", due_after="2026-05-01") == [str(later.pk)]

    def test_can_be_narrowed_by_stage_status_and_place(
        self, anan: User, review: LawReview, milestone: Milestone
    ) -> None:
        ask = AskFactory.create(campaign__is_public=True)
        review.asks.add(ask)
        other = MilestoneFactory.create(
            law_review__country="PH", stage="in_force", status=MilestoneStatus.PLANNED
        )

        for parameters in (
            {"stage": "D1"},
            {"country": "TH"},
            {"campaign": ask.campaign_id},
            {"network": ask.campaign.lead_network_id},
        ):
            assert listed(anan, "milestones/", **parameters) == [str(milestone.pk)]
        assert listed(anan, "milestones/", stage="in_force") == [str(other.pk)]
        assert len(listed(anan, "milestones/", status="planned")) == 2
