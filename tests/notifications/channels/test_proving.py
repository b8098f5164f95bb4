"""Showing that an address is hers: a number by text, a token in a chat, the browser itself."""

import base64
import datetime as dt
import hmac
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from backend.accounts.models import User
from backend.errors import Invalid
from notifications.actions import bounces, confirming, preferences, proving
from notifications.actions.confirming import Unwanted
from notifications.actions.proving import CodeNotValid, SwitchedOff
from notifications.models import Address, AddressState, Channel, Suppression
from tests.factories import AddressFactory, DeliveryFactory, person
from tests.notifications.channels.provider import Provider
from tests.notifications.channels.test_push import Browser
from tests.records import refused

PHONE = "+66812345678"
PERSON = "U" + "0123456789abcdef" * 2


def sent_number(server: Provider) -> str:
    found = re.search(r"\d{6}", server.asked[-1].json["text"])
    assert found
    return found[0]


@pytest.fixture
def phone(server: Provider) -> Address:
    asked = confirming.ask(
        "081 234 5678", channel=Channel.SMS, by=person("malee"), now=timezone.now()
    )
    confirming.send_due(now=timezone.now())
    assert server.only.json["to"] == PHONE
    return asked


def type_in(phone: Address, code: str, *, now: dt.datetime | None = None) -> Address:
    return proving.confirm_code(phone, code=code, by=phone.user, now=now or timezone.now())


@pytest.fixture(autouse=True)
def _thailand(settings: Settings) -> None:
    settings.PHONE_COUNTRY = "TH"


class TestANumber:
    def test_is_paid_for_so_many_times_a_day_and_no_more(self, phone: Address) -> None:
        """Seen failing without the count: one each minute, to a number that may be a stranger's."""
        for minutes in range(2, 2 * confirming.MOST_A_DAY, 2):
            later = timezone.now() + dt.timedelta(minutes=minutes)
            confirming.ask(PHONE, channel=Channel.SMS, by=phone.user, now=later)

        later = timezone.now() + dt.timedelta(minutes=2 * confirming.MOST_A_DAY)
        with refused(confirming.TooManyLetters):
            confirming.ask(PHONE, channel=Channel.SMS, by=phone.user, now=later)

    def test_takes_her_phone_into_use_and_is_kept_as_a_keyed_hash(
        self, server: Provider, phone: Address
    ) -> None:
        code = sent_number(server)
        phone.refresh_from_db()
        assert code not in phone.code

        type_in(phone, f" {code[:3]} {code[3:]} ")

        phone.refresh_from_db()
        assert (phone.state, phone.code) == (AddressState.ACTIVE, "")

    def test_says_nothing_but_itself(self, server: Provider, phone: Address) -> None:
        assert server.only.json["text"] == f"Saphan: your number is {sent_number(server)}."
        assert phone.state == AddressState.PENDING

    def test_can_be_guessed_at_five_times(self, server: Provider, phone: Address) -> None:
        right = sent_number(server)
        wrong = str((int(right) + 1) % 10**6).zfill(6)
        for _guess in range(5):
            with pytest.raises(Invalid):
                type_in(phone, wrong)

        with refused(CodeNotValid):
            type_in(phone, right)

    def test_is_good_for_half_an_hour(self, server: Provider, phone: Address) -> None:
        with refused(CodeNotValid):
            type_in(phone, sent_number(server), now=timezone.now() + dt.timedelta(minutes=31))

    def test_is_nobody_elses(self, server: Provider, phone: Address) -> None:
        luz = person("luz")

        with refused(CodeNotValid):
            proving.confirm_code(phone, code=sent_number(server), by=luz, now=timezone.now())

    @pytest.mark.parametrize("typed", ["", "911", "malee@example.org", "+66 12"])
    def test_goes_to_no_number_there_cannot_be(self, typed: str) -> None:
        by = person("malee")

        with refused(Invalid):
            confirming.ask(typed, channel=Channel.SMS, by=by, now=timezone.now())


def begin(channel: Channel, user: User) -> str:
    """Return the token in her start link."""
    link = proving.start_link(channel, by=user)
    return re.split(r"[=?]", link)[-1]


def told(channel: Channel, said: Any, **headers: str) -> int:
    """Post what a carrier's server says; return the status of our answer."""
    body = json.dumps(said).encode()
    if channel == Channel.TELEGRAM:
        headers = {"X-Telegram-Bot-Api-Secret-Token": "telegrams-secret"} | headers
    elif channel == Channel.LINE:
        signature = base64.b64encode(hmac.digest(b"s", body, "sha256")).decode()
        headers = {"X-Line-Signature": signature} | headers
    else:
        signature = hmac.new(b"s", body, "sha256").hexdigest()
        headers = {"X-Hub-Signature-256": f"sha256={signature}"} | headers
    where = reverse("notifications:incoming", args=[channel])
    posted = Client().post(where, body, content_type="application/json", headers=headers)
    return posted.status_code


def by_telegram(token: str, chat: int = 4711) -> dict[str, Any]:
    return {"message": {"chat": {"id": chat, "type": "private"}, "text": f"/start {token}"}}


def by_line(token: str) -> dict[str, Any]:
    source = {"type": "user", "userId": PERSON}
    message = {"type": "text", "text": token}
    return {"events": [{"type": "message", "source": source, "message": message}]}


def by_whatsapp(token: str) -> dict[str, Any]:
    message = {"from": "66812345678", "type": "text", "text": {"body": token}}
    return {"entry": [{"changes": [{"value": {"messages": [message]}}]}]}


STARTS = [
    (Channel.TELEGRAM, by_telegram, "4711"),
    (Channel.LINE, by_line, PERSON),
    (Channel.WHATSAPP, by_whatsapp, PHONE),
]


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(("channel", "said", "plain"), STARTS)
class TestAStartLink:
    def test_ties_the_chat_it_is_used_from_to_her_once(
        self, channel: Channel, said: Any, plain: str
    ) -> None:
        malee = person("malee")
        token = begin(channel, malee)

        assert told(channel, said(token)) == 200
        Address.objects.update(state=AddressState.STOPPED)
        assert told(channel, said(token)) == 200

        address = Address.objects.get()
        assert (address.user, address.channel) == (malee, channel)
        assert preferences.plain(address) == plain
        assert address.state == AddressState.STOPPED

    def test_of_which_the_word_is_not_the_carriers_does_nothing(
        self, channel: Channel, said: Any, plain: str
    ) -> None:
        token = begin(channel, person("malee"))
        forged = dict.fromkeys(
            ("X-Telegram-Bot-Api-Secret-Token", "X-Line-Signature", "X-Hub-Signature-256"), "forged"
        )

        assert told(channel, said(token), **forged) == 403

        assert not Address.objects.filter(user__username=plain).exists()
        assert not Address.objects.exists()

    def test_that_is_none_of_ours_does_nothing(
        self, channel: Channel, said: Any, plain: str
    ) -> None:
        assert told(channel, said("hello")) == 200
        assert told(channel, {"broken": plain}) in {200, 400}

        assert not Address.objects.exists()

    def test_is_not_given_where_the_channel_is_off(
        self, settings: Settings, channel: Channel, said: Any, plain: str
    ) -> None:
        setattr(settings, f"{channel.name}_SECRET", "")
        malee = person("malee")

        with refused(SwitchedOff):
            proving.start_link(channel, by=malee)
        assert told(channel, said(plain)) == 404


@pytest.mark.usefixtures("server")
class TestWhoLeavesAChat:
    def test_gets_nothing_there_any_more(self) -> None:
        chat = AddressFactory.create(channel=Channel.TELEGRAM, plain="4711")
        friend = AddressFactory.create(channel=Channel.LINE, plain=PERSON)

        left = {"chat": {"id": 4711}, "new_chat_member": {"status": "kicked"}}
        told(Channel.TELEGRAM, {"my_chat_member": left})
        told(Channel.LINE, {"events": [{"type": "unfollow", "source": {"userId": PERSON}}]})

        for address in (chat, friend):
            address.refresh_from_db()
            assert address.state == AddressState.STOPPED


@pytest.mark.usefixtures("server")
class TestWhatsApp:
    def test_checks_our_address_with_a_word_of_our_own(self) -> None:
        where = reverse("notifications:incoming", args=["whatsapp"])
        question = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}

        right = Client().get(where, question | {"hub.verify_token": "word"})
        wrong = Client().get(where, question | {"hub.verify_token": "guess"})

        assert (right.status_code, right.content) == (200, b"1158201444")
        assert wrong.status_code == 404

    def test_says_that_a_doubtful_message_did_arrive(self) -> None:
        doubtful = DeliveryFactory.create(channel=Channel.WHATSAPP, state="unknown", doubtful=1)
        status = {"status": "delivered", "biz_opaque_callback_data": str(doubtful.key)}

        told(Channel.WHATSAPP, {"entry": [{"changes": [{"value": {"statuses": [status]}}]}]})

        doubtful.refresh_from_db()
        assert doubtful.state == "accepted"


class TestADevice:
    def test_is_whoevers_signed_in_on_it_last(self, server: Provider) -> None:
        given = json.dumps(Browser(f"{server.url}/push").subscription)
        malee, luz = person("malee"), person("luz")

        hers = proving.add_device(given, label="Firefox · Android", by=malee, now=timezone.now())
        proving.add_device(given, label="", by=luz, now=timezone.now())

        hers.refresh_from_db()
        assert (hers.label, hers.state) == ("Firefox · Android", AddressState.STOPPED)
        assert Address.objects.usable().get().user == luz

    def test_is_one_of_several_she_may_have(self, server: Provider) -> None:
        malee = person("malee")
        for n in range(2):
            given = json.dumps(Browser(f"{server.url}/push/{n}").subscription)
            proving.add_device(given, label="", by=malee, now=timezone.now())

        assert Address.objects.usable().filter(user=malee).count() == 2


class TestAnAddressThatIsUnwantedOrGone:
    def test_is_asked_nothing_where_somebody_complained(self) -> None:
        kept = AddressFactory.create(plain="malee@example.org")
        bounces.suppress(kept, now=timezone.now(), reason=bounces.COMPLAINED)
        luz = person("luz")

        with refused(Unwanted):
            confirming.ask("Malee@example.org", channel=Channel.EMAIL, by=luz, now=timezone.now())

    def test_is_used_again_once_its_owner_shows_that_it_works(self) -> None:
        kept = AddressFactory.create(plain="malee@example.org")
        bounces.suppress(kept, now=timezone.now())
        kept.refresh_from_db()
        assert kept.state == AddressState.BOUNCED

        token = preferences.confirmation_token(kept)
        preferences.confirm(token, by=kept.user, now=timezone.now())

        assert not Suppression.objects.exists()
        assert Address.objects.get().state == AddressState.ACTIVE
