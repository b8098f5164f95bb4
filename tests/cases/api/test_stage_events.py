import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from backend.accounts.models import User
from cases.models import LawReview, ReviewStatus, StageEvent
from tests.factories import LawReviewFactory, StageEventFactory, officer
from tests.interface import NOBODY, listed, post, problem, program, read, wrong_fields
from tests.records import kinds_of_events, nothing_written

FACT = {"stage": "consultation", "on": "2025-02-16"}


@pytest.fixture
def record(review: LawReview) -> str:
    return f"law-reviews/{review.pk}/record-event/"


class TestRecordEvent:
    def test_answers_with_the_fact_and_moves_the_stage(
        self, anan: User, review: LawReview, record: str
    ) -> None:
        said = {
            **FACT,
            "summary": "A public hearing is open for thirty days.",
            "confidence": "reported",
            "dispute_note": "One paper gives another day.",
        }

        answer = post(anan, record, **said, source_url="https://www.example.org/hearing")

        assert answer.status_code == 201, answer.content
        shown = answer.json()
        assert shown.items() >= said.items()
        assert shown["law_review"] == str(review.pk)
        assert shown["disputed"] is True
        assert shown["sources"] == [
            {"title": "", "url": "https://www.example.org/hearing", "mark": ""}
        ]
        assert answer["Location"].endswith(f"/api/v1/stage-events/{shown['id']}/")
        assert shown == read(anan, f"stage-events/{shown['id']}/")
        assert read(anan, f"law-reviews/{review.pk}/")["stage"] == "consultation"
        assert kinds_of_events() == ["review.stage_changed"]

    @pytest.mark.parametrize("stage", ["consultation", "B3", "b3", " Consultation "])
    def test_takes_a_stage_by_name_or_code(self, anan: User, record: str, stage: str) -> None:
        assert post(anan, record, **{**FACT, "stage": stage}).json()["stage"] == "consultation"

    @pytest.mark.parametrize(
        ("precision", "stored"),
        [("day", "2025-02-16"), ("month", "2025-02-01"), ("year", "2025-01-01")],
    )
    def test_takes_any_day_of_the_span_that_is_known(
        self, anan: User, record: str, precision: str, stored: str
    ) -> None:
        answer = post(anan, record, **FACT, precision=precision)

        assert answer.json()["on"] == stored
        assert answer.json()["precision"] == precision

    def test_takes_several_sources_with_their_marks(self, anan: User, record: str) -> None:
        sources = [
            {"id": "T5", "title": "Royal Gazette", "url": "https://example.org/a", "mark": "S"},
            {"title": "A newspaper", "mark": "S2"},
        ]

        assert post(anan, record, **FACT, sources=sources).json()["sources"] == sources

    def test_of_a_concluded_review_is_refused(self, anan: User, record: str) -> None:
        LawReview.objects.update(status=ReviewStatus.CONCLUDED)

        answer = post(anan, record, **FACT)

        assert answer.status_code == 409
        assert problem(answer)["code"] == "review_concluded"

    def test_is_the_officers_of_that_country(self, champa: User, record: str) -> None:
        for somebody in (champa, officer("PH")):
            with nothing_written():
                answer = post(somebody, record, **FACT)
            assert answer.status_code == 403

    def test_of_a_review_she_may_not_see_finds_nothing(self, maria: User) -> None:
        hidden = LawReviewFactory.create(is_public=False)

        assert post(maria, f"law-reviews/{hidden.pk}/record-event/", **FACT).status_code == 404

    def test_can_dispute_another_fact_of_the_review(
        self, anan: User, review: LawReview, record: str
    ) -> None:
        doubted = StageEventFactory.create(law_review=review, stage="drafting")
        foreign = StageEventFactory.create()

        answer = post(anan, record, **FACT, disputes=str(doubted.pk))
        wrong = post(anan, record, **FACT, disputes=str(foreign.pk))

        assert answer.json()["disputes"] == str(doubted.pk)
        assert read(anan, f"stage-events/{doubted.pk}/")["disputed"] is True
        assert wrong_fields(wrong) == {"disputes"}

    def test_sent_twice_with_one_id_is_refused(self, anan: User, record: str) -> None:
        form = {**FACT, "id": "11111111-1111-4111-8111-111111111111"}
        post(anan, record, **form)

        answer = post(anan, record, **form)

        assert answer.status_code == 409
        assert StageEvent.objects.count() == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("stage", "X1"),
            ("stage", "no_such_stage"),
            ("stage", None),
            ("on", "2024-04-31"),
            ("on", "2024-02-30"),
            ("on", "31/04/2024"),
            ("on", "2568-02-16"),
            ("on", "9999-12-31"),
            ("on", "2999-01-01"),
            ("on", "0001-01-01"),
            ("on", "2025-02-16T00:00:00Z"),
            ("on", 20250216),
            ("on", ""),
            ("on", None),
            ("precision", "week"),
            ("confidence", "certain"),
            ("summary", "x" * 5_001),
            ("source_url", "javascript:alert(1)"),
            ("source_url", "ftp://example.org/a"),
            ("source_url", "not an address"),
            ("source_url", "https://example.org/" + "a" * 500),
            ("sources", "T5"),
            ("sources", ["T5"]),
            ("sources", [{"url": "javascript:alert(1)"}]),
            ("sources", [{"mark": "R"}]),
            ("sources", [{"author": "x"}]),
            ("sources", [{}] * 21),
            ("disputes", NOBODY),
            ("disputed", True),
        ],
    )
    def test_names_the_field_that_is_wrong(
        self, anan: User, record: str, field: str, value: Any
    ) -> None:
        with nothing_written():
            answer = post(anan, record, **{**FACT, field: value})

        assert {name.split(".")[0] for name in wrong_fields(answer)} == {field}

    def test_says_of_an_impossible_day_what_is_wrong(self, anan: User, record: str) -> None:
        answer = post(anan, record, **{**FACT, "on": "2024-04-31"})

        (reason,) = problem(answer)["errors"]["on"]
        assert reason.startswith("There is no 31 April 2024: that month has 30 days.")

    def test_in_the_future_is_no_fact(self, anan: User, record: str) -> None:
        soon = timezone.now().date() + dt.timedelta(2)

        assert wrong_fields(post(anan, record, **{**FACT, "on": soon.isoformat()})) == {"on"}


class TestRetract:
    def test_answers_with_the_row_that_takes_it_back(self, anan: User, review: LawReview) -> None:
        wrong = StageEventFactory.create(law_review=review, stage="drafting")

        answer = post(anan, f"stage-events/{wrong.pk}/retract/", reason="It was another decree.")

        assert answer.status_code == 201, answer.content
        assert answer.json()["retracts"] == str(wrong.pk)
        assert answer.json()["summary"] == "It was another decree."
        assert answer["Location"].endswith(f"stage-events/{answer.json()['id']}/")
        assert read(anan, f"stage-events/{wrong.pk}/")["retracted"] is True
        assert read(anan, f"law-reviews/{review.pk}/")["stage"] is None

    def test_twice_is_refused(self, anan: User) -> None:
        path = f"stage-events/{StageEventFactory.create().pk}/retract/"
        post(anan, path, reason="Wrong")

        answer = post(anan, path, reason="Wrong")

        assert answer.status_code == 409
        assert problem(answer)["code"] == "already_retracted"

    def test_is_the_officers(self, champa: User) -> None:
        path = f"stage-events/{StageEventFactory.create().pk}/retract/"

        assert post(champa, path, reason="Wrong").status_code == 403
        assert post(officer("PH"), path, reason="Wrong").status_code == 403

    def test_of_a_fact_she_may_not_see_finds_nothing(self, maria: User) -> None:
        hidden = StageEventFactory.create(law_review__is_public=False)

        assert post(maria, f"stage-events/{hidden.pk}/retract/", reason="x").status_code == 404

    @pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": None}])
    def test_says_why(self, anan: User, body: dict[str, Any]) -> None:
        path = f"stage-events/{StageEventFactory.create().pk}/retract/"

        assert wrong_fields(post(anan, path, **body)) == {"reason"}


class TestStageEvent:
    def test_can_be_changed_or_written_by_no_other_way(self, anan: User, review: LawReview) -> None:
        fact, client = StageEventFactory.create(law_review=review), program(anan)

        assert client.patch(f"/api/v1/stage-events/{fact.pk}/", {}).status_code == 405
        assert client.delete(f"/api/v1/stage-events/{fact.pk}/").status_code == 405
        assert client.post("/api/v1/stage-events/", {}).status_code == 405

    def test_of_a_review_is_listed_newest_first(self, anan: User, review: LawReview) -> None:
        days = [dt.date(2025, 2, 16), dt.date(2015, 5, 25), dt.date(2020, 1, 1)]
        facts = {day: StageEventFactory.create(law_review=review, on=day) for day in days}
        StageEventFactory.create()

        expected = [str(facts[day].pk) for day in sorted(days, reverse=True)]
        assert listed(anan, "stage-events/", law_review=review.pk) == expected
