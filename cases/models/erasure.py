"""What is kept in confidence about a case is to be destroyed: one leader asks, another agrees."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission
from campaigns import access
from campaigns.models import Network
from cases.models.case import AdvocacyCase


class ErasureReason(models.TextChoices):
    """Why; no more is written down, since it would outlive what is erased."""

    SHE_ASKED = "she_asked", _("She asked for it")
    NO_LONGER_NEEDED = "no_longer_needed", _("It is no longer needed")
    DANGER = "danger", _("It could harm somebody if others got hold of it")


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep those in networks that ``user`` leads; an administrator leads none."""
        return self.filter(case__network__in=access.reach_of(user, Permission.CASE_EDIT).networks)

    def open(self) -> Self:
        """Keep those that wait for a second leader."""
        return self.filter(done_at__isnull=True, withdrawn_at__isnull=True)

    def with_place(self) -> Self:
        return self.select_related("case__network", "asked_by")


ErasureManager = models.Manager.from_queryset(ErasureQuerySet)


class Erasure(models.Model):
    """Asked for by one leader and carried out by another; it cannot be undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(AdvocacyCase, models.PROTECT, related_name="erasures")
    reason = models.CharField(_("reason"), max_length=16, choices=ErasureReason)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ErasureManager()

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_erasure_reason_is_known", condition=Q(reason__in=ErasureReason.values)
            ),
            models.CheckConstraint(
                name="cases_erasure_done_has_moment_and_person",
                condition=Q(done_by__isnull=True, done_at__isnull=True)
                | Q(done_by__isnull=False, done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_erasure_takes_two",
                condition=Q(done_by__isnull=True) | ~Q(done_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="cases_erasure_is_not_both_done_and_withdrawn",
                condition=Q(done_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="cases_erasure_one_for_each_case",
                fields=["case"],
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"erasure of {self.case_id}"

    def audience(self) -> access.Audience:
        """Tell who may know of it: the other direction of ``visible_to``."""
        return access.Audience(
            access.holding_in(
                Permission.CASE_EDIT, networks=Network.objects.filter(pk=self.case.network_id)
            )
        )
