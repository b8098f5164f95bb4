"""How the ILO counts a piece of support, biennium by biennium."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.support import IloSupport


class SupportOutcome(models.Model):
    """The country programme outcome and indicator that support is counted under.

    Both are numbered anew every two years, and with them the IATI activity: a new biennium is
    a new row, and of two rows for one biennium the later one counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    support = models.ForeignKey(IloSupport, models.CASCADE, related_name="outcomes")
    biennium = models.CharField(_("biennium"), max_length=7, help_text="'2026-27'.")
    cpo_code = models.CharField(
        _("country programme outcome"), max_length=16, help_text="'THA251'."
    )
    indicator = models.CharField(
        _("indicator of programme and budget"), max_length=16, blank=True, help_text="'8.2.1'."
    )
    wording = models.CharField(_("wording of the indicator"), max_length=300, blank=True)
    iati_id = models.CharField(_("IATI identifier"), max_length=200, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("outcome that support counts under")
        verbose_name_plural = _("outcomes that support counts under")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_supportoutcome_once",
                fields=["support", "biennium", "cpo_code", "indicator", "iati_id"],
            ),
            models.CheckConstraint(
                name="cases_supportoutcome_biennium_is_two_years",
                condition=Q(biennium__regex=r"^20\d[02468]-\d[13579]$"),
            ),
            models.CheckConstraint(
                name="cases_supportoutcome_names_an_outcome", condition=~Q(cpo_code="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.biennium} {self.cpo_code}"
