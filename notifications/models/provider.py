"""How each way out of the house does, seen by all workers alike."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Provider(models.Model):
    """One carrier's health: shut after so many failures in a row, tried again after a while."""

    name = models.CharField(
        _("provider"), primary_key=True, max_length=32, help_text="'email'; a second: 'email 2'."
    )
    failures = models.PositiveIntegerField(
        _("failures in a row"), default=0, help_text="Since it last took a message."
    )
    shut_until = models.DateTimeField(_("shut until"), null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    last_failed_at = models.DateTimeField(null=True)
    last_took_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="notifications_provider_is_shut_for_a_reason",
                condition=Q(shut_until__isnull=True) | Q(failures__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name
