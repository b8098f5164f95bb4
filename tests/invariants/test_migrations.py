"""True of every migration, on a database of its own: forth, back to nothing, and forth again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

SCRATCH = "scratch"
APPEND_ONLY = {
    "audit_event",
    "audit_read",
    "cases_consent",
    "cases_consentuse",
    "cases_custody",
    "cases_milestonemove",
    "cases_stageevent",
    "cases_withdrawal",
    "cases_workersword",
}

LOADER = MigrationLoader(None, ignore_no_migrations=True)
LABELS = sorted(
    config.label
    for config in apps.get_app_configs()
    if config.name in settings.FIRST_PARTY_APPS and config.label in LOADER.migrated_apps
)


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """Give an empty database: a file on SQLite, a schema of its own on PostgreSQL."""
    described = dict(connection.settings_dict)
    if connection.vendor == "sqlite":
        described["NAME"] = tmp_path / "scratch.sqlite3"
    else:
        options = f"-c search_path={SCRATCH}"
        described["OPTIONS"] = described["OPTIONS"] | {"options": options}
    connections.settings[SCRATCH] = described
    empty = connections[SCRATCH]
    empty.connect()  # by itself a test may open no database but its own
    _start(empty)
    yield empty
    _end(empty)
    del connections[SCRATCH]
    del connections.settings[SCRATCH]


def _start(database: BaseDatabaseWrapper) -> None:
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCRATCH} CASCADE")
            cursor.execute(f"CREATE SCHEMA {SCRATCH}")


def _end(database: BaseDatabaseWrapper) -> None:
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {SCRATCH} CASCADE")
    database.close()


def migrate(database: BaseDatabaseWrapper, *, to: str | None = None) -> None:
    """Migrate our apps, and what they need, to the newest state or with ``to="zero"`` to none."""
    executor = MigrationExecutor(database)
    goals = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] in LABELS]
    executor.migrate([(label, None) for label in LABELS] if to == "zero" else goals)


def tables_of(database: BaseDatabaseWrapper) -> set[str]:
    with database.cursor() as cursor:
        found = database.introspection.table_names(cursor)
    return {name for name in found if name.split("_")[0] in LABELS}


TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT trigger_name FROM information_schema.triggers"
    " WHERE trigger_schema = current_schema()",
}


def triggers_of(database: BaseDatabaseWrapper) -> set[str]:
    with database.cursor() as cursor:
        cursor.execute(TRIGGERS[database.vendor])
        return {name for (name,) in cursor.fetchall()}


class TestEveryMigration:
    def test_is_written_once_models_change(self) -> None:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)

    @pytest.mark.parametrize("label", LABELS)
    def test_follows_just_one_other_of_its_app(self, label: str) -> None:
        mine = [key for key in LOADER.graph.nodes if key[0] == label]
        parents = {
            key: [one for one in LOADER.graph.node_map[key].parents if one.key[0] == label]
            for key in mine
        }

        assert [key for key, before in parents.items() if len(before) > 1] == []
        assert len(LOADER.graph.leaf_nodes(label)) == 1

    @pytest.mark.parametrize("label", LABELS)
    def test_that_is_the_newest_is_named_in_a_file_so_that_two_branches_conflict(
        self, label: str
    ) -> None:
        folder = Path(apps.get_app_config(label).path) / "migrations"

        ((_label, newest),) = LOADER.graph.leaf_nodes(label)

        assert (folder / "max_migration.txt").read_text().strip() == newest

    def test_can_be_taken_back_and_made_again(self, scratch: BaseDatabaseWrapper) -> None:
        migrate(scratch)
        first = tables_of(scratch), triggers_of(scratch)

        migrate(scratch, to="zero")
        left = tables_of(scratch), triggers_of(scratch)
        migrate(scratch)

        assert left == (set(), set())
        assert (tables_of(scratch), triggers_of(scratch)) == first
        assert triggers_of(scratch) == {
            f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")
        }
