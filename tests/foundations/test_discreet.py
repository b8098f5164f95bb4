"""The log says what happened, and never what somebody wrote."""

import logging
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.test import Client

from backend.discreet import Discreet, NoSecretsInPaths
from tests import factories

CANARY = "zqcanary"


def logged(error: Exception) -> str:
    """Return what the log says of an error that was raised."""
    try:
        raise error  # noqa: TRY301  # so that it has a place
    except Exception:  # noqa: BLE001  # whatever it is
        return Discreet().formatException(sys.exc_info())


class TestAnError:
    def test_is_told_by_place_and_type_without_its_message(self) -> None:
        said = logged(ValueError(CANARY))

        assert CANARY not in said
        assert "builtins.ValueError" in said
        assert "test_discreet.py" in said

    def test_of_the_database_names_no_value(self) -> None:
        factories.person(CANARY)
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            factories.person(CANARY)

        said = logged(refused.value)

        assert CANARY not in said
        assert "IntegrityError" in said

    def test_that_led_to_another_is_told_too(self) -> None:
        later = ValueError(CANARY)
        later.__cause__ = KeyError(CANARY)

        assert [name in logged(later) for name in ("KeyError", CANARY)] == [True, False]

    def test_of_a_setting_keeps_its_words(self) -> None:
        assert "SECRET_KEY" in logged(ImproperlyConfigured("SECRET_KEY is not set"))


class TestAnAddress:
    @pytest.mark.parametrize(
        ("path", "shown"),
        [
            ("/join/Zk3v9Qw8sT1xYb6nLr0pUa7d/", "/join/…/"),
            ("/cases/8c1f2a34-1111-4222-8333-123456789abc/", None),
            ("/networks/champa/", None),
        ],
    )
    def test_is_logged_without_its_secret(self, path: str, shown: str | None) -> None:
        record = logging.LogRecord("django", 30, "", 0, "%s: %s", ("Not Found", path), None)

        NoSecretsInPaths().filter(record)

        assert record.getMessage() == f"Not Found: {shown or path}"


class TestAPageThatFails:
    def test_writes_nothing_that_was_typed(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_args: object, **_more: object) -> None:
            raise ValueError(CANARY)

        monkeypatch.setattr("backend.web.door.views.known.device_of", fail)
        browser = Client(raise_request_exception=False)

        answer = browser.post("/sign-in/", {"username": CANARY, "password": f"{CANARY}-pass"})

        assert answer.status_code == 500
        assert CANARY not in answer.content.decode() + capsys.readouterr().err
