"""The story that ``make run`` tells."""

import datetime as dt
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import requests
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from requests.adapters import HTTPAdapter

from backend.sample.story.caller import NoAnswer
from backend.sample.story.mail import Mail, mails_in
from backend.sample.story.plot import Story
from backend.sample.story.telling import Teller
from cases.models import AdvocacyCase, LawReview, Milestone
from cases.stages import Stage
from notifications.actions import delivering, fanout
from notifications.clock import database_now

RULE = "-" * 79
MAIL = (
    f"Subject: \n =?utf-8?q?=E2=80=9CNews=E2=80=9D?=\nTo: leader.th@example.org\n\nText\n{RULE}\n"
)


class TestMailsIn:
    def test_names_file_reader_and_subject(self, tmp_path: Path) -> None:
        (tmp_path / "1.log").write_text(MAIL)

        assert mails_in(tmp_path) == [Mail("1.log", "leader.th@example.org", "“News”")]

    def test_reads_several_mails_of_one_file(self, tmp_path: Path) -> None:
        (tmp_path / "1.log").write_text(MAIL + MAIL)

        assert len(mails_in(tmp_path)) == 2

    def test_leaves_out_what_is_still_being_written(self, tmp_path: Path) -> None:
        (tmp_path / "1.log").write_text(MAIL + MAIL[:30])

        assert len(mails_in(tmp_path)) == 1

    def test_finds_nothing_where_no_mail_ever_came(self, tmp_path: Path) -> None:
        assert mails_in(tmp_path / "mail") == []


class TestTeller:
    def test_goes_on_in_the_next_line(self) -> None:
        told: list[str] = []

        Teller(told.append).line("word " * 40)

        assert len(told) == 3
        assert all(len(line) <= 92 for line in told)

    def test_puts_columns_under_each_other(self) -> None:
        told: list[str] = []

        Teller(told.append).table([("a", "x"), ("long", "y")])

        assert told == ["    a     x", "    long  y"]


def work(_seconds: float) -> None:
    """Do what a worker does meanwhile."""
    for event_id in fanout.waiting(now=database_now()):
        fanout.fan_out(event_id, now=database_now())
    delivering.deliver_due(now=database_now())


class InProcess(HTTPAdapter):
    """The line to the server, without a server: each request is answered in this process."""

    def send(self, request: requests.PreparedRequest, **_options: Any) -> requests.Response:  # type: ignore[override]
        """Let Django answer; there is no line that could break."""
        django = Client(headers=dict(request.headers))
        content_type = request.headers.get("Content-Type", "")
        shown = django.generic(
            str(request.method), request.path_url, request.body or b"", content_type
        )
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = (
            shown.status_code,
            str(request.url),
            request,
        )
        answer.raw = BytesIO(shown.content)
        return answer


@pytest.fixture
def told() -> list[str]:
    """Return what the story says, as it says it."""
    return []


@pytest.fixture
def story(
    tmp_path: Path, told: list[str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Story:
    """Return the story before it is told, in a house where mail goes to files."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    monkeypatch.setattr(HTTPAdapter, "send", InProcess.send)
    return Story(
        url="http://testserver",
        mail_folder=tmp_path,
        today=timezone.now().date(),
        teller=Teller(told.append),
        pause=work,
    )


@pytest.mark.usefixtures("sample")
class TestStory:
    def test_is_told_to_the_end(self, story: Story, told: list[str]) -> None:
        story.tell()

        text = "\n".join(told)
        assert re.search(r"TH-\d{4}-\d{4}", text)
        assert "organiser.th is told after" in text
        assert "leader.th is told after" in text
        assert text.count("organiser.th@example.org") == 2

    def test_can_be_told_again(self, story: Story) -> None:
        story.tell()
        story.tell()

        assert AdvocacyCase.objects.filter(title__contains="sample story").count() == 2
        assert Milestone.objects.filter(stage=Stage.CONTEXT, status="reached").count() == 2

    def test_leaves_the_review_where_its_sources_left_it(self, story: Story) -> None:
        story.tell()

        review = LawReview.objects.with_stage().get(slug="th-section-33")
        assert review.stage == Stage.CONSULTATION
        assert review.stage_since == dt.date(2025, 2, 16)


class TestStoryWithoutServer:
    def test_says_so_where_nobody_answers(self, tmp_path: Path) -> None:
        story = Story(
            url="http://127.0.0.1:9",
            mail_folder=tmp_path,
            today=dt.date(2026, 11, 22),
            teller=Teller(lambda _line: None),
            patience=0,
        )

        with pytest.raises(NoAnswer, match="does not answer"):
            story.tell()
