"""A file of IATI activities that an officer read in, until she says what becomes of it."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from campaigns import access


class IatiImportQuerySet(models.QuerySet["IatiImport"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep one's own."""
        return self.filter(read_by=user.pk) if user.is_active else self.none()


IatiImportManager = models.Manager.from_queryset(IatiImportQuerySet)


class IatiImport(models.Model):
    """What a file said, before anything of it is written; applied once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(_("country"), max_length=2, validators=[countries.validate])
    activities: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(
        _("activities"), default=list
    )
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = IatiImportManager()

    class Meta:
        verbose_name = _("file of IATI activities")
        verbose_name_plural = _("files of IATI activities")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_iatiimport_applied_after_it_was_read",
                condition=Q(applied_at__isnull=True) | Q(applied_at__gte=models.F("read_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.read_at:%Y-%m-%d}"
