"""What every test stands on: a database, a worker's tasks, an empty cache."""

from collections.abc import Iterator, Sequence

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management.color import Style
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from backend.celery import app

# The same examples each time and no clock: a run tells of a change, not of the day or the machine.
hypothesis.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("same")


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Let every test use the database."""


@pytest.fixture(autouse=True)
def _empty_cache(_database: None) -> None:
    """Forget what an earlier test counted; no flush does, since the cache's table has no model."""
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _worker_modules() -> None:
    """Register the tasks the way a worker does when it starts."""
    app.loader.import_default_modules()


@pytest.fixture(scope="session", autouse=True)
def _append_only_tables_can_be_flushed() -> Iterator[None]:
    """Lift SQLite's append-only triggers while a transactional test is cleaned up.

    PostgreSQL empties tables by TRUNCATE, at which row triggers do not fire.
    """
    if connection.vendor != "sqlite":
        yield
        return
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_without_triggers(self: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {self.quote_name(name)}")
            flush(self, sql_list)
            for _, sql in triggers:
                cursor.execute(sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", flush_without_triggers)
        yield


@pytest.fixture(scope="session", autouse=True)
def _only_what_was_written_is_flushed() -> Iterator[None]:
    """Empty only the tables that hold something after a transactional test, and row by row.

    PostgreSQL takes many times as long to truncate all of them, and nearly all are empty.
    """
    if connection.vendor != "postgresql":
        yield
        return

    def flush_written(
        self: BaseDatabaseOperations, _style: Style, tables: Sequence[str], **_options: bool
    ) -> list[str]:
        quoted = [self.quote_name(name) for name in tables]
        any_row = (f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in quoted)  # noqa: S608
        with self.connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(any_row))
            written = [name for (name,) in cursor.fetchall()]
        return [
            *(f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in written),
            *(f"DELETE FROM {name}" for name in written),  # noqa: S608  # our own tables
            "SET CONSTRAINTS ALL IMMEDIATE",
            *(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in written),
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.ops), "sql_flush", flush_written)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep each file in one process, so that what its tests share is made once.

    Tests in the browser say themselves what belongs together.
    """
    for item in items:
        if item.get_closest_marker("browser") is None:
            place = item.path.relative_to(item.config.rootpath)
            item.add_marker(pytest.mark.xdist_group(str(place)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Refuse to run, rather than skip, what needs services nobody named."""
    if item.get_closest_marker("services") is None:
        return
    if connection.vendor != "postgresql" or not settings.REDIS_URL:
        pytest.fail(
            "This test needs PostgreSQL and Redis: name them by DATABASE_URL and REDIS_URL, "
            "or leave it out with -m 'not services'.",
            pytrace=False,
        )
