"""What the tests of channels stand on: a carrier's server, and one message."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django import Settings

from notifications.actions import webhooks
from notifications.channels.base import Message
from notifications.models import Webhook
from tests.notifications.channels.provider import Provider, provider
from tests.notifications.conftest import Scene

MESSAGE = Message(
    key="1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    language="th",
    subject="You have an update in Saphan.",
    lines=["You have an update in Saphan."],
    link="http://testserver/inbox/x/open/",
    button="Open it in Saphan",
    why="You get this because you follow this in Saphan.",
    neutral="You have an update in Saphan.",
)


@pytest.fixture
def server(settings: Settings) -> Iterator[Provider]:
    """Answer for every carrier."""
    with provider() as running:
        settings.OUTGOING_ALLOWED_HOSTS = ["127.0.0.1"]
        settings.SMS_HTTP_URL = f"{running.url}/texts"
        settings.TWILIO_URL = settings.TELEGRAM_URL = settings.LINE_URL = running.url
        settings.WHATSAPP_URL = f"{running.url}/v23.0"
        settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = "AC1", "twilios-token"
        settings.SMS_FROM = "+15005550006"
        settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_ID = "lines-token", "s", "@saphan"
        settings.WHATSAPP_TOKEN, settings.WHATSAPP_SECRET = "metas-token", "s"
        settings.WHATSAPP_NUMBER, settings.WHATSAPP_NUMBER_ID = "+6620000000", "42"
        settings.WHATSAPP_TEMPLATE, settings.WHATSAPP_VERIFY = "saphan_update", "word"
        yield running


@pytest.fixture
def webhook(scene: Scene, server: Provider) -> Webhook:
    return webhooks.add(
        f"{server.url}/news",
        network=scene.network,
        campaign=None,
        by=scene.hnin,
        now=timezone.now(),
    )
