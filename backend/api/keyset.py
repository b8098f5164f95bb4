"""Pages by place, not by number: what comes after a row, at the same cost at any depth."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.db.models import BooleanField, Expression, F, Field, Func, Model, Q, QuerySet, Value
from django.db.models.expressions import OrderBy
from django.utils.crypto import salted_hmac

Rows = QuerySet[Any, Any]
_NOTHING = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Term:
    """One part of an ordering. Rows without a value come last, in both directions."""

    name: str
    descending: bool
    field: Field[Any, Any] | None
    """The column of the model's own table, where it is one."""

    @property
    def is_nullable(self) -> bool:
        return self.field is None or self.field.null

    def order(self, *, backwards: bool) -> OrderBy:
        # Only where there can be nulls: an index is in the plain order.
        last = (self.is_nullable and not backwards) or None
        first = (self.is_nullable and backwards) or None
        descending = self.descending != backwards
        return OrderBy(F(self.name), descending=descending, nulls_first=first, nulls_last=last)

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def further(self, value: Any, *, backwards: bool) -> Q:
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if backwards else _NOTHING
        lookup = "lt" if self.descending != backwards else "gt"
        beyond = Q(**{f"{self.name}__{lookup}": value})
        if self.is_nullable and not backwards:
            beyond |= Q(**{f"{self.name}__isnull": True})
        return beyond


class Beyond(Func):
    """The row comparison ``(a, b) > (x, y)``, which an index on (a, b) answers directly."""

    output_field = BooleanField()

    def __init__(self, *expressions: Expression | F, operator: str) -> None:
        super().__init__(*expressions)
        self.operator = operator

    def as_sql(  # type: ignore[override]
        self, compiler: Any, _connection: Any, **_context: Any
    ) -> tuple[str, list[Any]]:
        parts = [compiler.compile(expression) for expression in self.get_source_expressions()]
        texts, half = [sql for sql, _ in parts], len(parts) // 2
        sql = f"({', '.join(texts[:half])}) {self.operator} ({', '.join(texts[half:])})"
        return sql, list(chain.from_iterable(params for _, params in parts))


def terms_of(rows: Rows) -> tuple[Term, ...]:
    """Return the ordering of ``rows``, ended by the id so that no two rows share a place."""
    names = [str(name) for name in rows.query.order_by]
    id_name = rows.model._meta.pk.name
    bare = [name.removeprefix("-") for name in names]
    if id_name not in bare and "pk" not in bare:
        # In the direction of the last term, as a common index has it.
        sign = "-" if names and names[-1].startswith("-") else ""
        names.append(sign + id_name)
    return tuple(
        Term(name.removeprefix("-"), name.startswith("-"), _own_column(rows, name))
        for name in names
    )


def _own_column(rows: Rows, name: str) -> Field[Any, Any] | None:
    name = name.removeprefix("-")
    if name in rows.query.annotations or "__" in name:
        return None
    model: type[Model] = rows.model
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return field if isinstance(field, Field) and not field.is_relation else None


def placed(rows: Rows, terms: Sequence[Term]) -> Rows:
    """Load with each row the values that say its place, also those of other tables."""
    known = rows.query.annotations
    foreign = {
        f"place_{index}": F(term.name)
        for index, term in enumerate(terms)
        if term.field is None and term.name not in known
    }
    with_places: Rows = rows.annotate(**foreign)
    return with_places


def place_of(row: Any, terms: Sequence[Term]) -> tuple[Any, ...]:
    """Return the values of one row loaded by ``placed``."""
    values = (
        getattr(row, f"place_{index}", None)
        if hasattr(row, f"place_{index}")
        else getattr(row, term.name)
        for index, term in enumerate(terms)
    )
    return tuple(values)


def beyond(terms: Sequence[Term], place: Sequence[Any], *, backwards: bool) -> Q | Beyond:
    """Return the condition for rows after ``place``, or before it when going ``backwards``."""
    directions = {term.descending for term in terms}
    if len(directions) == 1 and not any(term.is_nullable for term in terms):
        operator = "<" if terms[0].descending != backwards else ">"
        values = (
            Value(value, output_field=term.field) for term, value in zip(terms, place, strict=True)
        )
        return Beyond(*(F(term.name) for term in terms), *values, operator=operator)
    return _beyond(list(zip(terms, place, strict=True)), backwards=backwards)


def _beyond(pairs: list[tuple[Term, Any]], *, backwards: bool) -> Q:
    (term, value), *rest = pairs
    further = term.further(value, backwards=backwards)
    if not rest:
        return further
    return further | (term.same(value) & _beyond(rest, backwards=backwards))


# --- Cursors: sealed, since a place holds values of a row and addresses end in logs ---------------


class CursorUnreadable(ValueError):
    """It is not a cursor of ours, or no longer."""


@dataclass(frozen=True, slots=True)
class Cursor:
    list_key: str
    """Which list it belongs to: path, filters, ordering."""
    backwards: bool
    place: tuple[Any, ...]


_READERS: Mapping[str, Callable[[str], Any]] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": "True".__eq__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "UUID": UUID,
    "Decimal": Decimal,
    "NoneType": lambda _text: None,
}


def seal(cursor: Cursor) -> str:
    """Write a cursor that nobody can read or change."""
    place = [(type(value).__name__, str(value)) for value in cursor.place]
    content = json.dumps([cursor.list_key, cursor.backwards, place])
    return _box().encrypt(content.encode()).decode()


def unseal(text: str) -> Cursor:
    """Read a cursor written by ``seal``.

    Raises:
        CursorUnreadable: it was changed, or sealed with a key that is no longer in use.
    """
    try:
        list_key, backwards, place = json.loads(_box().decrypt(text.encode()))
        values = tuple(_READERS[kind](value) for kind, value in place)
    except (InvalidToken, LookupError, ValueError) as error:
        raise CursorUnreadable from error
    return Cursor(list_key, backwards, values)


def _box() -> Fernet:
    key = salted_hmac("backend.api.keyset", "cursor", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
