"""SMS, Telegram, LINE and WhatsApp: what is sent, in the words each of them documents."""

import datetime as dt
import json

import pytest
from pytest_django import Settings

from notifications.channels import CARRIERS, http, switched_on
from notifications.channels.base import (
    NobodyKnows,
    NoSuchAddress,
    NotAnAddress,
    NotTaking,
    Refused,
    SendFailed,
    TryLater,
)
from notifications.models import Channel
from tests.notifications.channels.conftest import MESSAGE
from tests.notifications.channels.provider import HANG_UP, Provider

PHONE, CHAT, PERSON = "+66812345678", "4711", "U" + "0123456789abcdef" * 2
TO = {
    Channel.SMS: PHONE,
    Channel.TELEGRAM: CHAT,
    Channel.LINE: PERSON,
    Channel.WHATSAPP: PHONE,
}


def send(channel: Channel) -> str:
    return CARRIERS[channel].send(MESSAGE, to=TO[channel])


def failure_of(channel: Channel) -> SendFailed:
    with pytest.raises(SendFailed) as raised:
        send(channel)
    return raised.value


@pytest.mark.parametrize("channel", TO)
class TestEachOfThem:
    @pytest.mark.parametrize(
        ("status", "failure"),
        [
            (429, NotTaking),
            (401, NotTaking),
            (503, NotTaking),
            (500, NobodyKnows),
            (HANG_UP, NobodyKnows),
            (302, Refused),
            (400, Refused),
        ],
    )
    def test_says_what_certainly_was_not_sent_and_what_nobody_knows(
        self, server: Provider, channel: Channel, status: int, failure: type[SendFailed]
    ) -> None:
        server.will(status, Location="http://127.0.0.1:1/elsewhere")

        assert type(failure_of(channel)) is failure
        assert len(server.asked) == 1

    def test_never_arrives_where_nobody_listens(
        self, server: Provider, settings: Settings, channel: Channel
    ) -> None:
        nowhere = "http://127.0.0.1:9"
        for name in ("SMS_HTTP_URL", "TELEGRAM_URL", "LINE_URL", "WHATSAPP_URL"):
            setattr(settings, name, nowhere)

        assert type(failure_of(channel)) is NotTaking
        assert server.asked == []

    def test_gives_a_reason_without_address_text_or_token(
        self, server: Provider, channel: Channel
    ) -> None:
        echo = f"{TO[channel]} {MESSAGE.subject} bot1:bot"
        server.will(400, {"description": echo, "message": echo, "error": {"message": echo}})

        reason = failure_of(channel).reason
        assert not any(word in reason for word in (TO[channel], "update", "bot1"))

    def test_knows_its_own_addresses_alone(self, channel: Channel) -> None:
        assert CARRIERS[channel].clean(TO[channel]) == TO[channel]
        with pytest.raises(NotAnAddress):
            CARRIERS[channel].clean("malee@example.org")

    def test_shows_an_address_without_giving_it_away(self, channel: Channel) -> None:
        masked = CARRIERS[channel].masked(TO[channel])

        assert TO[channel][-2:] in masked
        assert TO[channel][1:-2] not in masked


class TestAnAnswer:
    def test_that_asks_us_to_wait_is_heard(self, server: Provider) -> None:
        server.will(503, Retry_After="120")

        assert failure_of(Channel.LINE).after == dt.timedelta(seconds=120)

    @pytest.mark.parametrize("said", ["soon", "-5", "99999999999", "Wed, 21 Oct 2015 07:28:00 GMT"])
    def test_that_asks_for_an_odd_wait_is_not_obeyed(self, said: str) -> None:
        wait = http.retry_after(said) or dt.timedelta()

        assert dt.timedelta() <= wait <= dt.timedelta(days=1)

    def test_that_never_ends_is_not_read_to_its_end(self, server: Provider) -> None:
        server.will(200, {"result": {"message_id": "x" * 100_000}})

        assert send(Channel.TELEGRAM) == ""


class TestAMessageByTelegram:
    def test_shows_no_preview_of_its_link(self, server: Provider) -> None:
        server.will(200, {"ok": True, "result": {"message_id": 7}})

        assert send(Channel.TELEGRAM) == "7"

        assert server.only.path == "/bot1:bot/sendMessage"
        assert server.only.json == {
            "chat_id": 4711,
            "text": MESSAGE.short,
            "link_preview_options": {"is_disabled": True},
        }

    @pytest.mark.parametrize(
        ("status", "said", "failure"),
        [
            (403, "Forbidden: bot was blocked by the user", NoSuchAddress),
            (400, "Bad Request: chat not found", NoSuchAddress),
            (400, "Bad Request: message is too long", Refused),
        ],
    )
    def test_is_refused_in_words(
        self, server: Provider, status: int, said: str, failure: type[SendFailed]
    ) -> None:
        server.will(status, {"ok": False, "error_code": status, "description": said})

        assert type(failure_of(Channel.TELEGRAM)) is failure

    def test_waits_as_long_as_telegram_says(self, server: Provider) -> None:
        server.will(429, {"ok": False, "parameters": {"retry_after": 35}})

        assert failure_of(Channel.TELEGRAM).after == dt.timedelta(seconds=35)


class TestAMessageByLine:
    def test_goes_out_under_its_key(self, server: Provider) -> None:
        server.will(200, {"sentMessages": [{"id": "461230966842064897"}]})

        assert send(Channel.LINE) == "461230966842064897"

        assert server.only.path == "/v2/bot/message/push"
        assert server.only.headers["X-Line-Retry-Key"] == MESSAGE.key
        assert server.only.headers["Authorization"] == "Bearer lines-token"
        assert server.only.json == {
            "to": PERSON,
            "messages": [{"type": "text", "text": MESSAGE.short}],
        }

    def test_that_it_took_before_counts_as_taken(self, server: Provider) -> None:
        server.will(409, {"message": "accepted before"}, X_Line_Accepted_Request_Id="r-1")

        assert send(Channel.LINE) == "r-1"

    def test_to_nobody_says_so(self, server: Provider) -> None:
        server.will(400, {"message": "The property, 'to', in the request body is invalid"})

        assert type(failure_of(Channel.LINE)) is NoSuchAddress


class TestAMessageByWhatsApp:
    def test_fills_the_template(self, server: Provider) -> None:
        server.will(200, {"messages": [{"id": "wamid.1"}]})

        assert send(Channel.WHATSAPP) == "wamid.1"

        assert server.only.path == "/v23.0/42/messages"
        said = server.only.json
        assert (said["to"], said["type"]) == ("66812345678", "template")
        assert said["biz_opaque_callback_data"] == MESSAGE.key
        body, button = said["template"]["components"]
        assert said["template"]["language"] == {"code": "th"}
        assert body["parameters"] == [{"type": "text", "text": MESSAGE.subject}]
        assert button["parameters"] == [{"type": "text", "text": "inbox/x/open/"}]

    @pytest.mark.parametrize(
        ("status", "code", "failure"),
        [
            (400, 131026, NoSuchAddress),
            (400, 131056, TryLater),
            (400, 130429, NotTaking),
            (401, 190, NotTaking),
            (404, 132001, Refused),
            (500, 131000, NobodyKnows),
        ],
    )
    def test_is_refused_by_code(
        self, server: Provider, status: int, code: int, failure: type[SendFailed]
    ) -> None:
        server.will(status, {"error": {"code": code, "message": PHONE}})

        assert type(failure_of(Channel.WHATSAPP)) is failure


class TestAChannel:
    @pytest.mark.parametrize(
        ("channel", "setting"),
        [
            (Channel.PUSH, "PUSH_PRIVATE_KEY"),
            (Channel.SMS, "SMS_HTTP_URL"),
            (Channel.SMS, "SMS_GATEWAY"),
            (Channel.TELEGRAM, "TELEGRAM_SECRET"),
            (Channel.LINE, "LINE_SECRET"),
            (Channel.WHATSAPP, "WHATSAPP_TEMPLATE"),
        ],
    )
    @pytest.mark.usefixtures("server")
    def test_is_off_until_it_has_all_it_needs(
        self, settings: Settings, channel: Channel, setting: str
    ) -> None:
        assert channel in switched_on()

        setattr(settings, setting, "")

        assert channel not in switched_on()

    def test_sends_nothing_longer_than_a_link_and_a_sentence(self) -> None:
        assert json.dumps(MESSAGE.short).count("\\n") == 1
