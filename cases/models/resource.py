"""The money behind a programme: what is needed, promised, committed and spent."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.calendars import Precision
from cases.models.support import Programme


class ResourceKind(models.TextChoices):
    NEEDED = "needed", _("needed")
    PLEDGED = "pledged", _("pledged")
    COMMITTED = "committed", _("committed")
    SPENT = "spent", _("spent")


class ResourceLine(models.Model):
    """One published amount, as known on a date. The latest of its kind counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="resources")
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[countries.validate],
        help_text="Empty for the whole programme.",
    )
    kind = models.CharField(_("kind"), max_length=16, choices=ResourceKind)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2)
    currency = models.CharField(
        _("currency"),
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}\Z")],
        help_text="ISO 4217.",
    )
    as_of = models.DateField(_("as of"))
    as_of_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    sources = models.JSONField(_("sources"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("resources of a programme")
        verbose_name_plural = _("resources of programmes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_resourceline_once",
                fields=["programme", "country", "kind", "currency", "as_of", "amount"],
            ),
            models.CheckConstraint(
                name="cases_resourceline_kind_is_known", condition=Q(kind__in=ResourceKind.values)
            ),
            models.CheckConstraint(
                name="cases_resourceline_as_of_precision_is_known",
                condition=Q(as_of_precision__in=Precision.values),
            ),
            models.CheckConstraint(
                name="cases_resourceline_amount_is_not_below_nought", condition=Q(amount__gte=0)
            ),
            models.CheckConstraint(
                name="cases_resourceline_has_currency_and_source",
                condition=~Q(currency="") & ~Q(sources=[]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"
