"""The pages of operations: what an administrator sees of alerts, and what she can do."""

import datetime as dt

import pytest
from django.urls import reverse
from pytest_django import Settings

from backend.accounts.models import User
from notifications.channels.base import NotTaking
from notifications.clock import database_now
from notifications.kinds import KINDS
from notifications.models import Delivery
from tests import factories
from tests.factories import AddressFactory, DeliveryFactory, ProviderFactory, administrator
from tests.notifications.carrier import FakeCarrier
from tests.notifications.stage import happened
from tests.web.browser import browser_of, text_of

OVERVIEW = reverse("notifications:operations")
NOT_SENT = reverse("notifications:not-sent")
TRIAL = reverse("notifications:try-out")
TEXTS = reverse("notifications:look")
COSTS = reverse("notifications:costs")


@pytest.fixture
def ann() -> User:
    return administrator("ann")


class TestTheOverview:
    def test_says_that_alerts_get_out(self, ann: User) -> None:
        assert "Alerts get out." in text_of(browser_of(ann).get(OVERVIEW))

    def test_says_what_is_late_and_who_takes_nothing(self, ann: User) -> None:
        now = database_now()
        DeliveryFactory.create(due_at=now - dt.timedelta(minutes=10))
        ProviderFactory.create(
            name="email",
            failures=12,
            last_error="SMTP 421",
            shut_until=now + dt.timedelta(minutes=1),
        )

        text = text_of(browser_of(ann).get(OVERVIEW))

        assert "Alerts are late." in text
        assert "10 minutes" in text
        assert "not asked now" in text
        assert "SMTP 421" in text

    def test_says_what_was_reported_of_messages_that_were_taken(self, ann: User) -> None:
        now = database_now()
        DeliveryFactory.create(state="accepted", receipt="delivered", receipt_at=now)
        DeliveryFactory.create(state="dead", receipt="failed", receipt_at=now)

        text = text_of(browser_of(ann).get(OVERVIEW))

        assert "Reported as arrived" in text
        assert "Reported as not arrived" in text


class TestWhatWasNotSent:
    @pytest.fixture
    def dead(self) -> Delivery:
        event = happened("case.logged", factories.CaseFactory.create(title="Beaten"))
        one: Delivery = DeliveryFactory.create(
            notification__event=event, state="dead", attempts=8, last_error="SMTP 450"
        )
        return one

    @pytest.mark.usefixtures("dead")
    def test_is_listed_with_its_reason_and_nothing_private(self, ann: User) -> None:
        DeliveryFactory.create(state="unknown", last_error="ReadTimeout")
        sent = DeliveryFactory.create(state="accepted")

        text = text_of(browser_of(ann).get(NOT_SENT))

        assert "SMTP 450" in text
        assert "ReadTimeout" in text
        assert sent.user.username not in text
        for private in ("Beaten", "case.logged", "example.org"):
            assert private not in text

    def test_is_narrowed_by_reason_state_and_channel(self, ann: User, dead: Delivery) -> None:
        DeliveryFactory.create(state="unknown", last_error="ReadTimeout")
        browser = browser_of(ann)

        for asked in ({"reason": "SMTP 450"}, {"state": "dead"}):
            answer = browser.get(NOT_SENT, asked)
            assert [one.pk for one in answer.context["rows"]] == [dead.pk]
        assert not browser.get(NOT_SENT, {"channel": "sms"}).context["rows"]

    def test_goes_again_under_its_old_key_where_it_is_ticked(
        self, ann: User, dead: Delivery
    ) -> None:
        other = DeliveryFactory.create(state="unknown", doubtful=1)

        answer = browser_of(ann).post(NOT_SENT, {"message": [dead.pk]}, follow=True)

        key = dead.key
        dead.refresh_from_db()
        other.refresh_from_db()
        assert "1 is on its way again." in text_of(answer)
        assert (dead.state, dead.attempts, dead.key) == ("queued", 0, key)
        assert other.state == "unknown"

    @pytest.mark.usefixtures("dead")
    @pytest.mark.parametrize("ticked", [[], ["one"], ["9" * 40]])
    def test_stays_where_nothing_sensible_is_ticked(self, ann: User, ticked: list[str]) -> None:
        answer = browser_of(ann).post(NOT_SENT, {"message": ticked})

        assert answer.status_code == 422
        assert Delivery.objects.get().state == "dead"


class TestATrial:
    def test_goes_to_her_own_address_in_the_language_she_chose(
        self, ann: User, carrier: FakeCarrier
    ) -> None:
        AddressFactory.create(user=ann, plain="ann@example.org")

        answer = browser_of(ann).post(TRIAL, {"channel": "email", "language": "en"}, follow=True)

        assert carrier.addresses == ["ann@example.org"]
        assert carrier.taken[0].subject == "A trial message from Saphan"
        assert "Accepted by “email”." in text_of(answer)

    def test_says_why_it_was_not_taken(self, ann: User, carrier: FakeCarrier) -> None:
        AddressFactory.create(user=ann)
        carrier.outcomes = [NotTaking("ConnectionRefusedError")]

        answer = browser_of(ann).post(TRIAL, {"channel": "email", "language": "en"}, follow=True)

        assert "Not accepted: ConnectionRefusedError." in text_of(answer)

    def test_needs_an_address_of_her_own(self, ann: User, carrier: FakeCarrier) -> None:
        answer = browser_of(ann).post(TRIAL, {"channel": "email", "language": "en"})

        assert answer.status_code == 409
        assert carrier.taken == []


class TestTheTexts:
    def test_are_shown_for_every_kind_as_they_leave_the_house(self, ann: User) -> None:
        browser = browser_of(ann)

        for kind in KINDS:
            asked = {"kind": kind, "channel": "email", "language": "th"}
            answer = browser.get(TEXTS, asked)
            assert answer.context["preview"].inside, kind

    def test_say_nothing_of_what_is_not_public(self, ann: User) -> None:
        asked = {"kind": "case.logged", "channel": "email", "language": "en"}

        preview = browser_of(ann).get(TEXTS, asked).context["preview"]

        assert "[case]" in preview.inside
        assert "[case]" not in preview.private


class TestWhatTextsCost:
    def test_is_said_before_they_go_out(self, ann: User, settings: Settings) -> None:
        settings.SMS_PRICE, settings.SMS_A_DAY = "0.03 USD", 1
        reader = AddressFactory.create(
            channel="sms", plain="+66812345678", user__language="th"
        ).user
        DeliveryFactory.create(
            user=reader, notification__user=reader, channel="sms", is_urgent=True
        )

        answer = browser_of(ann).get(COSTS)

        pieces = answer.context["pieces"]
        text = text_of(answer)
        assert pieces > 1
        assert f"1 person, {pieces} pieces." in text
        assert f"That costs 0.{3 * pieces:02} USD." in text
        assert f"{pieces - 1} piece" in text
        assert "1 of 1" in text
        assert answer.context["waiting"].urgent == 1

    def test_is_nothing_where_nobody_gets_any(self, ann: User) -> None:
        assert "Nobody gets texts." in text_of(browser_of(ann).get(COSTS))

    def test_is_for_administrators_alone(self) -> None:
        assert browser_of(factories.officer("TH", "karin")).get(COSTS).status_code == 403
