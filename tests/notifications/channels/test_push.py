"""Web push: sealed for one browser, signed by the house, and never into the house's own network."""

import base64
import json
from dataclasses import replace
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from pytest_django import Settings

from notifications.channels import CARRIERS
from notifications.channels.base import (
    NobodyKnows,
    NoSuchAddress,
    NotAnAddress,
    NotTaking,
    Refused,
    Repeat,
    SendFailed,
)
from notifications.channels.push import keys
from notifications.models import Channel
from tests.notifications.channels.conftest import MESSAGE
from tests.notifications.channels.provider import HANG_UP, Provider

PUSH = CARRIERS[Channel.PUSH]
SHARED = b"sixteen bytes are"[:16]


def written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Browser:
    """Has a key of its own, and opens what is sealed for it (RFC 8291)."""

    def __init__(self, endpoint: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.subscription = {
            "endpoint": endpoint,
            "expirationTime": None,
            "keys": {"p256dh": written(point), "auth": written(SHARED)},
        }

    @property
    def address(self) -> str:
        return PUSH.clean(json.dumps(self.subscription))

    def read(self, content: bytes) -> Any:
        return json.loads(http_ece.decrypt(content, private_key=self.key, auth_secret=SHARED))


@pytest.fixture
def browser(server: Provider) -> Browser:
    return Browser(f"{server.url}/push/v1/abc")


class TestAPush:
    def test_is_read_by_her_browser_alone_and_says_nothing_of_what_it_is_about(
        self, server: Provider, browser: Browser
    ) -> None:
        server.will(201, Location="https://push.example/m/77")

        told = replace(MESSAGE, subject="Royal decree: now at hearing", lines=["Royal decree"])
        assert PUSH.send(told, to=browser.address) == "77"

        assert b"Royal" not in server.only.content
        assert browser.read(server.only.content) == {
            "title": "Saphan",
            "body": "You have an update in Saphan.",
            "link": MESSAGE.link,
            "tag": MESSAGE.key,
            "lang": "th",
        }

    def test_waits_for_a_phone_that_is_off_and_collapses_with_its_repeat(
        self, server: Provider, browser: Browser
    ) -> None:
        PUSH.send(MESSAGE, to=browser.address)
        PUSH.send(replace(MESSAGE, is_urgent=True), to=browser.address)

        first, second = (one.headers for one in server.asked)
        assert PUSH.repeat is Repeat.COLLAPSE
        assert first["Topic"] == second["Topic"] == MESSAGE.key.replace("-", "")
        assert (first["TTL"], first["Content-Encoding"]) == ("86400", "aes128gcm")
        assert (first["Urgency"], second["Urgency"]) == ("normal", "high")

    def test_is_signed_by_this_house_for_that_service(
        self, server: Provider, browser: Browser
    ) -> None:
        PUSH.send(MESSAGE, to=browser.address)

        said = server.only.headers["Authorization"]
        assert f"k={keys.public()}" in said
        assert Vapid02.verify(said)
        claims = said.split("t=")[1].split(".")[1]
        decoded = json.loads(base64.urlsafe_b64decode(claims + "=="))
        assert (decoded["aud"], decoded["sub"]) == (server.url, "mailto:alerts@saphan.example")

    @pytest.mark.parametrize(
        ("status", "failure"),
        [
            (404, NoSuchAddress),
            (410, NoSuchAddress),
            (403, Refused),
            (413, Refused),
            (307, Refused),
            (429, NotTaking),
            (500, NobodyKnows),
            (HANG_UP, NobodyKnows),
        ],
    )
    def test_says_what_became_of_it(
        self, server: Provider, browser: Browser, status: int, failure: type[SendFailed]
    ) -> None:
        server.will(status, Location="http://169.254.169.254/")

        with pytest.raises(SendFailed) as raised:
            PUSH.send(MESSAGE, to=browser.address)

        assert type(raised.value) is failure
        assert len(server.asked) == 1


class TestASubscription:
    @pytest.mark.parametrize(
        "endpoint",
        [
            "http://127.0.0.1:6379/",
            "https://127.0.0.1/",
            "https://10.0.0.5/push",
            "https://169.254.169.254/latest/meta-data/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://user:secret@8.8.8.8/",
            "http://8.8.8.8/",
            "https://no-such-name.invalid/",
            "https://localhost/",
            "file:///etc/passwd",
            "https://8.8.8.8:port/",
        ],
    )
    def test_leads_nowhere_but_to_the_public_internet(self, endpoint: str) -> None:
        with pytest.raises(NotAnAddress):
            PUSH.clean(json.dumps(Browser(endpoint).subscription))

    @pytest.mark.parametrize("typed", ["", "[]", "{}", '{"endpoint": "https://8.8.8.8/"}', "null"])
    def test_has_all_its_parts(self, typed: str) -> None:
        with pytest.raises(NotAnAddress):
            PUSH.clean(typed)

    def test_that_turned_private_later_is_not_asked(
        self, server: Provider, browser: Browser, settings: Settings
    ) -> None:
        """The name led into the internet when she subscribed; the guard asks again."""
        address = browser.address
        settings.OUTGOING_ALLOWED_HOSTS = []

        with pytest.raises(NoSuchAddress):
            PUSH.send(MESSAGE, to=address)

        assert server.asked == []


class TestTheKeys:
    def test_are_made_and_read_back(self, settings: Settings) -> None:
        settings.PUSH_PRIVATE_KEY = keys.new()

        point = base64.urlsafe_b64decode(keys.public() + "=")
        assert (len(point), point[0]) == (65, 4)
