"""A person's program that speaks to the HTTP API."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any, Self
from uuid import uuid4

import requests

from backend.sample import SAMPLE_PASSWORD

_PATIENCE_SECONDS = 15


class StoryBroken(Exception):
    """The story cannot go on; the text says why in one line."""


class NoAnswer(StoryBroken):
    """Nobody listens, or not any more."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} does not answer. `make run` starts Saphan.")


class NotDone(StoryBroken):
    """A request was refused."""

    def __init__(self, answer: requests.Response, *, username: str) -> None:
        asked = f"{username}: {answer.request.method} {answer.url}"
        super().__init__(f"{asked}: {answer.status_code} {_reason(answer)}".rstrip())


class Caller:
    """One person, signed in by token as long as the ``with`` block lasts."""

    def __init__(self, url: str, *, username: str) -> None:
        self.username = username
        self._root = f"{url.rstrip('/')}/api/v1/"
        self._session = _direct()
        # The terminal is read in English, whatever language her account has.
        self._session.headers["Accept-Language"] = "en"

    def __enter__(self) -> Self:
        me = {"username": self.username, "password": SAMPLE_PASSWORD}
        try:
            token = self.post("auth/token/", **me)["token"]
        except StoryBroken:
            self._session.close()
            raise
        self._session.headers["Authorization"] = f"Token {token}"
        return self

    def __exit__(self, *_how: object) -> None:
        with suppress(StoryBroken):  # the server may be on its way out
            self._send("DELETE", "auth/token/")
        self._session.close()

    def list(self, resource: str, **filters: str) -> list[dict[str, Any]]:
        """Return the first page of a resource."""
        rows: list[dict[str, Any]] = self._send("GET", resource, params=filters)["results"]
        return rows

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        """Do something, once: the key makes a repeat over a bad line harmless."""
        answer: dict[str, Any] = self._send(
            "POST", path, json=body, headers={"Idempotency-Key": str(uuid4())}
        )
        return answer

    def _send(self, method: str, path: str, **parts: Any) -> Any:
        try:
            answer = self._session.request(
                method, self._root + path, timeout=_PATIENCE_SECONDS, **parts
            )
        except requests.RequestException as silence:
            raise NoAnswer(self._root) from silence
        if not answer.ok:
            raise NotDone(answer, username=self.username)
        return answer.json() if answer.status_code != HTTPStatus.NO_CONTENT else None


def is_up(url: str) -> bool:
    """Say whether Saphan answers at ``url``."""
    with _direct() as session:
        try:
            return session.get(f"{url}/healthz", timeout=1).ok
        except requests.RequestException:
            return False


def _direct() -> requests.Session:
    """Return a session past any proxy: none has business between us and this machine."""
    session = requests.Session()
    session.trust_env = False
    return session


def _reason(answer: requests.Response) -> str:
    """Return what problem details say, if the answer holds any."""
    try:
        problem = answer.json()
    except requests.JSONDecodeError:
        return ""
    errors = [f"{name}: {' '.join(said)}" for name, said in problem.get("errors", {}).items()]
    return " ".join([problem.get("detail", ""), *errors])
