"""What a provider reports while nobody is there to hear its answer."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from notifications.models import Delivery
from tests.faults.services import until
from tests.faults.stub import Stub
from tests.faults.texting import at_work, let_leases_end, one_text, states, sweep_until_sent

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

SENDING = "notifications.channels.sms.generic:Generic.send"
UNHEARD = {"SMS_HTTP_KNOWS_KEY": "0", "FAULT_KILL": f"after {SENDING}"}


@pytest.fixture(autouse=True)
def _reports(provider: Stub, settings: Settings) -> None:
    settings.SMS_GATEWAY, settings.SMS_HTTP_URL = "http", provider.settings["SMS_HTTP_URL"]
    settings.SMS_HTTP_REPORT_TOKEN = "reports"


def report(key: object, status: str) -> int:
    answer = Client().post(
        reverse("notifications:incoming", args=["sms"]),
        json.dumps({"reference": str(key), "status": status}),
        content_type="application/json",
        headers={"Authorization": "Bearer reports"},
    )
    return answer.status_code


class TestAReport:
    def test_before_the_outcome_is_written_twice_and_of_nothing_spares_a_repeat(
        self, provider: Stub, tmp_path: Path
    ) -> None:
        """The worker died with the answer in its hands, and the provider knows no key.

        To see it fail: ``FAULT_OFF=notifications.actions.delivering:requeue_lost``; or let that
        pass over ``accepted_at``: the text is then *unknown* though it is known to have arrived.
        """
        faults = UNHEARD | {"FAULT_ONCE": str(tmp_path / "dead")}
        one_text()
        with at_work(provider, log=tmp_path / "first.log", **faults) as first:
            until(lambda: first.process.poll() is not None, what="the worker is dead")
        key = Delivery.objects.get().key

        reported = [report(key, "delivered"), report(key, "delivered"), report(key, "failed")]
        reported.append(report(uuid4(), "delivered"))
        let_leases_end()
        with at_work(provider, log=tmp_path / "second.log", **faults):
            sweep_until_sent()
        report(key, "delivered")

        assert reported == [200] * 4
        assert states() == [("accepted", 0)]
        assert Delivery.objects.get().receipt == "delivered"
        assert sum((provider.log() + provider.log(what="known")).values()) == 1
