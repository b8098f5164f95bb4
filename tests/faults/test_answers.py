"""What a provider answers, and what becomes of the text: certainly not sent, taken, or unknown."""

import datetime as dt
from pathlib import Path

import pytest

from notifications.models import Delivery
from tests.faults.services import until
from tests.faults.stub import Stub
from tests.faults.texting import at_work, one_text, sweep_until_sent

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

IMPATIENT = {"FAULT_PATIENCE": "2"}
ASKED_TO_WAIT = dt.timedelta(seconds=77)
AFTER: dict[str, tuple[str, int]] = {
    "429": ("queued", 0),
    "503": ("queued", 0),
    "500": ("queued", 1),
    "reset": ("queued", 1),
    "half": ("queued", 1),
    "302": ("dead", 0),
    "400": ("dead", 0),
    "big": ("accepted", 0),
}
"""What a text is after an answer, and how many of its sendings nobody knows the end of."""


def one_after_another(provider: Stub) -> dict[str, Delivery]:
    """Let the provider answer one text in each way; return what became of each."""
    outcome: dict[str, Delivery] = {}
    for mode in AFTER:
        provider.behave(mode)
        one_text()
        new = Delivery.objects.exclude(pk__in=[one.pk for one in outcome.values()])
        answered = new.exclude(state__in=["leased", "sending"])
        until(answered.exclude(state="queued", attempts=0).exists, what=f"{mode} was answered")
        outcome[mode] = new.get()
    return outcome


class TestATextThatIsAnswered:
    def test_in_any_way_goes_out_once_or_never_and_is_never_sent_elsewhere(
        self, provider: Stub, tmp_path: Path
    ) -> None:
        """What was certainly not taken waits, what nobody knows is doubtful, a no is the end.

        To see it fail: ``FAULT_OFF=notifications.actions.delivering:_retry`` leaves the first on
        its way for ever, ``…delivering:_doubt`` the second.
        """
        with at_work(provider, log=tmp_path / "worker.log", **IMPATIENT):
            after = one_after_another(provider)
            provider.behave("ok")
            sweep_until_sent(len(AFTER))

        assert {mode: (one.state, one.doubtful) for mode, one in after.items()} == AFTER
        wait = after["429"].due_at - after["429"].created_at
        assert wait >= ASKED_TO_WAIT
        never = {str(after[mode].key) for mode in ("302", "400")}
        assert {str(one.key) for one in Delivery.objects.filter(state="dead")} == never
        sent = {str(one.key) for one in after.values()} - never
        assert provider.log() == dict.fromkeys(sent, 1)
