"""From the queue to a carrier: each message once, through refusals and dead workers."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from notifications.actions import delivering, doubts
from notifications.actions.fanout import NotGivenUp
from notifications.channels.base import NobodyKnows, NoSuchAddress, TryLater
from notifications.clock import database_now
from notifications.models import Address, AddressState, Delivery, DeliveryState
from tests.factories import AddressFactory, administrator
from tests.notifications.carrier import FakeCarrier
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, send_all, states
from tests.records import nothing_written, refused


@pytest.fixture
def message(scene: Scene) -> Delivery:
    """Return a message to Malee about a public milestone, waiting to be sent."""
    AddressFactory.create(user=scene.malee, plain="malee@example.org")
    follows(scene.malee, scene.review)
    return another(scene)


def another(scene: Scene) -> Delivery:
    happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
    pass_on()
    return Delivery.objects.latest("id")


def become_due() -> None:
    """Let the time pass for which messages were put off."""
    Delivery.objects.filter(state="queued").update(due_at=database_now())


def lose_lease(*, state: DeliveryState) -> None:
    """Leave a message as a worker does that is killed."""
    past = database_now() - dt.timedelta(seconds=1)
    Delivery.objects.update(state=state, lease_token=uuid4(), lease_until=past)


class TestDeliverDue:
    def test_sends_what_is_due_to_the_address_in_use(
        self, message: Delivery, carrier: FakeCarrier
    ) -> None:
        send_all()

        message.refresh_from_db()
        assert carrier.addresses == ["malee@example.org"]
        assert (message.state, message.attempts) == ("accepted", 1)
        assert message.accepted_at is not None
        assert (message.lease_token, message.lease_until) == (None, None)

    def test_sends_nothing_twice(self, message: Delivery, carrier: FakeCarrier) -> None:
        send_all()

        with nothing_written():
            send_all()
        assert [taken.key for taken in carrier.taken] == [str(message.key)]

    @pytest.mark.usefixtures("message")
    def test_sends_nothing_before_it_is_due(self, carrier: FakeCarrier) -> None:
        Delivery.objects.update(due_at=database_now() + dt.timedelta(seconds=60))

        with nothing_written():
            send_all()
        assert carrier.taken == []

    def test_takes_one_batch_the_oldest_first(
        self, scene: Scene, message: Delivery, carrier: FakeCarrier, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(delivering, "BATCH", 2)
        keys = [message.key, another(scene).key, another(scene).key]

        assert delivering.deliver_due(now=database_now()) == 2

        assert [taken.key for taken in carrier.taken] == [str(key) for key in keys[:2]]

    @pytest.mark.usefixtures("message")
    def test_leaves_alone_what_another_worker_took(self, carrier: FakeCarrier) -> None:
        lease = database_now() + dt.timedelta(seconds=60)
        Delivery.objects.update(state="leased", lease_token=uuid4(), lease_until=lease)

        with nothing_written():
            send_all()
        assert carrier.taken == []

    @pytest.mark.usefixtures("message")
    def test_does_not_begin_what_it_held_for_too_long(
        self, scene: Scene, carrier: FakeCarrier
    ) -> None:
        """The second of the batch is somebody else's by the time the first is out."""
        second = another(scene)

        def last_too_long() -> None:
            past = database_now() - dt.timedelta(seconds=1)
            Delivery.objects.filter(pk=second.pk).update(lease_until=past)

        carrier.outcomes = [last_too_long]

        send_all()

        second.refresh_from_db()
        assert len(carrier.taken) == 1
        assert (second.state, second.attempts) == ("leased", 0)

    def test_does_not_write_over_what_another_worker_found_out(
        self, message: Delivery, carrier: FakeCarrier
    ) -> None:
        """A worker that slept through its lease finds the row in other hands."""
        other = uuid4()

        def take_over() -> None:
            Delivery.objects.update(lease_token=other)

        carrier.outcomes = [take_over]

        send_all()

        message.refresh_from_db()
        assert (message.state, message.lease_token) == ("sending", other)


class TestACarrierThatDoesNotTakeItNow:
    def test_is_asked_again_ever_later_under_the_same_key(
        self, message: Delivery, carrier: FakeCarrier
    ) -> None:
        carrier.outcomes = [TryLater("SMTP 450")] * 7
        waits = []
        for _attempt in range(7):
            before = database_now()
            send_all()
            message.refresh_from_db()
            waits.append(round((message.due_at - before).total_seconds()))
            become_due()
        send_all()

        message.refresh_from_db()
        assert waits == [5, 30, 120, 600, 3_600, 14_400, 43_200]
        assert (message.state, message.attempts) == ("accepted", 8)
        assert {taken.key for taken in carrier.taken} == {str(message.key)}

    def test_is_given_up_after_the_last_wait(self, message: Delivery, carrier: FakeCarrier) -> None:
        carrier.outcomes = [TryLater("SMTP 450")]
        Delivery.objects.update(attempts=len(doubts.WAITS))

        send_all()

        message.refresh_from_db()
        assert (message.state, message.last_error) == ("dead", "SMTP 450")


class TestAnAddressThatDoesNotExist:
    def test_is_used_no_more(self, scene: Scene, message: Delivery, carrier: FakeCarrier) -> None:
        carrier.outcomes = [NoSuchAddress("SMTP 550")]

        send_all()

        message.refresh_from_db()
        assert (message.state, message.attempts) == ("dead", 1)
        assert Address.objects.get().state == AddressState.BOUNCED
        another(scene)
        assert Delivery.objects.count() == 1


class TestAMessageOfWhichNobodyKnows:
    def test_goes_out_once_more_under_the_same_key_and_is_counted(
        self, message: Delivery, carrier: FakeCarrier
    ) -> None:
        carrier.outcomes = [NobodyKnows("SMTPServerDisconnected")]

        send_all()
        become_due()
        send_all()

        message.refresh_from_db()
        assert (message.state, message.doubtful) == ("accepted", 1)
        assert [taken.key for taken in carrier.taken] == [str(message.key)] * 2

    def test_never_goes_out_a_third_time(self, message: Delivery, carrier: FakeCarrier) -> None:
        carrier.outcomes = [NobodyKnows("TimeoutError")] * 3

        for _attempt in range(3):
            send_all()
            become_due()

        message.refresh_from_db()
        assert (message.state, message.doubtful) == ("unknown", 2)
        assert len(carrier.taken) == 2

    def test_is_one_that_failed_in_a_way_nobody_thought_of(
        self,
        scene: Scene,
        message: Delivery,
        carrier: FakeCarrier,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        second = another(scene)
        carrier.outcomes = [ValueError("malee@example.org is odd")]

        send_all()

        message.refresh_from_db()
        second.refresh_from_db()
        assert (message.state, message.doubtful, second.state) == ("queued", 1, "accepted")
        assert message.last_error == "ValueError"
        assert "malee@" not in caplog.text


class TestAMessageThatCannotBeWritten:
    @pytest.mark.usefixtures("message", "carrier")
    def test_is_put_off_and_holds_up_no_other(self, scene: Scene) -> None:
        """Fails without the ``except`` in ``_deliver``: the whole batch waits for its lease."""
        daw = AddressFactory.create(user=scene.daw, sealed=b"not sealed by us")
        follows(daw.user, scene.review)
        another(scene)

        send_all()

        broken = Delivery.objects.get(user=scene.daw)
        assert (broken.state, broken.attempts) == ("queued", 1)
        assert broken.last_error == "Unreadable"
        assert states().count("accepted") == 2


class TestRequeueLost:
    def test_frees_what_was_taken_and_never_begun(
        self, message: Delivery, carrier: FakeCarrier
    ) -> None:
        lose_lease(state=DeliveryState.LEASED)

        assert delivering.requeue_lost(now=database_now()) == 1

        send_all()
        message.refresh_from_db()
        assert (message.state, message.doubtful, len(carrier.taken)) == ("accepted", 0, 1)

    def test_counts_as_doubtful_what_was_begun(
        self, message: Delivery, carrier: FakeCarrier
    ) -> None:
        lose_lease(state=DeliveryState.SENDING)

        assert delivering.requeue_lost(now=database_now()) == 1

        send_all()
        message.refresh_from_db()
        assert (message.state, message.doubtful, len(carrier.taken)) == ("accepted", 1, 1)

    def test_gives_up_what_was_begun_twice(self, message: Delivery) -> None:
        Delivery.objects.update(doubtful=1)
        lose_lease(state=DeliveryState.SENDING)

        assert delivering.requeue_lost(now=database_now()) == 1

        message.refresh_from_db()
        assert (message.state, message.doubtful) == ("unknown", 2)

    @pytest.mark.usefixtures("message")
    def test_leaves_alone_what_is_being_sent(self) -> None:
        lease = database_now() + dt.timedelta(seconds=60)
        Delivery.objects.update(state="sending", lease_token=uuid4(), lease_until=lease)

        with nothing_written():
            assert delivering.requeue_lost(now=database_now()) == 0


class TestSendAgain:
    def test_queues_a_given_up_message_under_its_old_key(
        self, message: Delivery, carrier: FakeCarrier
    ) -> None:
        Delivery.objects.update(state="dead", attempts=8, doubtful=2)

        delivering.send_again(message, by=administrator(), now=database_now())

        send_all()
        message.refresh_from_db()
        assert (message.state, message.attempts) == ("accepted", 1)
        assert [taken.key for taken in carrier.taken] == [str(message.key)]

    @pytest.mark.parametrize("state", ["queued", "accepted", "suppressed"])
    def test_is_refused_for_what_was_not_given_up(self, message: Delivery, state: str) -> None:
        Delivery.objects.update(state=state)
        by = administrator()

        with refused(NotGivenUp):
            delivering.send_again(message, by=by, now=database_now())

    def test_is_refused_to_all_but_administrators(self, scene: Scene, message: Delivery) -> None:
        Delivery.objects.update(state="dead")

        for somebody in (scene.hnin, scene.karin, scene.malee):
            with refused(PermissionDenied):
                delivering.send_again(message, by=somebody, now=database_now())
