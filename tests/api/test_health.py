import pytest
from django.conf import LazySettings
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries

WHERE = "10.0.0.7"

pytestmark = pytest.mark.urls("tests.api.resource")


class TestHealthz:
    def test_is_alive_without_asking_the_database(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            answer = Client().get("/healthz")

        assert answer.status_code == 200
        assert answer.json() == {"status": "alive"}


class TestReadyz:
    def test_is_ready_with_an_embedded_broker(self, settings: LazySettings) -> None:
        settings.REDIS_URL = ""

        answer = Client().get("/readyz")

        assert answer.status_code == 200
        assert answer.json() == {
            "status": "ready",
            "parts": {"database": "ok", "migrations": "ok", "broker": "embedded"},
        }

    def test_says_that_the_broker_is_away_and_nothing_about_where(
        self, settings: LazySettings
    ) -> None:
        settings.REDIS_URL = "redis://:secret@127.0.0.1:1/0"

        answer = Client().get("/readyz")

        assert answer.status_code == 503
        assert answer.json()["parts"]["broker"] == "unreachable"
        assert int(answer["Retry-After"]) > 0
        assert "secret" not in answer.content.decode()
        assert "127.0.0.1" not in answer.content.decode()

    def test_says_that_a_migration_is_missing(self, settings: LazySettings) -> None:
        settings.REDIS_URL = ""
        MigrationRecorder.Migration.objects.filter(app="api").delete()

        answer = Client().get("/readyz")

        assert answer.status_code == 503
        assert answer.json()["parts"]["migrations"] == "pending"

    def test_says_that_the_database_is_away(
        self, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.REDIS_URL = ""

        def fail(*_args: object) -> None:
            raise OperationalError(WHERE)

        monkeypatch.setattr(MigrationRecorder, "applied_migrations", fail)

        answer = Client().get("/readyz")

        assert answer.status_code == 503
        assert answer.json()["parts"]["database"] == "unreachable"
        assert WHERE not in answer.content.decode()

    @pytest.mark.services
    def test_finds_the_broker(self) -> None:
        assert Client().get("/readyz").json()["parts"]["broker"] == "ok"
