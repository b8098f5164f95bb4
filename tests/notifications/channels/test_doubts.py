"""What becomes of a message of which nobody knows: the carrier's capability decides."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest

from notifications.actions import bounces, delivering, doubts
from notifications.channels import CARRIERS
from notifications.channels.base import NobodyKnows, Refused, Repeat, SendFailed, TryLater
from notifications.channels.email.carrier import compose
from notifications.clock import database_now
from notifications.models import Address, AddressState, Channel, Delivery, DeliveryState
from tests.factories import AddressFactory
from tests.notifications.carrier import FakeCarrier
from tests.notifications.channels.conftest import MESSAGE
from tests.notifications.channels.provider import Provider
from tests.notifications.channels.test_texts_and_chats import TO
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, send_all, whole


@pytest.fixture
def message(scene: Scene) -> Delivery:
    AddressFactory.create(user=scene.malee, plain="malee@example.org")
    follows(scene.malee, scene.review)
    happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
    pass_on()
    return Delivery.objects.get()


def make_urgent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubts, "urgent_kinds", lambda: ["milestone.reached"])


def go_on(times: int) -> None:
    """Let the time pass for which messages were put off, and send."""
    for _round in range(times):
        Delivery.objects.filter(state="queued").update(due_at=database_now())
        send_all()


class LooksUp(FakeCarrier):
    """Can be asked; ``known`` is what it has."""

    known: str | SendFailed | None = None

    def look_up(self, key: str) -> str | None:
        assert key
        if isinstance(self.known, SendFailed):
            raise self.known
        return self.known


class TestADoubtfulMessage:
    @pytest.mark.parametrize(
        ("repeat", "sent"),
        [(Repeat.KEY, 8), (Repeat.COLLAPSE, 2), (Repeat.NONE, 1)],
        ids=str,
    )
    def test_goes_out_as_often_as_it_does_no_harm_then_stays_in_sight(
        self, message: Delivery, carrier: FakeCarrier, repeat: Repeat, sent: int
    ) -> None:
        carrier.repeat = repeat
        carrier.outcomes = [NobodyKnows("TimeoutError")] * 20

        go_on(20)

        message.refresh_from_db()
        assert (message.state, message.doubtful) == ("unknown", sent)
        assert {one.key for one in carrier.taken} == {str(message.key)}
        assert [one.is_repeat for one in carrier.taken] == [False] + [True] * (sent - 1)
        # The key tells the carrier; where nothing does, the words tell her.
        says_so = repeat is not Repeat.KEY
        assert [bool(one.caution) for one in carrier.taken] == [False] + [says_so] * (sent - 1)

    def test_that_is_urgent_goes_out_once_more_where_she_may_get_it_twice(
        self, message: Delivery, carrier: FakeCarrier, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_urgent(monkeypatch)
        carrier.repeat = Repeat.NONE
        carrier.outcomes = [NobodyKnows("TimeoutError")] * 5
        before = database_now()

        send_all()
        message.refresh_from_db()
        wait = message.due_at - before
        go_on(5)

        message.refresh_from_db()
        assert round(wait.total_seconds()) == 600  # time for the carrier's own word
        assert (message.state, len(carrier.taken)) == ("unknown", 2)
        assert [one.sentence == one.subject for one in carrier.taken] == [True, False]
        assert "This may be a repeat." in carrier.taken[1].short

    def test_is_asked_for_first_where_that_can_be_done(
        self, message: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        carrier = LooksUp(repeat=Repeat.LOOK_UP)
        monkeypatch.setitem(CARRIERS, Channel(message.channel), carrier)
        carrier.outcomes = [NobodyKnows("TimeoutError")]
        send_all()

        carrier.known = NobodyKnows("TimeoutError")
        go_on(1)
        carrier.known = "text-1"
        go_on(1)

        message.refresh_from_db()
        assert (message.state, message.reference) == ("accepted", "text-1")
        assert len(carrier.taken) == 1

    def test_whose_worker_died_follows_the_same_rule(
        self, message: Delivery, carrier: FakeCarrier, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        carrier.repeat = Repeat.NONE

        def die() -> str:
            past = database_now() - dt.timedelta(seconds=1)
            sending = {"state": DeliveryState.SENDING, "lease_token": uuid4(), "doubtful": 0}
            Delivery.objects.update(lease_until=past, **sending)
            delivering.requeue_lost(now=database_now())
            return Delivery.objects.get().state

        assert die() == "unknown"
        make_urgent(monkeypatch)
        assert die() == "queued"
        assert message.doubtful == 0

    def test_is_settled_by_the_carriers_word_even_if_it_comes_first(
        self, message: Delivery, carrier: FakeCarrier
    ) -> None:
        def word_comes_in() -> None:
            bounces.arrived(str(message.key), now=database_now())
            raise NobodyKnows("TimeoutError")

        carrier.repeat = Repeat.NONE
        carrier.outcomes = [word_comes_in]

        send_all()

        message.refresh_from_db()
        assert message.state == "accepted"


class TestAPossibleRepeat:
    CAUTIOUS = replace(MESSAGE, is_repeat=True, caution="This may be a repeat.")

    def test_says_so_in_a_mail(self) -> None:
        once = compose(MESSAGE, to="malee@example.org")
        again = compose(self.CAUTIOUS, to="malee@example.org")

        assert [self.CAUTIOUS.caution in whole(one) for one in (once, again)] == [False, True]
        assert str(again.body).startswith(self.CAUTIOUS.caution)
        assert again.extra_headers["Message-ID"] == once.extra_headers["Message-ID"]

    @pytest.mark.parametrize("channel", [Channel.SMS, Channel.TELEGRAM, Channel.WHATSAPP])
    def test_says_so_in_a_text_or_chat(self, server: Provider, channel: Channel) -> None:
        CARRIERS[channel].send(self.CAUTIOUS, to=TO[channel])

        assert self.CAUTIOUS.caution in server.only.content.decode()


class TestACarrier:
    def test_that_will_never_take_a_message_is_not_asked_again(
        self, message: Delivery, carrier: FakeCarrier
    ) -> None:
        carrier.outcomes = [Refused("HTTP 400")]

        go_on(3)

        message.refresh_from_db()
        assert (message.state, len(carrier.taken)) == ("dead", 1)
        assert Address.objects.get().state == AddressState.ACTIVE

    def test_that_asks_us_to_wait_is_left_alone_for_so_long(
        self, message: Delivery, carrier: FakeCarrier
    ) -> None:
        carrier.outcomes = [TryLater("HTTP 429", after=dt.timedelta(hours=1))]
        before = database_now()

        send_all()

        message.refresh_from_db()
        assert message.due_at >= before + dt.timedelta(hours=1)
