"""INSERT … SELECT from query sets: rows for a hundred thousand people without loading one."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, UUIDField
from django.db.models.expressions import Combinable
from django.db.models.sql.compiler import SQLCompiler


class RandomUuid(Func):
    """A new random UUID (version 4) per row, made by the database."""

    function = "gen_random_uuid"
    output_field = UUIDField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        # 32 hexadecimal digits with the version and variant bits, as Django keeps UUIDs in SQLite.
        return self.as_sql(
            compiler,
            connection,
            template=(
                "(lower(hex(randomblob(6))) || '4' || substr(lower(hex(randomblob(2))), 2)"
                " || substr('89ab', 1 + (random() & 3), 1)"
                " || substr(lower(hex(randomblob(8))), 2))"
            ),
            **extra,
        )


def insert_select(
    model: type[models.Model], source: models.QuerySet[Any, Any], **columns: str | Combinable
) -> int:
    """Insert one row per row of ``source``; what exists already is left alone.

    ``columns`` names the fields of ``model`` and gives each a lookup or expression
    over ``source``. Returns how many rows were added.
    """
    quote = connection.ops.quote_name
    names = [quote(_column(model, name)) for name in columns]
    chosen = [F(value) if isinstance(value, str) else value for value in columns.values()]
    try:
        select, params = source.values_list(*chosen).query.sql_with_params()
    except EmptyResultSet:
        return 0  # nothing can fit, and Django has no SQL for that
    if not source.query.where:
        # SQLite takes ON for the beginning of a join where no WHERE stands before it.
        select = f"SELECT * FROM ({select}) AS source WHERE true"  # noqa: S608  # nosec  # the compiler wrote it, with its parameters apart
    sql = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(names)}) "
        f"{select} ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def _column(model: type[models.Model], name: str) -> str:
    """Return the column of a field: the field knows it once its model is ready."""
    field = model._meta.get_field(name)
    return str(field.get_attname_column()[1]) if isinstance(field, models.Field) else name
