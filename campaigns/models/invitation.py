"""Letters of invitation: whoever holds the link may take one role in one network, once."""

import datetime as dt
import hashlib
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import SCOPE_OF, Permission, Role, Scope
from campaigns import access
from campaigns.models.network import Network

ROLES = {role: role.label for role in Role if SCOPE_OF[role] == Scope.NETWORK}
"""What one can be invited to be."""


def digest_of(token: str) -> str:
    """Return what is kept of a link's secret: enough to know it again, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep the invitations to networks whose members ``user`` manages."""
        reach = access.reach_of(user, Permission.MEMBER_MANAGE)
        return self if reach.everywhere else self.filter(network__in=reach.networks)

    def open(self, *, now: dt.datetime) -> Self:
        """Keep those that can still be accepted."""
        unused = self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
        return unused.filter(expires_at__gt=now)

    def of_token(self, token: str) -> Self:
        return self.filter(digest=digest_of(token))

    def with_people(self) -> Self:
        """Load the network and both people with the row."""
        return self.select_related("network", "invited_by", "accepted_by")


InvitationManager = models.Manager.from_queryset(InvitationQuerySet)


class Invitation(models.Model):
    """One link to join one network in one role; it names nobody, and works once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=32, choices=[*ROLES.items()])
    digest = models.CharField(
        max_length=64, unique=True, editable=False, help_text="SHA-256 of the link's secret."
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationManager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaigns_invitation_role_is_held_in_a_network",
                condition=Q(role__in=[*ROLES]),
            ),
            models.CheckConstraint(
                name="campaigns_invitation_accepted_has_moment_and_person",
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="campaigns_invitation_is_not_both_accepted_and_withdrawn",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="campaigns_invitation_expires_after_it_begins",
                condition=Q(expires_at__gt=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"to be {self.role} in {self.network_id}"

    def audience(self) -> access.Audience:
        """Tell who may know of it: the other direction of ``visible_to``."""
        return access.Audience(access.holding(Permission.MEMBER_MANAGE, networks=[self.network_id]))
