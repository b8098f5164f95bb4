"""What is done to a case from its page."""

import pytest
from django.urls import reverse

from backend.audit.models import Event
from cases.models import AdvocacyCase, CaseStatus, Visibility
from tests import factories
from tests.web.browser import browser_of, form_of, text_of
from tests.web.conftest import House


def step(name: str, house: House) -> str:
    return reverse(f"cases:{name}", args=[house.case.pk])


def now(house: House) -> AdvocacyCase:
    return AdvocacyCase.objects.get(pk=house.case.pk)


def put(house: House, status: CaseStatus) -> None:
    AdvocacyCase.objects.filter(pk=house.case.pk).update(status=status)


class TestASimpleStep:
    @pytest.mark.parametrize(
        ("name", "start", "end"),
        [
            ("activate", CaseStatus.LOGGED, CaseStatus.ACTIVE),
            ("submit", CaseStatus.ACTIVE, CaseStatus.SUBMITTED),
            ("reopen", CaseStatus.LOST, CaseStatus.ACTIVE),
        ],
    )
    def test_moves_the_case_and_says_so(
        self, house: House, name: str, start: CaseStatus, end: CaseStatus
    ) -> None:
        put(house, start)

        answer = browser_of(house.hnin).post(step(name, house), follow=True)

        assert now(house).status == end
        assert "notice-success" in text_of(answer)

    def test_from_another_state_is_refused_with_the_reason(self, house: House) -> None:
        answer = browser_of(house.hnin).post(step("submit", house))

        assert answer.status_code == 409
        assert "no longer in the state" in text_of(answer)
        assert now(house).status == CaseStatus.LOGGED

    def test_is_refused_to_whoever_only_reads_it(self, house: House) -> None:
        answer = browser_of(house.phyu).post(step("activate", house))

        assert answer.status_code == 403
        assert now(house).status == CaseStatus.LOGGED
        assert not Event.objects.exists()

    def test_is_offered_only_to_whoever_may_take_it(self, house: House) -> None:
        address = reverse("cases:case", args=[house.case.pk])

        assert step("activate", house) in text_of(browser_of(house.hnin).get(address))
        assert step("activate", house) not in text_of(browser_of(house.phyu).get(address))


class TestEndingACase:
    def test_keeps_how_it_ended_and_what_came_of_it(self, house: House) -> None:
        browser_of(house.hnin).post(
            step("close", house), {"outcome": "partly_won", "note": "Arrears are paid."}
        )

        assert now(house).status == CaseStatus.PARTLY_WON
        assert now(house).outcome_note == "Arrears are paid."

    def test_without_an_outcome_loses_nothing_typed(self, house: House) -> None:
        answer = browser_of(house.hnin).post(step("close", house), {"note": "Arrears are paid."})

        assert answer.status_code == 422
        assert "Arrears are paid." in text_of(answer)
        assert now(house).status == CaseStatus.LOGGED

    def test_twice_is_refused(self, house: House) -> None:
        put(house, CaseStatus.WON)

        answer = browser_of(house.hnin).post(step("close", house), {"outcome": "lost"})

        assert answer.status_code == 409
        assert now(house).status == CaseStatus.WON


class TestSharingACase:
    def test_lets_the_officer_read_it(self, house: House) -> None:
        browser_of(house.hnin).post(step("share", house), {"visibility": "ilo"})

        address = reverse("cases:case", args=[house.case.pk])
        assert now(house).visibility == Visibility.ILO
        assert browser_of(house.karin).get(address).status_code == 200

    def test_shows_how_it_is_shared_now(self, house: House) -> None:
        answer = browser_of(house.hnin).get(step("share", house))

        assert form_of(answer)["visibility"].value() == Visibility.NETWORK

    def test_as_it_is_already_is_refused(self, house: House) -> None:
        answer = browser_of(house.hnin).post(step("share", house), {"visibility": "network"})

        assert answer.status_code == 409


class TestHandingACaseOver:
    def test_makes_another_work_on_it(self, house: House) -> None:
        browser_of(house.hnin).post(step("assign", house), {"to": str(house.malee.pk)})

        assert now(house).owner == house.malee

    def test_to_somebody_outside_the_network_is_refused(self, house: House) -> None:
        answer = browser_of(house.hnin).post(step("assign", house), {"to": str(house.luz.pk)})

        assert answer.status_code == 422
        assert now(house).owner is None


class TestJoiningALawReview:
    def test_shows_on_the_case_where_the_law_stands(self, house: House) -> None:
        browser = browser_of(house.hnin)

        answer = browser.post(
            step("link-review", house), {"law_review": str(house.review.pk)}, follow=True
        )

        assert house.review.title in text_of(answer)
        assert list(now(house).reviews.all()) == [house.review]

    def test_offers_none_of_another_country(self, house: House) -> None:
        elsewhere = factories.LawReviewFactory.create(country="PH")

        answer = browser_of(house.hnin).post(
            step("link-review", house), {"law_review": str(elsewhere.pk)}
        )

        assert answer.status_code == 422
        assert not now(house).reviews.exists()


class TestTheHistory:
    def test_tells_in_sentences_what_happened_and_who_did_it(self, house: House) -> None:
        browser = browser_of(house.hnin)
        browser.post(step("activate", house))
        browser.post(step("link-review", house), {"law_review": str(house.review.pk)})
        browser.post(step("assign", house), {"to": str(house.malee.pk)})
        browser.post(step("share", house), {"visibility": "ilo"})
        browser.post(step("close", house), {"outcome": "won"})
        browser.post(step("reopen", house))

        page = text_of(browser.get(reverse("cases:case", args=[house.case.pk])))

        for sentence in (
            "The case was logged.",
            "The case was taken up.",
            f"It was joined to the law review “{house.review.title}”.",
            "malee works on it now.",
            "It may now be read by my network and the ILO officer.",
            "The case ended: won.",
            "The case was taken up again.",
        ):
            assert sentence in page
        assert "hnin" in page.split('id="history"')[1]

    def test_names_nobody_to_an_officer(self, house: House) -> None:
        browser_of(house.hnin).post(step("share", house), {"visibility": "ilo"})
        browser_of(house.hnin).post(step("assign", house), {"to": str(house.malee.pk)})

        page = text_of(browser_of(house.karin).get(reverse("cases:case", args=[house.case.pk])))

        assert "Somebody of the network took it over." in page
        for name in ("malee", "hnin", "phyu"):
            assert name not in page
