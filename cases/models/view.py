"""A portfolio as its officer narrowed it, under a name of hers."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns import access


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep one's own."""
        return self.filter(owner=user.pk) if user.is_active else self.none()


SavedViewManager = models.Manager.from_queryset(SavedViewQuerySet)


class SavedView(models.Model):
    """What the address of her portfolio said: 'country=TH&risk=gate'."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    objects = SavedViewManager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints: ClassVar = [
            models.UniqueConstraint(name="cases_savedview_once", fields=["owner", "name"]),
        ]

    def __str__(self) -> str:
        return self.name
