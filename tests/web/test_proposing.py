"""Proposed updates on the page of a review and on the officer's first page; "no change since"."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from backend.audit.models import Event
from cases.models import LawReview, Proposal, ProposalState, ReviewCheck, ReviewStatus, StageEvent
from tests import factories
from tests.web.browser import browser_of, filled, text_of
from tests.web.conftest import House

HOME = reverse("home")
TYPED = {
    "stage": "drafting",
    "on": "2025-06-17",
    "precision": "month",
    "summary": "The office drafts the decree.",
    "source_url": "https://example.org/draft",
    "source_title": "Bangkok Post",
}


def of_review(name: str, house: House) -> str:
    return reverse(f"cases:{name}", args=[house.review.slug])


def answer_to(proposal: Proposal, answer: str) -> str:
    return reverse(f"cases:{answer}-proposal", args=[proposal.pk])


def proposed(house: House, **more: Any) -> Proposal:
    """Return what Malee proposed."""
    given: dict[str, Any] = {
        "law_review": house.review,
        "network": house.network,
        "proposed_by": house.malee,
        "summary": "The office drafts the decree.",
    }
    return factories.ProposalFactory.create(**given | more)


def conclude(house: House) -> None:
    LawReview.objects.filter(pk=house.review.pk).update(status=ReviewStatus.CONCLUDED)


class TestProposingAnUpdate:
    def test_keeps_what_she_heard_and_says_that_it_waits(self, house: House) -> None:
        browser, address = browser_of(house.malee), of_review("propose", house)

        page = text_of(browser.post(address, filled(browser.get(address), **TYPED), follow=True))

        proposal = Proposal.objects.get()
        assert proposal.on == dt.date(2025, 6, 1)
        assert (proposal.network, proposal.proposed_by) == (house.network, house.malee)
        assert "What you proposed" in page
        assert "waits for the officer" in page
        assert StageEvent.objects.count() == 1

    def test_twice_with_one_form_proposes_it_once(self, house: House) -> None:
        browser, address = browser_of(house.malee), of_review("propose", house)
        form = filled(browser.get(address), **TYPED)

        browser.post(address, form)
        again = browser.post(address, form)

        assert again.status_code == 302
        assert Proposal.objects.count() == Event.objects.count() == 1

    def test_without_a_source_is_not_taken_and_loses_nothing(self, house: House) -> None:
        browser, address = browser_of(house.malee), of_review("propose", house)

        answer = browser.post(address, filled(browser.get(address), **TYPED | {"source_url": ""}))

        assert answer.status_code == 422
        assert "The office drafts the decree." in text_of(answer)

    def test_of_a_day_to_come_is_refused_beside_the_date(self, house: House) -> None:
        browser, address = browser_of(house.malee), of_review("propose", house)

        answer = browser.post(address, filled(browser.get(address), **TYPED | {"on": "2999-01-01"}))

        assert answer.status_code == 409
        assert 'id="id_on_error"' in text_of(answer)

    def test_is_offered_to_organisers_and_leaders_of_the_country(self, house: House) -> None:
        def offered_to(reader: User) -> bool:
            page = browser_of(reader).get(of_review("review", house))
            return of_review("propose", house) in text_of(page)

        assert [offered_to(one) for one in (house.malee, house.hnin)] == [True, True]
        assert [offered_to(one) for one in (house.phyu, house.karin)] == [False, False]
        for reader in (house.phyu, house.karin):
            assert browser_of(reader).get(of_review("propose", house)).status_code == 403
        assert browser_of(house.luz).get(of_review("propose", house)).status_code == 404

    def test_about_a_concluded_review_is_not_offered(self, house: House) -> None:
        conclude(house)
        browser = browser_of(house.malee)

        assert of_review("propose", house) not in text_of(browser.get(of_review("review", house)))
        assert browser.get(of_review("propose", house)).status_code == 403


class TestAProposal:
    @pytest.mark.parametrize("address", [HOME, "review"])
    def test_waits_for_the_officers_word_without_its_author(
        self, house: House, address: str
    ) -> None:
        proposal = proposed(house)
        where = address if address == HOME else of_review(address, house)

        page = text_of(browser_of(house.karin).get(where))

        assert "Waiting for your word" in page
        assert proposal.summary in page
        assert proposal.source_url in page
        assert "proposed by somebody of Champa" in page
        assert "malee" not in page

    def test_is_on_no_page_of_others(self, house: House) -> None:
        LawReview.objects.filter(pk=house.review.pk).update(is_public=True)
        proposal = proposed(house)

        for reader in (None, house.hnin, house.phyu, house.luz, house.ramon):
            browser = browser_of(reader)
            assert proposal.summary not in text_of(browser.get(of_review("review", house)))
            assert "Waiting for your word" not in text_of(browser.get(HOME, follow=True))

    def test_is_answered_by_its_keeper_alone(self, house: House) -> None:
        proposal = proposed(house)

        for answer in ("accept", "decline"):
            address = answer_to(proposal, answer)
            assert browser_of(house.malee).post(address, {"answer": "No"}).status_code == 403
            for stranger in (house.hnin, house.phyu, house.luz, house.ramon):
                assert browser_of(stranger).post(address, {"answer": "No"}).status_code == 404
        assert Proposal.objects.get().state == ProposalState.OPEN

    def test_is_accepted_by_one_click_and_becomes_an_entry(self, house: House) -> None:
        proposal = proposed(house)
        browser = browser_of(house.karin)

        answer = browser.post(answer_to(proposal, "accept"), {"next": HOME})

        assert answer.headers["Location"] == HOME
        assert "Waiting for your word" not in text_of(browser.get(HOME))
        public = text_of(browser_of(house.phyu).get(of_review("review", house)))
        assert proposal.summary in public
        assert "malee" not in public
        hers = text_of(browser_of(house.malee).get(of_review("review", house)))
        assert "tag-accepted" in hers

    def test_is_declined_with_a_reason_that_she_reads(self, house: House) -> None:
        proposal = proposed(house)
        browser, address = browser_of(house.karin), answer_to(proposal, "decline")
        assert proposal.summary in text_of(browser.get(address))

        silent = browser.post(address, {"answer": ""})
        browser.post(address, {"answer": "That was another decree."})

        assert silent.status_code == 422
        hers = text_of(browser_of(house.malee).get(of_review("review", house)))
        assert "tag-declined" in hers
        assert "That was another decree." in hers

    def test_answered_twice_is_refused_with_the_reason(self, house: House) -> None:
        proposal = proposed(house)
        browser = browser_of(house.karin)
        browser.post(answer_to(proposal, "accept"))

        again = browser.post(answer_to(proposal, "accept"))

        assert again.status_code == 409
        assert "already answered" in text_of(again)
        assert StageEvent.objects.count() == 2


class TestNoChangeSince:
    def test_is_one_click_on_the_officers_first_page(self, house: House) -> None:
        browser, address = browser_of(house.karin), of_review("confirm-no-change", house)
        assert address in text_of(browser.get(HOME))

        answer = browser.post(address, {"next": HOME})

        assert answer.headers["Location"] == HOME
        home = text_of(browser.get(HOME))
        assert "checked today: no change" in home
        assert address not in home
        assert "Longest without news" not in home

    def test_is_said_to_everybody_until_more_is_written_down(self, house: House) -> None:
        review = factories.LawReviewFactory.create(slug="labour-law")
        checked_at = timezone.now() - dt.timedelta(3)
        before = checked_at - dt.timedelta(1)
        factories.StageEventFactory.create(law_review=review, recorded_at=before)
        factories.ReviewCheckFactory.create(law_review=review, checked_at=checked_at)
        address = reverse("cases:review", args=["labour-law"])
        readers = (None, house.phyu, house.hnin)

        first = [text_of(browser_of(reader).get(address)) for reader in readers]
        factories.StageEventFactory.create(law_review=review)
        then = [text_of(browser_of(reader).get(address)) for reader in readers]

        assert all("checked 3 days ago: no change" in page for page in first)
        assert not any("no change" in page for page in then)

    def test_pressed_twice_is_one_word(self, house: House) -> None:
        browser, address = browser_of(house.karin), of_review("confirm-no-change", house)

        browser.post(address)
        again = browser.post(address, follow=True)

        assert "checked today: no change" in text_of(again)
        assert ReviewCheck.objects.count() == 1

    def test_is_the_keepers_alone(self, house: House) -> None:
        address = of_review("confirm-no-change", house)

        assert browser_of(house.hnin).post(address).status_code == 403
        assert browser_of(house.luz).post(address).status_code == 404
        page = browser_of(house.hnin).get(of_review("review", house))
        assert address not in text_of(page)

    def test_is_not_asked_of_a_concluded_review(self, house: House) -> None:
        conclude(house)
        browser, address = browser_of(house.karin), of_review("confirm-no-change", house)

        assert address not in text_of(browser.get(HOME))
        assert browser.post(address).status_code == 409
