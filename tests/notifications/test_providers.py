"""Who is asked to take a message: the next one after a definite no, and nobody after a doubt."""

import datetime as dt

import pytest

from notifications.actions import delivering, providers
from notifications.channels import STAND_INS
from notifications.channels.base import NobodyKnows, NotTaking, TryLater
from notifications.clock import database_now
from notifications.models import Channel, Delivery, Provider
from tests.factories import AddressFactory, ProviderFactory
from tests.notifications.carrier import FakeCarrier
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, send_all, states

REFUSED = NotTaking("ConnectionRefusedError")


@pytest.fixture
def message(scene: Scene) -> Delivery:
    AddressFactory.create(user=scene.malee)
    follows(scene.malee, scene.review)
    happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
    pass_on()
    return Delivery.objects.get()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> FakeCarrier:
    second = FakeCarrier()
    monkeypatch.setitem(STAND_INS, Channel.EMAIL, [second])
    return second


def become_due() -> None:
    Delivery.objects.filter(state="queued").update(due_at=database_now())


def health(name: str = "email") -> Provider:
    return Provider.objects.get(name=name)


@pytest.mark.usefixtures("message")
class TestASecondProvider:
    def test_is_asked_at_once_after_a_definite_no(
        self, message: Delivery, carrier: FakeCarrier, stand_in: FakeCarrier
    ) -> None:
        carrier.outcomes = [REFUSED]

        send_all()

        message.refresh_from_db()
        assert (message.state, message.provider) == ("accepted", "email 2")
        assert [one.key for one in stand_in.taken] == [str(message.key)]

    def test_never_hears_of_what_the_first_may_have_sent(
        self, carrier: FakeCarrier, stand_in: FakeCarrier
    ) -> None:
        """To see it fail, let ``way_of`` forget what is doubtful."""
        carrier.outcomes = [NobodyKnows("ReadTimeout"), REFUSED]

        for _ in range(3):
            become_due()
            send_all()

        assert stand_in.taken == []
        assert len(carrier.taken) == 3
        assert states() == ["accepted"]

    def test_is_asked_while_the_first_is_shut(
        self, carrier: FakeCarrier, stand_in: FakeCarrier
    ) -> None:
        later = database_now() + dt.timedelta(minutes=1)
        ProviderFactory.create(name="email", failures=10, shut_until=later)

        send_all()

        assert (carrier.taken, len(stand_in.taken)) == ([], 1)

    def test_that_refuses_too_leaves_the_message_to_wait(
        self, message: Delivery, carrier: FakeCarrier, stand_in: FakeCarrier
    ) -> None:
        carrier.outcomes, stand_in.outcomes = [REFUSED], [REFUSED]

        send_all()

        message.refresh_from_db()
        assert (message.state, message.attempts) == ("queued", 2)
        assert message.due_at > database_now()


@pytest.mark.usefixtures("message")
class TestAProviderThatTakesNothing:
    def fail(self, carrier: FakeCarrier, times: int) -> None:
        carrier.outcomes = [REFUSED] * times
        for _ in range(times):
            Delivery.objects.update(attempts=0)
            become_due()
            delivering.deliver_due(now=database_now())

    def test_is_shut_after_ten_failures_in_a_row(self, carrier: FakeCarrier) -> None:
        self.fail(carrier, 9)
        assert health().shut_until is None

        self.fail(carrier, 1)

        assert health().shut_until > database_now()  # type: ignore[operator]
        assert health().last_error == "ConnectionRefusedError"

    def test_costs_no_message_an_attempt_while_it_is_shut(
        self, message: Delivery, carrier: FakeCarrier
    ) -> None:
        """To see it fail, let ``closed_channels`` return nothing."""
        self.fail(carrier, 10)
        Delivery.objects.update(attempts=1)
        become_due()

        assert delivering.deliver_due(now=database_now()) == 0
        assert not delivering.is_due(now=database_now())

        message.refresh_from_db()
        assert (message.state, message.attempts) == ("queued", 1)
        assert len(carrier.taken) == 10

    def test_is_shut_for_longer_when_its_trial_fails(self, carrier: FakeCarrier) -> None:
        self.fail(carrier, 10)
        Provider.objects.update(shut_until=database_now())

        self.fail(carrier, 1)

        wait = health().shut_until - database_now()  # type: ignore[operator]
        assert dt.timedelta(seconds=100) < wait <= 2 * providers.SHUT_FOR

    def test_is_open_again_once_it_takes_one(self, carrier: FakeCarrier) -> None:
        self.fail(carrier, 10)
        Provider.objects.update(shut_until=database_now())
        become_due()

        send_all()

        assert states() == ["accepted"]
        assert (health().failures, health().shut_until) == (0, None)

    def test_is_not_shut_for_the_trouble_of_one_address(self, carrier: FakeCarrier) -> None:
        carrier.outcomes = [TryLater("SMTP 450")]

        send_all()

        assert health().failures == 0
