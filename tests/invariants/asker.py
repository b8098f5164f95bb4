"""Asks for every route on behalf of everybody, and undoes what an answer did."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from backend.accounts.models import User
from tests.invariants.policy import SEEN_ON, STANDINGS
from tests.invariants.world import World
from tests.web.browser import browser_of

ANY_REQUEST_WRITES = ("accounts_session", "api_keptanswer")
MARKS = {404: ".", 403: "x", 401: "s", 405: "-"}
NO_SUCH_THING = "nothing with this id"


def routes(resolver: URLResolver | None = None, *spaces: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each route, or its pattern, and the arguments its address takes."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = [pattern.namespace] if pattern.namespace else []
            yield from routes(pattern, *spaces, *inner)
        elif isinstance(pattern, URLPattern):
            name = pattern.name or str(pattern.pattern)
            yield ":".join([*spaces, name]), [*pattern.pattern.regex.groupindex]


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody got: the letter of the table, all that was said, what was written."""

    letter: str
    said: str
    written: list[str]


class Asker:
    """Holds a session for everybody of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._sessions = {who: _session(person) for who, person in world.people.items() if person}
        self._client = Client(raise_request_exception=False)
        self._written: list[str] = []

    def ask(self, method: str, where: str, *, standing: str, **more: Any) -> Answer:
        """Send one request; whatever it changed is taken back."""
        self._client.cookies.clear()
        self._client.cookies.load({settings.SESSION_COOKIE_NAME: self._sessions.get(standing, "")})
        self._written = []
        with transaction.atomic(), connection.execute_wrapper(self._note):
            answer = getattr(self._client, method.lower())(where, **more)
            content = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
        # That an answer repeats the address it was asked for tells nobody anything.
        said = (content.decode(errors="replace") + str(dict(answer.headers))).replace(where, "")
        return Answer(_letter(answer, said, method), said, self._written)

    def _note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        is_write = sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if is_write and not any(table in sql for table in ANY_REQUEST_WRITES):
            self._written.append(sql[:60])
        return execute(sql, params, many, context)

    def leaks(self, answer: Answer, *, standing: str) -> list[str]:
        """Return what stands in an answer although its reader may not see it."""
        return [
            f"{standing} reads {kind} {side}"
            for (kind, side), words in self.world.canaries().items()
            if any(word in answer.said for word in words)
            and not may_see(kind, side, standing=standing)
        ]


def may_see(kind: str, side: str, *, standing: str) -> bool:
    return SEEN_ON[kind].get(side, "")[STANDINGS.index(standing)] == "+"


def _session(person: User) -> str:
    client = browser_of(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _letter(answer: HttpResponseBase, said: str, method: str) -> str:
    if answer.status_code == 302:
        return _letter_of_redirect(answer, method)
    if answer.status_code == 400 and NO_SUCH_THING in said:
        return "?"
    is_fine = answer.status_code < 500
    return MARKS.get(answer.status_code, "+" if is_fine else "!")


def _letter_of_redirect(answer: HttpResponseBase, method: str) -> str:
    if "next=" in answer.headers["Location"]:
        return "s"
    return ">" if method == "GET" else "+"
