"""Requests to addresses that people give us: only into the public internet, never into the house.

A name is looked up once, here, and the connection goes to what was found: a name that answers
differently the second time (DNS rebinding) gains nothing. Redirects are not followed.
"""

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError


class NotPublic(requests.exceptions.InvalidURL):
    """The address leads into a private network, or to nothing."""


def check(url: str) -> None:
    """Let a URL pass that may be asked: HTTPS, a name in the public internet, no user name.

    Names listed in ``OUTGOING_ALLOWED_HOSTS`` may be private, and plain HTTP.

    Raises:
        NotPublic: it may not.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError as broken:
        raise NotPublic from broken
    if parts.username or parts.password or parts.fragment:
        raise NotPublic
    if host in settings.OUTGOING_ALLOWED_HOSTS:
        return
    if parts.scheme != "https":
        raise NotPublic
    allowed_address(host, port)


def allowed_address(host: str, port: int) -> str:
    """Look a name up and return one address of it; all of them have to be public."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, proto=6)}
    except (OSError, UnicodeError) as unknown:
        raise NotPublic from unknown
    is_allowed = host in settings.OUTGOING_ALLOWED_HOSTS
    if not found or not (is_allowed or all(map(_is_public, found))):
        raise NotPublic
    return min(found)


def _is_public(address: str) -> bool:
    known = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(known, "ipv4_mapped", None) or getattr(known, "sixtofour", None)
    return (mapped or known).is_global and not known.is_multicast


def _pinned(line: HTTPConnection, port: int) -> str:
    try:
        return allowed_address(line.host, line.port or port)
    except NotPublic as closed:
        raise NewConnectionError(line, "not public") from closed


class _Plain(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        self._dns_host = _pinned(self, 80)
        return super()._new_conn()


class _Secure(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        # The certificate is still checked against the name: only where we connect is pinned.
        self._dns_host = _pinned(self, 443)
        return super()._new_conn()


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class _Guarded(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}


def session() -> requests.Session:
    """Return a session that connects to nothing but the public internet."""
    guarded = requests.Session()
    guarded.mount("https://", _Guarded())
    guarded.mount("http://", _Guarded())
    return guarded
