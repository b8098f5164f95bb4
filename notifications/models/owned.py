"""Rows of one person."""

from typing import Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models

from backend.accounts.models import User

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[Row_co, Row_co]):
    """Rows that belong to one person and are nobody else's to see."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(user=user.pk)
