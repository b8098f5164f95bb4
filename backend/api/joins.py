"""Filters over what rows are joined to, and only so far as the person may see it."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from backend.api.serializers import Find


class JoinedFilter(django_filters.UUIDFilter):
    """Rows joined to the one thing with this id.

    What the person may not see joins nothing, or the filter would tell of it.
    """

    def __init__(self, path: str, find: Find, **kwargs: Any) -> None:
        self.path, self.find = path, find
        super().__init__(**kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return qs
        return joined(qs, self.path, self.find(self.parent.request.user).filter(pk=value))


def joined(rows: QuerySet[Any], path: str, things: QuerySet[Any]) -> QuerySet[Any]:
    """Keep the rows that reach one of ``things`` over ``path``, each once."""
    reaching = rows.model._default_manager.filter(**{f"{path}__in": things.values("pk")})
    return rows.filter(pk__in=reaching.values("pk"))
