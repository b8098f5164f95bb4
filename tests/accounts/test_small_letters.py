"""The migration that writes every handle in small letters."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from backend.accounts.models import User
from tests.factories import person

write_small = import_module(
    "backend.accounts.migrations.0002_text_size_and_small_letters"
).write_small


@pytest.fixture
def _as_before() -> Iterator[None]:
    """Take the rule away under which no such handle could be kept."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        return
    rule = next(one for one in User._meta.constraints if one.name.endswith("small_letters"))
    with connection.schema_editor() as editor:  # undone with the test's transaction
        editor.remove_constraint(User, rule)
    yield


@pytest.mark.usefixtures("_as_before")
class TestTheMigration:
    def test_keeps_who_is_in_small_letters_and_rewrites_the_others(self) -> None:
        champa, malee = person("Champa.TH"), person("malee")

        write_small(apps, None)

        champa.refresh_from_db()
        malee.refresh_from_db()
        assert (champa.username, malee.username) == ("champa.th", "malee")

    def test_stops_where_two_would_become_one_and_names_them(self) -> None:
        person("Champa")
        person("champa")

        with pytest.raises(RuntimeError, match="champa"):
            write_small(apps, None)

        assert {user.username for user in User.objects.all()} == {"Champa", "champa"}
