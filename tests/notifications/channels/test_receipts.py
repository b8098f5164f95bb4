"""What carriers report of a message after they took it: late, twice, in any order, of anything."""

import base64
import hmac
import json
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from notifications.actions import bounces, delivering
from notifications.channels import CARRIERS
from notifications.channels.base import Call, Reports
from notifications.channels.sms.twilio import Twilio
from notifications.clock import database_now
from notifications.models import AddressState, Channel, Delivery, Suppression
from tests.factories import AddressFactory, DeliveryFactory, administrator
from tests.notifications.carrier import FakeCarrier
from tests.notifications.channels.provider import Provider
from tests.notifications.channels.test_texts_and_chats import PHONE, send
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, send_all

WHERE = reverse("notifications:incoming", args=["sms"])
HOUSE = "https://saphan.example"
SECRET, REPORTS = "twilios-token", "reports"


@pytest.fixture
def text() -> Delivery:
    """Return a text that the gateway took."""
    hers = AddressFactory.create(channel=Channel.SMS, plain=PHONE)
    sent: Delivery = DeliveryFactory.create(
        notification__user=hers.user, channel=Channel.SMS, state="accepted", address=hers
    )
    return sent


@pytest.fixture
def twilio(server: Provider, settings: Settings) -> Provider:
    settings.SMS_GATEWAY, settings.SITE_URL = "twilio", HOUSE
    return server


def by_twilio(key: object, *, secret: str = SECRET, **said: str) -> int:
    """Report as Twilio does; return the status of our answer."""
    where = f"{WHERE}?key={key}"
    fields = {"MessageSid": "SM1", "To": PHONE, **said}
    signed = HOUSE + where + "".join(name + fields[name] for name in sorted(fields))
    signature = base64.b64encode(hmac.digest(secret.encode(), signed.encode(), "sha1"))
    answer = Client().post(
        where,
        urlencode(fields),
        content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": signature.decode()},
    )
    return answer.status_code


def receipt_of(text: Delivery) -> tuple[str, str, str]:
    text.refresh_from_db()
    assert bool(text.receipt) == (text.receipt_at is not None)
    return text.state, text.receipt, text.last_error


@pytest.mark.usefixtures("twilio")
class TestAReportByTwilio:
    def test_is_asked_for_with_each_text(self, twilio: Provider) -> None:
        twilio.will(201, {"sid": "SM1"})

        send(Channel.SMS)

        assert urlencode({"StatusCallback": f"{HOUSE}{WHERE}?key="}) in str(twilio.only.content)

    def test_is_known_by_its_signature_as_twilio_documents_it(self, settings: Settings) -> None:
        """The example of twilio-python's own tests."""
        settings.TWILIO_AUTH_TOKEN = "12345"
        fields = {
            "CallSid": "CA1234567890ABCDE",
            "Digits": "1234",
            "From": "+14158675309",
            "To": "+18005551212",
            "Caller": "+14158675309",
        }
        url = "https://mycompany.com/myapp.php?foo=1&bar=2"
        signed = {"X-Twilio-Signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8="}

        assert Twilio().is_genuine(Call(url, signed, urlencode(fields).encode()))
        assert not Twilio().is_genuine(Call(url + "3", signed, urlencode(fields).encode()))

    def test_keeps_that_a_text_arrived(self, text: Delivery) -> None:
        assert by_twilio(text.key, MessageStatus="sent") == 200
        assert receipt_of(text) == ("accepted", "", "")

        assert by_twilio(text.key, MessageStatus="delivered") == 200
        assert receipt_of(text) == ("accepted", "delivered", "")

    def test_keeps_that_a_text_did_not_arrive_and_its_address_in_use(self, text: Delivery) -> None:
        by_twilio(text.key, MessageStatus="undelivered", ErrorCode="30003")

        assert receipt_of(text) == ("dead", "failed", "Twilio 30003")
        assert not Suppression.objects.exists()

    @pytest.mark.parametrize("code", ["30005", "30006", "21610"])
    def test_of_a_number_where_nothing_can_arrive_ends_it(self, text: Delivery, code: str) -> None:
        by_twilio(text.key, MessageStatus="failed", ErrorCode=code)

        assert text.address is not None
        text.address.refresh_from_db()
        assert text.address.state == AddressState.BOUNCED
        assert Suppression.objects.get().channel == Channel.SMS

    def test_by_anybody_else_is_not_heard(self, text: Delivery) -> None:
        """Seen failing with ``is_genuine`` left out of ``incoming``."""
        gone = {"MessageStatus": "failed", "ErrorCode": "30005"}

        assert by_twilio(text.key, secret="guess", **gone) == 403
        assert by_twilio(text.key, secret="", **gone) == 403

        assert receipt_of(text) == ("accepted", "", "")

    @pytest.mark.parametrize("key", [uuid4(), "none-of-ours", "%00"])
    def test_of_a_message_that_is_none_of_ours_is_taken_and_forgotten(self, key: object) -> None:
        assert by_twilio(key, MessageStatus="delivered") in {200, 403}


class TestAReportByAnyGateway:
    @pytest.fixture(autouse=True)
    def _gateway(self, server: Provider, settings: Settings) -> None:  # noqa: ARG002  # switches on
        settings.SMS_HTTP_REPORT_TOKEN = REPORTS
        settings.SMS_HTTP_REPORT_FIELDS = {"key": "ref"}
        settings.SMS_HTTP_REPORT_GONE = ["13"]

    def _report(self, said: Any, *, token: str = REPORTS) -> int:
        answer = Client().post(
            WHERE,
            json.dumps(said),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )
        return answer.status_code

    def test_is_read_in_its_own_names(self, text: Delivery) -> None:
        assert self._report([{"ref": str(text.key), "status": "DELIVRD"}]) == 200

        assert receipt_of(text) == ("accepted", "delivered", "")

    def test_that_a_number_is_none_ends_it(self, text: Delivery) -> None:
        self._report({"ref": str(text.key), "status": "undeliv", "error": 13})

        assert receipt_of(text) == ("dead", "failed", "reported undeliv 13")
        assert Suppression.objects.exists()

    def test_keeps_no_word_of_its_error(self, text: Delivery) -> None:
        self._report({"ref": str(text.key), "status": "failed", "error": f"no {PHONE}"})

        assert PHONE not in receipt_of(text)[2]

    @pytest.mark.parametrize("said", [{"status": "failed"}, [1], "odd", None])
    def test_that_is_broken_is_refused(self, said: Any) -> None:
        assert self._report(said) == 400

    def test_without_the_token_is_not_heard(self, text: Delivery, settings: Settings) -> None:
        said = {"ref": str(text.key), "status": "failed"}
        assert self._report(said, token="guess") == 403

        settings.SMS_HTTP_REPORT_TOKEN = ""
        assert self._report(said, token="") == 403
        assert receipt_of(text) == ("accepted", "", "")

    def test_is_no_way_to_begin_a_chat(self) -> None:
        assert isinstance(CARRIERS[Channel.SMS], Reports)
        assert Client().get(WHERE).status_code == 404


def arrives(text: Delivery) -> None:
    bounces.arrived(str(text.key), is_delivered=True, now=database_now())


def fails(text: Delivery) -> None:
    bounces.failed(str(text.key), reason="Twilio 30003", is_gone=False, now=database_now())


class TestReports:
    def test_in_the_wrong_order_or_twice_end_alike(self, text: Delivery) -> None:
        for order in ((arrives, fails), (fails, arrives), (arrives, arrives, fails)):
            for report in order:
                report(text)
            assert receipt_of(text) == ("accepted", "delivered", "")

    def test_settle_what_nobody_knew(self, text: Delivery) -> None:
        Delivery.objects.update(state="unknown", doubtful=1)

        fails(text)

        assert receipt_of(text)[:2] == ("dead", "failed")

    def test_that_come_before_the_carriers_own_answer_count_for_that_try_alone(
        self, scene: Scene, carrier: FakeCarrier
    ) -> None:
        AddressFactory.create(user=scene.malee)
        follows(scene.malee, scene.review)
        happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
        pass_on()
        mail = Delivery.objects.get()
        carrier.outcomes = [lambda: fails(mail)]
        send_all()
        assert receipt_of(mail) == ("dead", "failed", "Twilio 30003")

        delivering.send_again(mail, by=administrator("ann"), now=database_now())
        send_all()

        assert receipt_of(mail)[:2] == ("accepted", "")

    def test_of_a_text_whose_worker_died_spare_it_a_repeat(self, text: Delivery) -> None:
        """Seen failing before ``requeue_lost`` asked for it: the text went out once more."""
        past = database_now()
        Delivery.objects.update(state="sending", lease_token=uuid4(), lease_until=past)
        arrives(text)

        delivering.requeue_lost(now=database_now())

        assert receipt_of(text) == ("accepted", "delivered", "")

    def test_of_a_text_that_is_just_taken_up_again_spare_it_a_repeat(self, text: Delivery) -> None:
        Delivery.objects.update(
            state="leased", doubtful=1, lease_token=uuid4(), lease_until=database_now()
        )

        arrives(text)

        assert receipt_of(text) == ("accepted", "delivered", "")
