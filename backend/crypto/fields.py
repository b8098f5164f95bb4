"""A column that holds nothing but what was sealed for its own row."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup


class Sealed(bytes):
    """Bytes that came out of sealing. What is written in plain text is none."""


class NotSealed(TypeError):
    """Somebody wrote plain text into a sealed column, or looked for some in it."""


class SealedField(models.BinaryField[Any, Any]):
    """Keeps ``Sealed`` bytes, and refuses plain ones and every search but for emptiness.

    Nothing is opened by reading the attribute: whoever needs the content asks for it by name,
    and so each opening can be recorded.
    """

    def get_db_prep_value(
        self,
        value: Any,
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: FBT001, FBT002  # Django calls it so
    ) -> Any:
        if value is not None and not isinstance(value, Sealed):
            message = f"{self.name} takes what was sealed and nothing else"
            raise NotSealed(message)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        """Find by emptiness alone; the same text is never sealed to the same bytes."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
