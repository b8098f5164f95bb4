"""What is confided stands sealed wherever it is kept, and in clear nowhere else.

``confided`` types a canary into everything that is sealed under a case's key; it is looked for
in all that is kept, sent, queued and logged, also in hex, base64 and UTF-16.
"""

import base64
import json
import logging
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import redis
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from backend.accounts.models import Session, User
from backend.crypto.fields import SealedField
from notifications.actions import calendars
from notifications.models import Cadence, Channel, Preference
from tests.cases.confided import WORDS, Confided, confide, found_in
from tests.cases.evidence_room import files_in, keep_in
from tests.factories import AddressFactory
from tests.notifications.stage import LONG_AGO, follows, pass_on, send_all, whole
from tests.web.browser import browser_of, text_of

NEVER = {"a form that was sent back"}


@dataclass(frozen=True)
class Heard:
    """What a run through everything left behind."""

    here: Confided
    folder: Path
    shown: str
    """All that the pages answered to those who opened something."""
    logged: str


@pytest.fixture
def heard(tmp_path: Path, settings: Settings) -> Heard:
    """Confide everything, open it, and pass on to followers whatever is told of that."""
    with logged() as said:
        here, folder, shown = _happen(tmp_path, settings)
    return Heard(here, folder, shown, "\n".join(said))


@contextmanager
def logged() -> Iterator[list[str]]:
    """Take down all that is logged. ``caplog`` keeps nothing of what a fixture logged."""
    said: list[str] = []
    handler = logging.Handler(logging.DEBUG)
    handler.emit = lambda record: said.append(handler.format(record))  # type: ignore[method-assign]
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield said
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


def _happen(tmp_path: Path, settings: Settings) -> tuple[Confided, Path, str]:
    folder = keep_in(tmp_path / "store", settings)
    here = confide()
    for somebody in (here.may, here.ally, here.karin):
        follows(somebody, here.case, created_at=LONG_AGO)
        AddressFactory.create(user=somebody, channel=Channel.EMAIL, plain=f"{somebody}@example.org")
        Preference.objects.create(
            user=somebody, kind="", channel=Channel.EMAIL, cadence=Cadence.NOW
        )
        calendars.renew(by=somebody, now=timezone.now())
    shown = "".join(opened(here, by=somebody) for somebody in (here.may, here.ally, here.karin))
    pass_on()
    send_all()
    return here, folder, shown


def opened(here: Confided, *, by: User) -> str:
    """Open what there is, as far as the pages let her."""
    browser, reason = browser_of(by), {"reason": "She asked us to read it."}
    pages = [("testimony", here.told), ("open-identity", here.identity)]
    answers = [browser.post(reverse(f"cases:{page}", args=[one.pk]), reason) for page, one in pages]
    file = browser.get(reverse("cases:evidence-copy", args=[here.file.pk]))
    content = b"".join(getattr(file, "streaming_content", [])) if file.streaming else file.content
    return "".join(text_of(answer) for answer in answers) + content.decode(errors="replace")


def sealed_columns() -> list[tuple[Any, str]]:
    """Return each column that is sealed under the key of a case."""
    return [
        (model, field.attname)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    ]


def the_whole_database() -> bytes:
    """Return what a backup holds: every table, and the journal of SQLite with it."""
    if connection.vendor == "sqlite":
        content: bytes = connection.connection.serialize()
        return content
    place = connection.settings_dict
    dump = subprocess.run(  # noqa: S603  # our own command
        ["pg_dump", "--no-owner", f"--dbname={place['NAME']}"],  # noqa: S607
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "PGHOST": place["HOST"] or "",
            "PGPORT": str(place["PORT"] or ""),
            "PGUSER": place["USER"] or "",
            "PGPASSWORD": place["PASSWORD"] or "",
        },
        check=True,
        capture_output=True,
    )
    return dump.stdout


class TestTheCanaries:
    def test_were_typed_into_every_sealed_column_and_can_be_read_again(self, heard: Heard) -> None:
        """A new sealed column fails here until ``confided`` types something into it."""
        columns = sealed_columns()

        empty = [
            f"{model._meta.label}.{name}"
            for model, name in columns
            if not model.objects.exclude(**{f"{name}__isnull": True}).exists()
        ]

        assert columns
        assert empty == []
        assert found_in(heard.shown) == WORDS.keys() - NEVER - {"the testimony it corrects"}

    @pytest.mark.parametrize(
        "written",
        [WORDS["a name"].encode(), WORDS["a name"].encode().hex().encode()],
        ids=["plain", "hex"],
    )
    def test_would_be_found(self, written: bytes) -> None:
        assert found_in(b"xyz" + written + b"z") == {"a name"}

    def test_would_be_found_where_they_are_shown_in_base64(self) -> None:
        for before in range(4):
            coded = base64.b64encode(b"x" * before + WORDS["a file"].encode() + b"yz")

            assert found_in(coded) == {"a file"}


class TestWhatIsKept:
    @pytest.mark.django_db(transaction=True)
    def test_in_the_database_is_sealed(self, heard: Heard) -> None:
        """Seen failing with the text of a testimony written as it is."""
        dump = the_whole_database()

        assert heard.here.case.reference.encode() in dump
        assert found_in(dump) == set()

    def test_in_the_store_of_files_is_sealed(self, heard: Heard) -> None:
        kept = files_in(heard.folder)

        assert len(kept) == 2
        assert set().union(*(found_in(file.read_bytes()) for file in kept)) == set()

    @pytest.mark.usefixtures("heard")
    def test_of_sessions_holds_none(self) -> None:
        sessions = [json.dumps(one.get_decoded()) for one in Session.objects.all()]

        assert sessions
        assert found_in("".join(sessions)) == set()


class TestWhatLeaves:
    def test_by_mail_and_into_logs_carries_none(self, heard: Heard) -> None:
        """Seen failing with a testimony logged as it is opened."""
        mails = "\n".join(whole(one) for one in mail.outbox)

        assert f"{heard.here.karin}@example.org" in mails  # something did leave
        assert found_in(mails) == set()
        assert "Unprocessable" in heard.logged  # the form that was sent back
        assert found_in(heard.logged) == set()

    def test_by_a_calendar_carries_none(self, heard: Heard) -> None:
        for somebody in (heard.here.may, heard.here.ally, heard.here.karin):
            token = calendars.token_of(somebody)

            answer = Client().get(f"/calendar/{token}.ics")

            assert answer.status_code == 200
            assert found_in(answer.content) == set()

    def test_when_something_breaks_says_nothing_of_it(
        self, heard: Heard, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Neither the answer nor the log of an error repeats what she typed."""
        browser = Client(raise_request_exception=False)
        browser.cookies = browser_of(heard.here.may).cookies
        said = {"reason": WORDS["a form that was sent back"]}
        type(heard.here.told).objects.filter(pk=heard.here.told.pk).update(
            text=type(heard.here.told.text)(b"altered" * 9)
        )

        answer = browser.post(reverse("cases:testimony", args=[heard.here.told.pk]), said)

        assert answer.status_code >= 400
        assert found_in(answer.content) <= NEVER
        assert found_in(caplog.text) == set()


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
class TestWhatIsQueued:
    @pytest.fixture
    def listening(self) -> Iterator[Any]:
        client = redis.Redis.from_url(settings.CELERY_BROKER_URL)
        with client.monitor() as monitor:  # type: ignore[no-untyped-call]
            yield monitor

    def test_carries_none(self, listening: Any, request: pytest.FixtureRequest) -> None:
        """Everything that is sent to Redis while all is told, and all that lies there."""
        request.getfixturevalue("heard")
        client = redis.Redis.from_url(settings.CELERY_BROKER_URL)
        client.echo("that is all")

        said = []
        for command in listening.listen():
            said.append(str(command["command"]))
            if "that is all" in said[-1]:
                break
        kept = b"".join(client.dump(key) or b"" for key in client.scan_iter())

        assert len(said) > 1  # something was sent
        assert found_in("\n".join(said)) == set()
        assert found_in(kept) == set()
