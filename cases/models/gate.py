"""Gates of one review: dates by which something must be done or the law does not pass."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission
from campaigns import access
from cases.models.review import LawReview
from cases.models.sight import in_sight
from cases.models.template import GateKind


class GateStatus(models.TextChoices):
    OPEN = "open", _("open")
    PASSED = "passed", _("passed")
    SHUT = "shut", _("closed without passing")


class GateQuerySet(models.QuerySet["Gate"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep the gates of reviews ``user`` may see."""
        return self.filter(in_sight(user, Permission.REVIEW_READ, prefix="law_review__"))

    def with_place(self) -> Self:
        """Load the review with the row: access checks and texts need it."""
        return self.select_related("law_review")


GateManager = models.Manager.from_queryset(GateQuerySet)


class Gate(models.Model):
    """One gate on the road of one review, and the day it closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    law_review = models.ForeignKey(LawReview, models.CASCADE, related_name="gates")
    kind = models.CharField(_("kind"), max_length=32, choices=GateKind)
    closes_on = models.DateField(_("closes on"))
    note = models.TextField(_("note"), blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    status = models.CharField(
        _("status"), max_length=16, choices=GateStatus, default=GateStatus.OPEN
    )
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = GateManager()

    class Meta:
        verbose_name = _("gate")
        verbose_name_plural = _("gates")
        indexes: ClassVar = [
            models.Index(
                fields=["closes_on"], name="cases_gate_closing", condition=Q(status="open")
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_gate_kind_is_known", condition=Q(kind__in=GateKind.values)
            ),
            models.CheckConstraint(
                name="cases_gate_status_is_known", condition=Q(status__in=GateStatus.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.closes_on}"
