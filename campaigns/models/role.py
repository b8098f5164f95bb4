"""Who holds which role where."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.roles import SCOPE_OF, Role, Scope
from campaigns.models.network import Network


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def current(self) -> Self:
        """Keep the roles held today (UTC); access is always decided now, never for a past day."""
        today = timezone.now().date()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=today),
            starts_on__lte=today,
        )

    def with_people(self) -> Self:
        """Load the person and the network with the row."""
        return self.select_related("user", "network")


RoleAssignmentManager = models.Manager.from_queryset(RoleAssignmentQuerySet)


def _roles_held_in(scope: Scope) -> list[str]:
    return [role.value for role, where in SCOPE_OF.items() if where == scope]


class RoleAssignment(models.Model):
    """One role one person holds, in one network, one country or the whole house."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    role = models.CharField(_("role"), max_length=32, choices=Role)
    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[countries.validate]
    )
    is_house = models.BooleanField(_("in the whole house"), default=False)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("First day without."))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RoleAssignmentManager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaigns_assignment_has_the_scope_of_its_role",
                condition=Q(
                    role__in=_roles_held_in(Scope.NETWORK),
                    network__isnull=False,
                    country="",
                    is_house=False,
                )
                | (
                    Q(role__in=_roles_held_in(Scope.COUNTRY), network__isnull=True, is_house=False)
                    & ~Q(country="")
                )
                | Q(
                    role__in=_roles_held_in(Scope.HOUSE),
                    network__isnull=True,
                    country="",
                    is_house=True,
                ),
            ),
            models.CheckConstraint(
                name="campaigns_assignment_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="campaigns_assignment_once_in_a_network",
                fields=["user", "role", "network"],
                condition=Q(ends_on__isnull=True, network__isnull=False),
            ),
            models.UniqueConstraint(
                name="campaigns_assignment_once_in_a_country_or_the_house",
                fields=["user", "role", "country"],
                condition=Q(ends_on__isnull=True, network__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} is {self.role} in {self.network_id or self.country or 'the house'}"
