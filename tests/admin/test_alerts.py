"""The record and the dead letters: to be read and tried again, and nothing private among them."""

from uuid import UUID

import pytest
from django.urls import reverse

from backend.audit.models import Dispatch, Event
from notifications.models import Delivery
from tests import factories
from tests.factories import (
    AddressFactory,
    DeliveryFactory,
    DispatchFactory,
    administrator,
)
from tests.notifications.stage import happened
from tests.web.browser import browser_of, text_of

EVENTS = reverse("admin:audit_event_changelist")
DISPATCHES = reverse("admin:audit_dispatch_changelist")
MESSAGES = reverse("admin:notifications_delivery_changelist")


def event_page(event: Event) -> str:
    return reverse("admin:audit_event_change", args=[event.pk])


class TestTheRecord:
    def test_shows_what_happened_and_who_did_it(self) -> None:
        karin = factories.officer("TH", "karin")
        event = happened("review.concluded", factories.LawReviewFactory.create(), by=karin)
        browser = browser_of(administrator())

        for page in (EVENTS, event_page(event)):
            text = text_of(browser.get(page))
            assert "review.concluded" in text
            assert "karin" in text

    @pytest.mark.parametrize("thing", ["case", "comment", "task"])
    def test_hides_even_that_something_happened_to_a_case(self, thing: str) -> None:
        case = factories.CaseFactory.create()
        subject = {
            "case": case,
            "comment": factories.CommentFactory.create(case=case),
            "task": factories.TaskFactory.create(case=case),
        }[thing]
        event = happened("case.logged", subject, by=case.logged_by)
        browser = browser_of(administrator())

        text = text_of(browser.get(EVENTS))

        assert str(subject.pk) not in text
        assert "case.logged" not in text.replace("?kind__exact=case.logged", "")
        assert browser.get(event_page(event)).status_code == 302

    def test_does_not_name_a_case_that_something_else_was_linked_to(self) -> None:
        case, review = UUID(int=1), UUID(int=2)
        event = happened(
            "support.linked",
            factories.IloSupportFactory.create(),
            case=str(case),
            law_review=str(review),
        )

        text = text_of(browser_of(administrator()).get(event_page(event)))

        assert str(review) in text
        assert str(case) not in text


class TestEventsThatWereNotPassedOn:
    @pytest.fixture
    def failed(self) -> Dispatch:
        failed: Dispatch = DispatchFactory.create(
            state="failed", attempts=8, last_error="OperationalError"
        )
        return failed

    def test_stand_before_all_others(self, failed: Dispatch) -> None:
        done = DispatchFactory.create(state="done", done_at=failed.event.happened_at)
        browser = browser_of(administrator())

        first, everything = (text_of(browser.get(DISPATCHES + q)) for q in ("", "?state=all"))

        assert f"#{failed.pk}<" in first
        assert "OperationalError" in first
        assert f"#{done.pk}<" not in first
        assert f"#{done.pk}<" in everything

    def test_are_tried_again(self, failed: Dispatch) -> None:
        chosen = {"action": "try_again", "_selected_action": [str(failed.pk)]}

        answer = browser_of(administrator()).post(DISPATCHES, chosen, follow=True)

        failed.refresh_from_db()
        assert (failed.state, failed.attempts) == ("pending", 0)
        assert "1 is on its way again." in text_of(answer)

    def test_that_wait_anyway_say_so(self) -> None:
        waiting = DispatchFactory.create()
        chosen = {"action": "try_again", "_selected_action": [str(waiting.pk)]}

        answer = browser_of(administrator()).post(f"{DISPATCHES}?state=all", chosen, follow=True)

        assert "was not given up" in text_of(answer)


class TestDeadLetters:
    @pytest.fixture
    def dead(self) -> Delivery:
        event = happened("case.logged", factories.CaseFactory.create(title="Beaten"))
        hers = AddressFactory.create(plain="malee@example.org")
        dead: Delivery = DeliveryFactory.create(
            notification__event=event,
            notification__user=hers.user,
            address=hers,
            state="dead",
            attempts=8,
            last_error="SMTP 450",
        )
        return dead

    def test_stand_before_all_others(self, dead: Delivery) -> None:
        sent = DeliveryFactory.create(state="accepted")
        browser = browser_of(administrator())

        first, everything = (text_of(browser.get(MESSAGES + q)) for q in ("", "?state=all"))

        assert "SMTP 450" in first
        assert dead.user.username in first
        assert sent.user.username not in first
        assert sent.user.username in everything

    def test_show_no_address_and_no_text(self, dead: Delivery) -> None:
        browser = browser_of(administrator())
        page = reverse("admin:notifications_delivery_change", args=[dead.pk])

        for text in (text_of(browser.get(MESSAGES)), text_of(browser.get(page))):
            assert "malee@" not in text
            assert "Beaten" not in text
            assert "case.logged" not in text

    def test_are_sent_again(self, dead: Delivery) -> None:
        chosen = {"action": "send_again", "_selected_action": [str(dead.pk)]}

        answer = browser_of(administrator()).post(MESSAGES, chosen, follow=True)

        dead.refresh_from_db()
        assert (dead.state, dead.attempts) == ("queued", 0)
        assert "1 is on its way again." in text_of(answer)
