"""Talking to the HTTP API as somebody, and reading what it answers."""

from typing import Any

from rest_framework.test import APIClient

from backend.accounts.models import User

API = "/api/v1/"
NOBODY = "00000000-0000-4000-8000-000000000000"
"""The id of nothing."""


def program(person: User) -> APIClient:
    """Return a program signed in for ``person``; a crash is its answer, 500."""
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(User.objects.get(pk=person.pk))
    return client


def read(person: User, path: str, **parameters: Any) -> Any:
    """Return what ``person`` reads at ``path``."""
    answer: Any = program(person).get(f"{API}{path}", parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()


def listed(person: User, path: str, **parameters: Any) -> list[str]:
    """Return the ids on the first page of a list."""
    return [row["id"] for row in read(person, path, **parameters)["results"]]


def post(person: User, path: str, **body: Any) -> Any:
    return program(person).post(f"{API}{path}", body)


def patch(person: User, path: str, *, tag: str = "*", **body: Any) -> Any:
    return program(person).patch(f"{API}{path}", body, headers={"If-Match": tag})


def tag_of(person: User, path: str) -> str:
    """Return the ETag ``person`` reads at ``path``."""
    tag: str = program(person).get(f"{API}{path}")["ETag"]
    return tag


def problem(answer: Any) -> dict[str, Any]:
    """Return a refusal, whose shape is the same everywhere."""
    assert answer["Content-Type"] == "application/problem+json", answer.content
    told: dict[str, Any] = answer.json()
    assert told["status"] == answer.status_code
    assert told["title"]
    return told


def wrong_fields(answer: Any) -> set[str]:
    """Return the fields that a 400 names."""
    assert answer.status_code == 400, answer.content
    return set(problem(answer)["errors"])
