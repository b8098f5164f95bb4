"""What an officer does to law reviews and milestones on their pages."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from backend.audit.models import Event
from cases.models import LawReview, Milestone, MilestoneStatus, ReviewStatus, StageEvent
from tests import factories
from tests.web.browser import browser_of, filled, text_of
from tests.web.conftest import House


def of_review(name: str, house: House) -> str:
    return reverse(f"cases:{name}", args=[house.review.slug])


def of_milestone(name: str, house: House) -> str:
    return reverse(f"cases:{name}", args=[house.milestone.pk])


def milestone(house: House) -> Milestone:
    return Milestone.objects.get(pk=house.milestone.pk)


class TestOpeningAReview:
    OPEN = reverse("cases:open-review")

    def test_leads_to_its_page(self, house: House) -> None:
        browser = browser_of(house.karin)
        typed = {"title": "Labour law", "slug": "labour-law", "country": "TH", "track": "act"}

        answer = browser.post(self.OPEN, filled(browser.get(self.OPEN), **typed))

        assert answer.headers["Location"] == reverse("cases:review", args=["labour-law"])
        assert LawReview.objects.get(slug="labour-law").officer == house.karin

    def test_in_another_country_is_not_offered(self, house: House) -> None:
        browser = browser_of(house.karin)
        typed = {"title": "Labour law", "slug": "labour-law", "country": "PH", "track": "act"}

        answer = browser.post(self.OPEN, filled(browser.get(self.OPEN), **typed))

        assert answer.status_code == 422
        assert not LawReview.objects.filter(slug="labour-law").exists()

    def test_under_a_name_in_use_is_refused(self, house: House) -> None:
        browser = browser_of(house.karin)
        typed = {"title": "Again", "slug": house.review.slug, "country": "TH", "track": "act"}

        answer = browser.post(self.OPEN, filled(browser.get(self.OPEN), **typed))

        assert answer.status_code == 409
        assert "in use" in text_of(answer)


class TestRecordingAFact:
    TYPED = {  # noqa: RUF012
        "stage": "drafting",
        "on": "2025-06-17",
        "precision": "month",
        "summary": "The office drafts the decree.",
        "source_title": "Bangkok Post",
        "source_url": "https://example.org/draft",
        "confidence": "reported",
    }

    def test_moves_the_stage_and_keeps_the_source(self, house: House) -> None:
        browser = browser_of(house.karin)
        address = of_review("record-event", house)

        answer = browser.post(address, filled(browser.get(address), **self.TYPED), follow=True)

        fact = StageEvent.objects.get(stage="drafting")
        assert fact.on == dt.date(2025, 6, 1)
        assert fact.sources == [
            {"title": "Bangkok Post", "url": "https://example.org/draft", "mark": ""}
        ]
        assert "Drafting" in text_of(answer)

    def test_in_the_future_is_refused_beside_the_date(self, house: House) -> None:
        browser = browser_of(house.karin)
        address = of_review("record-event", house)
        form = filled(browser.get(address), **self.TYPED) | {"on": "2999-01-01"}

        answer = browser.post(address, form)

        assert answer.status_code == 409
        assert 'id="id_on_error"' in text_of(answer)
        assert StageEvent.objects.count() == 1

    def test_twice_with_one_form_records_it_once(self, house: House) -> None:
        browser = browser_of(house.karin)
        address = of_review("record-event", house)
        form = filled(browser.get(address), **self.TYPED)

        browser.post(address, form)
        again = browser.post(address, form)

        assert again.status_code == 409
        assert StageEvent.objects.filter(stage="drafting").count() == 1

    def test_can_be_taken_back_and_stays_readable(self, house: House) -> None:
        browser = browser_of(house.karin)

        answer = browser.post(
            reverse("cases:retract", args=[house.fact.pk]), {"reason": "Wrong year"}, follow=True
        )

        assert "taken back" in text_of(answer)
        assert "Wrong year" in text_of(answer)


class TestPlanningAMilestone:
    def test_puts_it_on_the_road(self, house: House) -> None:
        browser = browser_of(house.karin)
        address = of_review("plan-milestone", house)
        typed = {"title": "The House votes", "stage": "second_reading", "on": "2027-06-30"}

        answer = browser.post(address, filled(browser.get(address), **typed), follow=True)

        assert "The House votes" in text_of(answer)


class TestMarkingAMilestone:
    def test_as_reached_shows_how_late_it_came(self, house: House) -> None:
        Milestone.objects.filter(pk=house.milestone.pk).update(planned_on=dt.date(2026, 3, 8))

        answer = browser_of(house.karin).post(
            of_milestone("mark-reached", house),
            {"on": "2026-03-18", "precision": "day"},
            follow=True,
        )

        assert milestone(house).status == MilestoneStatus.REACHED
        assert "10 days later than first planned" in text_of(answer)

    def test_as_reached_twice_is_refused(self, house: House) -> None:
        browser = browser_of(house.karin)
        form = {"on": "2026-03-18", "precision": "day"}
        browser.post(of_milestone("mark-reached", house), form)

        again = browser.post(of_milestone("mark-reached", house), form)

        assert again.status_code == 409
        assert "already closed" in text_of(again)
        assert Event.objects.filter(kind="milestone.reached").count() == 1

    @pytest.mark.parametrize(
        ("name", "status"),
        [("mark-missed", MilestoneStatus.MISSED), ("drop", MilestoneStatus.DROPPED)],
    )
    def test_as_not_coming_needs_a_reason(
        self, house: House, name: str, status: MilestoneStatus
    ) -> None:
        browser = browser_of(house.karin)

        refused = browser.post(of_milestone(name, house), {"reason": ""})
        browser.post(of_milestone(name, house), {"reason": "The House was dissolved"})

        assert refused.status_code == 422
        assert milestone(house).status == status


class TestMovingADate:
    def test_shows_the_slip_and_the_reason(self, house: House) -> None:
        answer = browser_of(house.karin).post(
            of_milestone("reschedule", house),
            {"to": "2027-04-07", "reason": "New comments came in"},
            follow=True,
        )

        page = text_of(answer)
        assert "30 days later than first planned" in page
        assert "The date moved once" in page
        assert "New comments came in" in page

    def test_to_the_same_day_is_refused_beside_the_date(self, house: House) -> None:
        answer = browser_of(house.karin).post(
            of_milestone("reschedule", house), {"to": "2027-03-08", "reason": "A slip"}
        )

        assert answer.status_code == 409
        assert 'id="id_to_error"' in text_of(answer)
        assert milestone(house).forecast_on is None


class TestConcludingAReview:
    def test_ends_it_and_says_how(self, house: House) -> None:
        answer = browser_of(house.karin).post(
            of_review("conclude", house), {"conclusion": "The decree is in force."}, follow=True
        )

        house.review.refresh_from_db()
        assert house.review.status == ReviewStatus.CONCLUDED
        assert "The decree is in force." in text_of(answer)


class TestAReviewsPage:
    def test_says_when_nothing_was_heard_for_too_long(self, house: House) -> None:
        page = text_of(browser_of(house.karin).get(of_review("review", house)))

        assert "It counts as stalled." in page

    def test_writes_both_eras_for_thailand(self, house: House) -> None:
        page = text_of(browser_of(house.karin).get(of_review("review", house)))

        assert "16 February 2025 (B.E. 2568)" in page

    def test_marks_a_step_back_and_a_dispute(self, house: House) -> None:
        factories.StageEventFactory.create(
            law_review=house.review, stage="regression", dispute_note="The year is in doubt."
        )

        page = text_of(browser_of(house.karin).get(of_review("review", house)))

        assert "tag-regressed" in page
        assert "tag-disputed" in page
        assert "The year is in doubt." in page

    def test_that_is_public_shows_a_visitor_no_case_and_no_button(self, house: House) -> None:
        LawReview.objects.filter(pk=house.review.pk).update(is_public=True, officer=house.karin)
        house.review.cases.add(house.case)

        page = text_of(browser_of().get(of_review("review", house)))

        assert house.case.title not in page
        assert "karin" not in page
        assert of_review("record-event", house) not in page

    def test_of_no_such_name_is_not_found(self, house: House) -> None:
        address = reverse("cases:review", args=["nowhere"])

        assert browser_of(house.karin).get(address).status_code == 404
        retract = reverse("cases:retract", args=[uuid4()])
        assert browser_of(house.karin).get(retract).status_code == 404
