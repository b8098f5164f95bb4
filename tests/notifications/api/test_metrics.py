"""The figures for machines: right, and for nobody without the token."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from notifications.clock import database_now
from notifications.models import Delivery
from tests.factories import DeliveryFactory, ProviderFactory

TOKEN = {"Authorization": "Bearer let-me-see"}


@pytest.fixture(autouse=True)
def _token(settings: LazySettings) -> None:
    settings.METRICS_TOKEN = "let-me-see"


@pytest.fixture
def _trouble() -> None:
    now = database_now()
    DeliveryFactory.create(due_at=now - dt.timedelta(minutes=10))
    DeliveryFactory.create(state="dead", doubtful=1)
    Delivery.objects.filter(state="dead").update(receipt="failed", receipt_at=now)
    ProviderFactory.create(name="email", failures=12, shut_until=now + dt.timedelta(minutes=1))


@pytest.mark.usefixtures("_trouble")
class TestMetrics:
    def test_say_what_waits_and_for_how_long(self) -> None:
        answer = Client().get("/metrics", headers=TOKEN)

        families = text_string_to_metric_families(answer.content.decode())
        found = {
            (one.name, one.labels.get("state", one.labels.get("receipt", ""))): one.value
            for family in families
            for one in family.samples
            if one.labels.get("channel", "email") == "email"
        }
        assert answer["Content-Type"].startswith("text/plain")
        assert found["saphan_messages", "queued"] == 1
        assert found["saphan_messages", "dead"] == 1
        assert found["saphan_messages_doubtful", ""] == 1
        assert found["saphan_messages_reported", "failed"] == 1
        assert found["saphan_messages_reported", "delivered"] == 0
        assert 590 < found["saphan_oldest_due_seconds", ""] < 700

    @pytest.mark.parametrize("brought", [{}, {"Authorization": "Bearer guess"}])
    def test_are_not_there_without_the_token(self, brought: dict[str, str]) -> None:
        assert Client().get("/metrics", headers=brought).status_code == 404

    def test_are_not_there_where_no_token_is_set(self, settings: LazySettings) -> None:
        settings.METRICS_TOKEN = ""

        assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.usefixtures("_trouble")
class TestReadyz:
    def test_carries_the_same_figures_for_whoever_has_the_token(
        self, settings: LazySettings
    ) -> None:
        settings.REDIS_URL = ""

        alerts = Client().get("/readyz", headers=TOKEN).json()["alerts"]

        assert alerts["late"] is True
        assert alerts["messages"]["email"] == {"queued": 1, "dead": 1}
        assert alerts["shut"] == ["email"]
        assert "alerts" not in Client().get("/readyz").json()

    def test_stays_ready_when_alerts_are_late(self, settings: LazySettings) -> None:
        settings.REDIS_URL = ""

        assert Client().get("/readyz", headers=TOKEN).status_code == 200
