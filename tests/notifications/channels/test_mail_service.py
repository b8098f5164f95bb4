"""Mail by a service instead of a server: what it answers, and what it reports later."""

import base64
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from notifications.channels import CARRIERS
from notifications.channels.base import (
    NobodyKnows,
    NoSuchAddress,
    NotTaking,
    Refused,
    Repeat,
    SendFailed,
)
from notifications.models import AddressState, Channel, Suppression
from tests.factories import AddressFactory, DeliveryFactory
from tests.notifications.channels.conftest import MESSAGE
from tests.notifications.channels.provider import HANG_UP, Provider

TO = "malee@example.org"
INACTIVE = (
    f"Found inactive addresses: {TO}. Inactive recipients are ones that have generated a bounce."
)
MAIL = CARRIERS[Channel.EMAIL]


@pytest.fixture
def service(server: Provider, settings: Settings) -> Provider:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.MAIL_SERVICE, settings.MAIL_WEBHOOK_SECRET = "postmark", "saphan:secret"
    settings.ANYMAIL = {
        "POSTMARK_SERVER_TOKEN": "postmarks",
        "POSTMARK_API_URL": f"{server.url}/",
        "WEBHOOK_SECRET": "saphan:secret",
    }
    return server


def reported(said: dict[str, Any], *, by: bytes = b"saphan:secret") -> int:
    given = base64.b64encode(by).decode()
    answer = Client().post(
        reverse("notifications:incoming-mail"),
        json.dumps(said),
        content_type="application/json",
        headers={"Authorization": f"Basic {given}"},
    )
    return answer.status_code


class TestAMailByAService:
    def test_has_our_key_in_it_and_the_services_name_for_it(self, service: Provider) -> None:
        said = {"ErrorCode": 0, "Message": "OK", "MessageID": "b7bc2f4a", "To": TO}
        service.will(200, said | {"SubmittedAt": "2026-11-28T00:00:00Z"})

        assert MAIL.send(MESSAGE, to=TO) == "b7bc2f4a"

        assert service.only.json["Metadata"] == {"key": MESSAGE.key}
        assert service.only.json["To"] == TO
        assert MAIL.repeat is Repeat.NONE

    @pytest.mark.parametrize(
        ("status", "body", "failure"),
        [
            (422, {"ErrorCode": 406, "Message": INACTIVE}, NoSuchAddress),
            (200, {"ErrorCode": 0, "Message": "OK", "MessageID": "b7bc2f4a"}, NobodyKnows),
            (401, {"ErrorCode": 10, "Message": "Bad token"}, NotTaking),
            (429, {}, NotTaking),
            (404, {}, Refused),
            (500, {}, NobodyKnows),
            (HANG_UP, {}, NobodyKnows),
        ],
    )
    def test_fails_in_one_of_the_ways_there_are(
        self, service: Provider, status: int, body: dict[str, Any], failure: type[SendFailed]
    ) -> None:
        service.will(status, body)

        with pytest.raises(SendFailed) as raised:
            MAIL.send(MESSAGE, to=TO)

        assert type(raised.value) is failure
        assert TO not in raised.value.reason

    def test_never_left_where_nobody_listens(self, service: Provider, settings: Settings) -> None:
        settings.ANYMAIL = settings.ANYMAIL | {"POSTMARK_API_URL": "http://127.0.0.1:9/"}

        with pytest.raises(NotTaking):
            MAIL.send(MESSAGE, to=TO)
        assert service.asked == []


@pytest.mark.usefixtures("service")
class TestAReport:
    @pytest.mark.parametrize(
        ("record", "reason"),
        [
            ({"RecordType": "Bounce", "Type": "HardBounce"}, "bounced"),
            ({"RecordType": "Bounce", "Type": "BadEmailAddress"}, "bounced"),
            ({"RecordType": "SpamComplaint", "Type": "SpamComplaint"}, "complained"),
        ],
    )
    def test_that_nothing_arrives_or_is_wanted_ends_an_address_once(
        self, record: dict[str, str], reason: str
    ) -> None:
        hers = AddressFactory.create(plain=TO)
        again = record | {"Email": TO.upper(), "BouncedAt": "2026-11-28T00:00:00Z"}

        assert [reported(again), reported(again)] == [200, 200]

        hers.refresh_from_db()
        assert hers.state == AddressState.BOUNCED
        assert Suppression.objects.get().reason == reason

    @pytest.mark.parametrize("kind", ["Transient", "Blocked", "DMARCPolicy", "AutoResponder"])
    def test_of_a_passing_trouble_changes_nothing(self, kind: str) -> None:
        hers = AddressFactory.create(plain=TO)

        reported({"RecordType": "Bounce", "Type": kind, "Email": TO})

        hers.refresh_from_db()
        assert hers.state == AddressState.ACTIVE

    def test_that_a_doubtful_mail_arrived_settles_it(self) -> None:
        doubtful = DeliveryFactory.create(state="unknown", doubtful=1)
        key = {"key": str(doubtful.key)}

        reported({"RecordType": "Delivery", "Recipient": TO, "Metadata": key})

        doubtful.refresh_from_db()
        assert doubtful.state == "accepted"

    def test_from_anybody_else_is_not_heard(self) -> None:
        hers = AddressFactory.create(plain=TO)
        said = {"RecordType": "Bounce", "Type": "HardBounce", "Email": TO}

        assert reported(said, by=b"saphan:guess") in {400, 403}

        hers.refresh_from_db()
        assert hers.state == AddressState.ACTIVE

    def test_about_nobody_of_ours_is_taken_and_forgotten(self) -> None:
        assert reported({"RecordType": "Bounce", "Type": "HardBounce", "Email": "odd"}) == 200
