"""Databases of a bench's own, on the server of ``DATABASE_URL`` or the usual local port."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import django
import psycopg
from django.core.management import call_command

SERVER = urlsplit(os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432")


@contextmanager
def database(name: str) -> Iterator[str]:
    """Give the address of an empty database; drop it in the end, also when interrupted."""
    with psycopg.connect(SERVER._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield SERVER._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def move_in(address: str, *, broker: str = "") -> None:
    """Make this process a Saphan on the database at ``address``, its tables made and empty."""
    os.environ |= {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "backend.settings",
        "SECRET_KEY": "bench",
        "LOG_LEVEL": "ERROR",
        "THROTTLE_USER": "1000000/min",
        "ALLOWED_HOSTS": "testserver",
    }
    os.environ["REDIS_URL"] = broker
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
