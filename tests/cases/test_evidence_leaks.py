"""Nothing of a file stands anywhere in the clear: its words, what hides in it, or its name."""

import logging
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from pytest_django import Settings

from backend.accounts.models import User
from cases.actions import evidence
from cases.models import AdvocacyCase, Evidence
from tests.cases.evidence_room import NOW, a_case, keep_in
from tests.factories import AddressFactory, leader
from tests.files import samples
from tests.files.samples import CANARY
from tests.interface import program
from tests.notifications.stage import follows, pass_on, send_all
from tests.web.browser import browser_of

KINDS: dict[str, Callable[[], bytes]] = {
    "photo": samples.jpeg,
    "document": samples.pdf,
    "voice": samples.m4a,
    "text": lambda: b"They kept her passport. " + CANARY,
}


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return keep_in(tmp_path, settings)


def everything_in_the_database() -> bytes:
    """Return every value of every table, as a dump would hold it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found += [value for row in cursor.fetchall() for value in row]
    return b"\n".join(_written(value) for value in found)


def _written(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def send_and_open(case: AdvocacyCase, by: User, content: bytes) -> None:
    """Send a file by page and by program, under a name that tells much, and open both."""
    browser, page = browser_of(by), reverse("cases:case-evidence", args=[case.pk])
    name = f"{CANARY.decode()}.jpg"
    browser.post(page, {"id": str(uuid4()), "file": SimpleUploadedFile(name, content)})
    program(by).post(
        "/api/v1/evidence/",
        {"case": str(case.pk), "file": SimpleUploadedFile(name, content + b"\n")},
        format="multipart",
        headers={"Idempotency-Key": str(uuid4())},
    )
    for one in Evidence.objects.all():
        assert browser.get(reverse("cases:evidence-copy", args=[one.pk])).status_code == 200
        assert browser.get(reverse("cases:evidence-original", args=[one.pk])).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_stands_nowhere_in_the_clear(
    folder: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    case = a_case()
    champa, dao = leader(case.network), leader(case.network)
    AddressFactory.create(user=dao, plain="dao@example.org")
    follows(dao, case)
    content = KINDS[kind]()
    assert CANARY in content or kind == "document", "its words are folded"

    with caplog.at_level(logging.DEBUG):
        send_and_open(case, champa, content)
        pass_on()
        send_all()

    assert Evidence.objects.count() == 2
    assert mail.outbox, "a letter to be searched"
    places = {
        "the database": everything_in_the_database(),
        "the disk": b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()),
        "the logs": caplog.text.encode(),
        "the mails": b"".join(letter.message().as_bytes() for letter in mail.outbox),
    }
    assert len(places["the disk"]) > 4 * 60
    for place, said in places.items():
        assert CANARY not in said, place
        assert b"JFIF" not in said, place


@pytest.mark.usefixtures("folder")
def test_no_child_is_told_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    plain = subprocess.Popen

    def noted(*args: Any, **options: Any) -> Any:
        seen.append(options["env"])
        return plain(*args, **options)

    monkeypatch.setattr(subprocess, "Popen", noted)
    case = a_case()

    new = evidence.NewEvidence(id=uuid4(), content=samples.jpeg())
    evidence.add(case, new, by=leader(case.network), now=NOW)

    assert seen == [{}]
