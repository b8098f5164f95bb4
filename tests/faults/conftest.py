"""What the tests of faults stand on: a provider in a process of its own, and an empty broker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings

from tests.faults.services import OwnRedis, own_redis, ringing_at
from tests.faults.stub import Stub, stub


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Stub]:
    with stub(tmp_path / "provider") as one:
        yield one


@pytest.fixture(autouse=True)
def _quiet_broker() -> None:
    """Begin with nothing rung for."""
    redis.Redis.from_url(settings.REDIS_URL).flushdb()


@pytest.fixture
def rings_at() -> Iterator[OwnRedis]:
    """Let this process ring at a Redis of its own."""
    with own_redis() as one, ringing_at(one.url):
        yield one
