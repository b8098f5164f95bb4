"""What people read while PostgreSQL is away; a port where nobody listens is the real thing."""

import os
import subprocess
import sys
from textwrap import dedent

import pytest
from django.conf import settings

NOWHERE = "postgres://saphan:not-to-be-told@127.0.0.1:1/saphan"
ASK = dedent("""
    import django
    django.setup()
    from django.test import Client
    for path in ("/law-reviews/", "/api/v1/law-reviews/"):
        client = Client(raise_request_exception=False, headers={"Authorization": "Token any"})
        answer = client.get(path)
        said = answer.headers
        print(path, answer.status_code, said["Retry-After"], said["Content-Type"])
""")


def run(*arguments: str, database: str = NOWHERE) -> subprocess.CompletedProcess[str]:
    told = {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "backend.settings",
        "SECRET_KEY": "tests-only",
        "ALLOWED_HOSTS": "testserver",
    }
    return subprocess.run(  # noqa: S603  # this Python, and nothing from outside
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        check=False,
    )


class TestACommand:
    def test_says_in_one_line_what_was_tried_and_what_to_do(self) -> None:
        outcome = run("manage.py", "migrate")

        assert outcome.returncode == 1
        assert outcome.stdout == ""
        (line,) = outcome.stderr.strip().splitlines()
        assert "'saphan' at 127.0.0.1:1" in line
        assert "DATABASE_URL" in line
        assert "not-to-be-told" not in line

    def test_says_in_one_line_that_an_address_is_none(self) -> None:
        outcome = run("manage.py", "migrate", database="nonsense")

        (line,) = outcome.stderr.strip().splitlines()
        assert line.startswith("DATABASE_URL does not name a database.")

    def test_still_crashes_openly_over_what_it_does_not_know(self) -> None:
        outcome = run("manage.py", "migrate", "no_such_app", database="sqlite:///:memory:")

        assert outcome.returncode == 1
        assert "no_such_app" in outcome.stderr


@pytest.fixture(scope="module")
def asked() -> subprocess.CompletedProcess[str]:
    return run("-c", ASK)


class TestThePages:
    def test_answer_that_they_are_away_and_when_to_come_again(
        self, asked: subprocess.CompletedProcess[str]
    ) -> None:
        assert asked.stdout.splitlines() == [
            "/law-reviews/ 503 15 text/html; charset=utf-8",
            "/api/v1/law-reviews/ 503 15 application/problem+json",
        ]

    def test_leave_one_line_each_in_the_log(self, asked: subprocess.CompletedProcess[str]) -> None:
        said = [line for line in asked.stderr.splitlines() if "UserWarning" not in line]
        lines = [line for line in said if "PostgreSQL cannot be reached" in line]
        assert len(lines) == 2
        assert "Traceback" not in asked.stderr
