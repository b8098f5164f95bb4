"""Text messages, in the words of each gateway."""

import base64
from typing import Any
from urllib.parse import parse_qs

import pytest
from pytest_django import Settings

from notifications.channels import CARRIERS
from notifications.channels.base import NoSuchAddress, Refused, Repeat, SendFailed
from notifications.models import Channel
from tests.notifications.channels.conftest import MESSAGE
from tests.notifications.channels.provider import Provider
from tests.notifications.channels.test_texts_and_chats import PHONE, failure_of, send


class TestATextByAnyGateway:
    def test_names_its_fields_as_the_settings_say(
        self, server: Provider, settings: Settings
    ) -> None:
        settings.SMS_HTTP_TOKEN, settings.SMS_HTTP_FIELDS = "gateways", {"to": "msisdn"}
        server.will(202, {"id": "text-1"})

        assert send(Channel.SMS) == "text-1"

        assert server.only.headers["Authorization"] == "Bearer gateways"
        assert server.only.json == {
            "msisdn": PHONE,
            "text": MESSAGE.short,
            "reference": MESSAGE.key,
        }

    def test_is_taken_where_the_gateway_knew_its_key(
        self, server: Provider, settings: Settings
    ) -> None:
        settings.SMS_HTTP_KNOWS_KEY = True
        server.will(409, {"id": "text-1"})

        assert CARRIERS[Channel.SMS].repeat is Repeat.KEY
        assert send(Channel.SMS) == "text-1"

    def test_can_be_asked_for(self, server: Provider, settings: Settings) -> None:
        settings.SMS_HTTP_LOOK_UP_URL = server.url + "/texts/{key}"
        server.will(200, {"id": "text-1"})
        server.will(404)
        gateway: Any = CARRIERS[Channel.SMS]

        assert gateway.repeat is Repeat.LOOK_UP
        assert (gateway.look_up("k"), gateway.look_up("k")) == ("text-1", None)
        assert server.asked[0].path == "/texts/k"

    def test_to_no_number_says_so(self, server: Provider) -> None:
        server.will(422)

        assert type(failure_of(Channel.SMS)) is NoSuchAddress


class TestATextByTwilio:
    @pytest.fixture(autouse=True)
    def _gateway(self, settings: Settings) -> None:
        settings.SMS_GATEWAY = "twilio"

    def test_is_a_message_of_the_account(self, server: Provider) -> None:
        server.will(201, {"sid": "SM1", "status": "queued"})

        assert send(Channel.SMS) == "SM1"

        assert server.only.path == "/2010-04-01/Accounts/AC1/Messages.json"
        given = base64.b64encode(b"AC1:twilios-token").decode()
        assert server.only.headers["Authorization"] == f"Basic {given}"
        assert parse_qs(server.only.content.decode()) == {
            "To": [PHONE],
            "From": ["+15005550006"],
            "Body": [MESSAGE.short],
        }

    @pytest.mark.parametrize(
        ("status", "code", "failure"),
        [(400, 21211, NoSuchAddress), (400, 21610, NoSuchAddress), (400, 21408, Refused)],
    )
    def test_is_refused_by_code(
        self, server: Provider, status: int, code: int, failure: type[SendFailed]
    ) -> None:
        server.will(status, {"code": code, "message": PHONE, "status": status})

        assert type(failure_of(Channel.SMS)) is failure
