"""A worker dies, freezes or reads a wrong clock; the provider's log says what really went out."""

from pathlib import Path

import pytest

from backend import bell
from notifications.models import Delivery, Notification
from tests.faults.services import until
from tests.faults.stub import Stub
from tests.faults.texting import (
    HELD,
    at_work,
    let_leases_end,
    one_text,
    rounds_done,
    states,
    sweep_until_sent,
)

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

OTHERS = "urgent,dispatch,deliver,periodic"
SENDING = "notifications.channels.sms.generic:Generic.send"


class TestAWorkerKilled:
    @pytest.mark.parametrize(
        ("point", "doubtful"),
        [
            ("before notifications.actions.delivering:_begin", 0),
            (f"before {SENDING}", 1),
            (f"after {SENDING}", 1),
        ],
        ids=["between claim and mark", "between mark and call", "between answer and outcome"],
    )
    def test_sends_exactly_once_where_the_provider_knows_our_key(
        self, provider: Stub, tmp_path: Path, point: str, doubtful: int
    ) -> None:
        """To see it fail: ``FAULT_OFF=notifications.actions.delivering:requeue_lost``."""
        faults = {"FAULT_KILL": point, "FAULT_ONCE": str(tmp_path / "dead")}
        one_text()
        with at_work(provider, log=tmp_path / "first.log", **faults) as first:
            until(lambda: first.process.poll() is not None, what="the worker is dead")
        let_leases_end()

        with at_work(provider, log=tmp_path / "second.log", **faults):
            sweep_until_sent()

        assert states() == [("accepted", doubtful)]
        assert list(provider.log().values()) == [1]
        # Only the answer that was lost is asked for again, and the provider knows the key.
        asked_again = sum(provider.log(what="known").values())
        assert asked_again == point.startswith("after")

    def test_sends_nothing_again_where_the_provider_knows_no_key(
        self, provider: Stub, tmp_path: Path
    ) -> None:
        """What may have gone out stays visible as *unknown*.

        To see it fail, allow a repeat there (``doubts._REPEATS``): two sendings.
        """
        faults = {
            "SMS_HTTP_KNOWS_KEY": "0",
            "FAULT_KILL": f"after {SENDING}",
            "FAULT_ONCE": str(tmp_path / "dead"),
        }
        one_text()
        with at_work(provider, log=tmp_path / "first.log", **faults) as first:
            until(lambda: first.process.poll() is not None, what="the worker is dead")
        let_leases_end()

        with at_work(provider, log=tmp_path / "second.log", **faults):
            sweep_until_sent()

        assert states() == [("unknown", 1)]
        assert sum((provider.log() + provider.log(what="known")).values()) == 1


class TestAWorkerThatFreezes:
    def test_finds_on_waking_that_its_message_is_no_longer_its_own(
        self, provider: Stub, tmp_path: Path
    ) -> None:
        """It wakes after another worker took over; its answer then changes nothing.

        To see it fail, leave the token out of ``_finish``: the woken worker overwrites the row.
        """
        provider.behave("hold")
        one_text()
        with at_work(provider, log=tmp_path / "first.log", **HELD) as frozen:
            until(provider.log, what="the text is at the provider")
            frozen.stop_clock()
            let_leases_end()
            with at_work(provider, log=tmp_path / "second.log"):
                sweep_until_sent()
            taken_at = Delivery.objects.values_list("accepted_at", "doubtful").get()
            done = rounds_done(frozen)
            provider.answer()
            frozen.go_on()
            until(lambda: rounds_done(frozen) > done, what="the frozen worker is done")

        assert Delivery.objects.values_list("accepted_at", "doubtful").get() == taken_at
        assert states() == [("accepted", 1)]
        assert list(provider.log().values()) == [1]


class TestAWorkerWithAWrongClock:
    @pytest.mark.parametrize("seconds", ["3600", "-3600"])
    def test_takes_nothing_from_others_and_sends_once(
        self, provider: Stub, tmp_path: Path, seconds: str
    ) -> None:
        """Leases and due times are the database's.

        To see it fail, let ``database_now`` return the worker's own time: an hour ahead, it takes
        what another is sending.
        """
        provider.behave("hold")
        wrong_one = {"FAULT_CLOCK": seconds, "FAULT_QUEUES": "sweep"}
        with (
            at_work(provider, log=tmp_path / "wrong.log", **wrong_one) as wrong,
            at_work(provider, log=tmp_path / "right.log", FAULT_QUEUES=OTHERS, **HELD),
        ):
            one_text()
            until(provider.log, what="the text is at the provider")
            bell.ring("notifications.sweep")
            until(lambda: rounds_done(wrong, "notifications.sweep"), what="the sweep is done")
            provider.answer()
            until(lambda: states()[0][0] == "accepted", what="the message is out")

        assert states() == [("accepted", 0)]
        assert list(provider.log().values()) == [1]
        assert Notification.objects.count() == 1
