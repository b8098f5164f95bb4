"""The mail that asks whether an address is hers."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.utils import timezone

from backend.accounts.models import User
from notifications.actions import confirming, preferences
from notifications.actions.confirming import TooManyLetters
from notifications.channels.base import NobodyKnows, NoSuchAddress, TryLater
from notifications.models import Address, AddressState, Channel
from tests.factories import AddressFactory, person
from tests.notifications.carrier import FakeCarrier
from tests.notifications.stage import the_mail
from tests.records import refused

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def ask(user: User, address: str = "malee@example.org", *, now: dt.datetime = NOON) -> Address:
    return confirming.ask(address, channel=Channel.EMAIL, by=user, now=now)


def token_in(text: str) -> str:
    found = re.search(r"/alerts/confirm/([^/\s]+)/", text)
    assert found
    return found[1]


class TestAsk:
    def test_has_a_link_sent_that_takes_the_address_into_use(self) -> None:
        malee = person("malee")
        ask(malee)

        assert confirming.send_due(now=timezone.now()) == 1

        assert the_mail().to == ["malee@example.org"]
        preferences.confirm(token_in(the_mail().body), by=malee, now=NOON)
        assert Address.objects.get().state == AddressState.ACTIVE

    def test_writes_in_her_language_and_says_nothing_else(self) -> None:
        malee = person("malee")
        User.objects.filter(pk=malee.pk).update(language="my")
        ask(malee)

        confirming.send_due(now=NOON)

        assert the_mail().extra_headers["Content-Language"] == "my"
        assert "List-Unsubscribe" not in the_mail().extra_headers

    def test_of_an_address_in_use_sends_nothing(self) -> None:
        kept = AddressFactory.create(plain="malee@example.org")

        ask(kept.user)

        assert not confirming.is_due()

    def test_too_soon_again_is_refused(self) -> None:
        malee = person("malee")
        ask(malee)

        with refused(TooManyLetters):
            ask(malee, now=NOON + dt.timedelta(seconds=59))

        ask(malee, now=NOON + dt.timedelta(seconds=61))

    def test_for_many_addresses_in_one_day_is_refused(self) -> None:
        malee = person("malee")
        for n in range(confirming.MOST_A_DAY):
            ask(malee, f"address{n}@example.org")

        with refused(TooManyLetters):
            ask(malee, "one.more@example.org", now=NOON + dt.timedelta(hours=23))

        ask(malee, "one.more@example.org", now=NOON + dt.timedelta(hours=25))


class TestSendDue:
    def test_sends_each_link_once(self) -> None:
        ask(person("malee"))

        assert confirming.send_due(now=NOON) == 1
        assert confirming.send_due(now=NOON) == 0

        assert len(mail.outbox) == 1

    def test_tries_again_for_an_hour_where_the_carrier_takes_nothing(
        self, carrier: FakeCarrier
    ) -> None:
        carrier.outcomes = [TryLater("SMTP 450")] * 2
        ask(person("malee"))

        confirming.send_due(now=NOON + dt.timedelta(minutes=59))
        assert confirming.is_due()

        confirming.send_due(now=NOON + dt.timedelta(minutes=61))
        assert not confirming.is_due()

    @pytest.mark.parametrize(
        ("outcome", "state"), [(NoSuchAddress("550"), "bounced"), (NobodyKnows("x"), "pending")]
    )
    def test_does_not_try_again_where_it_did_or_cannot_arrive(
        self, carrier: FakeCarrier, outcome: Exception, state: str
    ) -> None:
        carrier.outcomes = [outcome]
        ask(person("malee"))

        confirming.send_due(now=NOON)

        assert not confirming.is_due()
        assert Address.objects.get().state == state
