"""Adding a row under a name that only one may have."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from backend.errors import DomainError

M = TypeVar("M", bound=models.Model)


def add(model: type[M], *, pk: UUID, unless: Q, taken: type[DomainError], **fields: Any) -> M:
    """Add one row, unless its id is in use or there is one like ``unless``.

    Somebody may take the name between the look and the write; the database refuses that,
    and she is told the same.

    Raises:
        DomainError: ``taken``; there is such a row.
    """
    rows = model._default_manager
    same = rows.filter(Q(pk=pk) | unless)
    if same.exists():
        raise taken
    try:
        with transaction.atomic():
            return rows.create(pk=pk, **fields)
    except IntegrityError:
        if same.all().exists():
            raise taken from None
        raise
