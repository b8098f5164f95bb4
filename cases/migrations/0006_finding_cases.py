"""Indexes by which a list of a million cases is found in as fast as one of a thousand."""

from django.db import migrations, models

# As Django writes “contains, in whichever case”. SQLite reads the whole table and is small.
WORDS = """
CREATE INDEX cases_case_words ON cases_advocacycase USING gin (
    upper(title) {ops}, upper(summary) {ops}, upper(reference) {ops}
)
"""
# The extension may have been added before, to a schema in which nobody looks by itself.
WHERE = """
SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
WHERE extname = 'pg_trgm'
"""


def add_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        # Trusted: the owner of the database may add it. It stays, for others may use it too.
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(WHERE)
            (schema,) = cursor.fetchone()
        schema_editor.execute(WORDS.format(ops=f"{schema}.gin_trgm_ops"))


def drop_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX cases_case_words")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_milestone_fact"),
    ]

    operations = [
        migrations.RunPython(add_words, drop_words),
        migrations.AddIndex(
            model_name="advocacycase",
            index=models.Index(fields=["title", "id"], name="cases_case_by_title"),
        ),
    ]
