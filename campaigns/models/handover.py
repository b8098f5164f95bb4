"""A leader has gone, or was taken: what two others of her network settle about her."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission
from campaigns import access
from campaigns.models.network import Network


class Why(models.TextChoices):
    """What is known; no more is written down, since what happened to her is hers to tell."""

    LEFT = "left", _("She has gone, or stopped leading")
    OUT_OF_REACH = (
        "out_of_reach",
        _("Nobody can reach her, or her phone may be in other hands"),
    )


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep those in networks that ``user`` leads, save those about herself.

        Her phone may be in other hands. Nor does an administrator see them: who leads is the
        network's own business.
        """
        reach = access.reach_of(user, Permission.MEMBER_MANAGE)
        return self.filter(network__in=reach.networks).exclude(leader=user.pk)

    def open(self) -> Self:
        """Keep those that wait for a second leader."""
        return self.filter(settled_at__isnull=True, withdrawn_at__isnull=True)

    def with_people(self) -> Self:
        """Load the network and everybody named with the row."""
        return self.select_related("network", "leader", "successor", "asked_by")


HandoverManager = models.Manager.from_queryset(HandoverQuerySet)


class Handover(models.Model):
    """One leader asks to have another shut out and her cases passed on; a second one agrees."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="handovers")
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    why = models.CharField(_("what is known"), max_length=16, choices=Why)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = HandoverManager()

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaigns_handover_why_is_known", condition=Q(why__in=Why.values)
            ),
            models.CheckConstraint(
                name="campaigns_handover_settled_has_moment_and_person",
                condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="campaigns_handover_takes_two",
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="campaigns_handover_leader_takes_no_part",
                condition=~Q(leader=F("asked_by"))
                & ~Q(leader=F("successor"))
                & (Q(settled_by__isnull=True) | ~Q(settled_by=F("leader"))),
            ),
            models.CheckConstraint(
                name="campaigns_handover_is_not_both_settled_and_withdrawn",
                condition=Q(settled_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="campaigns_handover_one_open_for_each_leader",
                fields=["network", "leader"],
                condition=Q(settled_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"of what {self.leader_id} led in {self.network_id}"

    def audience(self) -> access.Audience:
        """Tell who may know of it: the other direction of ``visible_to``."""
        held = access.holding_in(
            Permission.MEMBER_MANAGE, networks=Network.objects.filter(pk=self.network_id)
        )
        return access.Audience(held & ~Q(user=self.leader_id))
