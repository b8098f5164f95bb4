"""Requests to addresses that people give us: what is looked up is what is asked."""

import socket
from typing import Any

import pytest
from pytest_django import Settings

from notifications.channels import guard, http
from notifications.channels.base import NotTaking
from tests.notifications.channels.provider import Provider


def resolving_to(*answers: str) -> Any:
    """Return a resolver that gives these answers, one after the other."""
    waiting = list(answers)

    def look_up(_host: str, port: int, **_more: Any) -> list[Any]:
        found = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, port))]

    return look_up


class TestAName:
    def test_that_leads_elsewhere_the_second_time_gains_nothing(
        self, server: Provider, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Seen failing without ``_pinned``: the house's own server is asked."""
        port = server.url.rpartition(":")[2]
        monkeypatch.setattr(socket, "getaddrinfo", resolving_to("8.8.8.8", "127.0.0.1"))
        guard.check(f"https://rebinding.example:{port}/")

        with pytest.raises(NotTaking):
            http.ask("GET", f"http://rebinding.example:{port}/", session=guard.session())

        assert server.asked == []

    def test_of_which_one_address_is_private_is_private(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        both = [(2, 1, 6, "", (one, 443)) for one in ("8.8.8.8", "192.168.0.7")]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: both)

        with pytest.raises(guard.NotPublic):
            guard.check("https://two.example/")

    def test_of_the_internet_passes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(socket, "getaddrinfo", resolving_to("8.8.8.8"))

        guard.check("https://open.example/saphan?x=1")

    def test_that_the_house_allows_may_be_private(
        self, server: Provider, settings: Settings
    ) -> None:
        settings.OUTGOING_ALLOWED_HOSTS = ["127.0.0.1"]
        guard.check(server.url)

        assert http.ask("GET", server.url, session=guard.session()).is_fine
