"""What an officer does to records of ILO support on their pages."""

from django.urls import reverse

from cases.models import IloSupport, SupportStatus
from tests import factories
from tests.web.browser import browser_of, filled, form_of, text_of
from tests.web.conftest import House

ADD = reverse("cases:add-support")


class TestRecordingSupport:
    TYPED = {"title": "Round table", "kind": "training", "country": "TH"}  # noqa: RUF012

    def test_leads_to_its_page(self, house: House) -> None:
        browser = browser_of(house.karin)

        answer = browser.post(ADD, filled(browser.get(ADD), **self.TYPED))

        support = IloSupport.objects.get(title="Round table")
        assert answer.headers["Location"] == reverse("cases:support", args=[support.pk])

    def test_that_ends_before_it_starts_is_refused_beside_the_date(self, house: House) -> None:
        browser = browser_of(house.karin)
        dates = {"starts_on": "2026-05-01", "ends_on": "2026-04-01"}

        answer = browser.post(ADD, filled(browser.get(ADD), **self.TYPED, **dates))

        assert answer.status_code == 409
        assert 'id="id_ends_on_error"' in text_of(answer)
        assert IloSupport.objects.count() == 1


class TestLinkingSupport:
    def address(self, house: House) -> str:
        return reverse("cases:link-support", args=[house.support.pk])

    def test_shows_what_it_helped(self, house: House) -> None:
        form = {"law_review": str(house.review.pk), "milestone": str(house.milestone.pk)}

        answer = browser_of(house.karin).post(self.address(house), form, follow=True)

        assert house.review.title in text_of(answer)
        assert house.milestone.title in text_of(answer)

    def test_to_nothing_is_refused(self, house: House) -> None:
        answer = browser_of(house.karin).post(self.address(house), {})

        assert answer.status_code == 409
        assert "Name a law review" in text_of(answer)

    def test_offers_no_case_that_is_not_shared(self, house: House) -> None:
        answer = browser_of(house.karin).post(self.address(house), {"case": house.case.reference})

        assert answer.status_code == 422
        assert not house.support.cases.exists()

    def test_to_a_shared_case_takes_its_number(self, house: House) -> None:
        shared = factories.CaseFactory.create(campaign=house.campaign, visibility="ilo")

        browser_of(house.karin).post(self.address(house), {"case": shared.reference})

        assert list(house.support.cases.all()) == [shared]

    def test_from_a_review_comes_with_that_review_chosen(self, house: House) -> None:
        answer = browser_of(house.karin).get(
            self.address(house), {"law_review": str(house.review.pk)}
        )

        assert form_of(answer)["law_review"].value() == str(house.review.pk)


class TestLinkingFromAReview:
    def test_shows_the_support_on_the_review(self, house: House) -> None:
        address = reverse("cases:review-support", args=[house.review.slug])

        answer = browser_of(house.karin).post(
            address, {"support": str(house.support.pk)}, follow=True
        )

        assert house.support.title in text_of(answer)
        assert list(house.review.support.all()) == [house.support]


class TestTheStatusOfSupport:
    def test_can_be_moved_along(self, house: House) -> None:
        address = reverse("cases:support-status", args=[house.support.pk])

        browser_of(house.karin).post(address, {"status": "ended"})

        house.support.refresh_from_db()
        assert house.support.status == SupportStatus.ENDED

    def test_stays_once_it_ended(self, house: House) -> None:
        ended = factories.IloSupportFactory.create(status=SupportStatus.ENDED)
        address = reverse("cases:support-status", args=[ended.pk])

        answer = browser_of(house.karin).post(address, {"status": "active"})

        assert answer.status_code == 409
