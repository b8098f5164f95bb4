"""Who may see and do what, where.

Two directions of the same rule, tested against each other over generated worlds:
``reach_of`` says which places a person's permission extends to (so a query set finds
what she may see); ``Audience`` says which people may see one thing (so an alert reaches
only them). ``require`` decides before a write.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from backend.accounts.models import User
from backend.accounts.roles import GRANTS, Permission, Role, roles_with

if TYPE_CHECKING:  # the models ask this module, so it knows them by name only
    from campaigns.models.role import RoleAssignment

Visitor = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Reach:
    """The places one permission extends to."""

    networks: frozenset[UUID] = field(default_factory=frozenset)
    countries: frozenset[str] = field(default_factory=frozenset)
    home_countries: frozenset[str] = field(default_factory=frozenset)
    """Countries of the networks reached: their law is everybody's there to read."""
    everywhere: bool = False

    def includes(self, *, network: UUID | None = None, country: str = "") -> bool:
        return self.everywhere or network in self.networks or country in self.countries


def reach_of(user: Visitor, permission: Permission) -> Reach:
    """Return where ``user`` holds ``permission``; one query per user instance."""
    held = [a for a in _assignments_of(user) if permission in GRANTS[Role(a.role)]]
    return Reach(
        networks=frozenset(a.network_id for a in held if a.network_id),
        countries=frozenset(a.country for a in held if a.country),
        home_countries=frozenset(a.network.country for a in held if a.network),
        everywhere=any(a.is_house for a in held),
    )


def holds(user: Visitor, permission: Permission) -> bool:
    """Say whether ``user`` holds ``permission`` anywhere."""
    return any(permission in GRANTS[Role(a.role)] for a in _assignments_of(user))


def require(
    user: User, permission: Permission, *, network: UUID | None = None, country: str = ""
) -> None:
    """Let ``user`` pass, or raise ``PermissionDenied``."""
    if not reach_of(user, permission).includes(network=network, country=country):
        raise PermissionDenied


def roles_of(user: Visitor) -> frozenset[Role]:
    """Return the roles ``user`` holds today, wherever."""
    return frozenset(Role(a.role) for a in _assignments_of(user))


def _assignments_of(user: Visitor) -> "list[RoleAssignment]":
    if not isinstance(user, User) or not user.is_active:
        return []
    # Kept on the instance for one request; never in a module, where a revoked role would live on.
    cached: list[RoleAssignment] | None = getattr(user, "_assignments_held", None)
    if cached is None:
        cached = list(user.assignments.current().select_related("network"))
        user._assignments_held = cached  # type: ignore[attr-defined]
    return cached


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may see one thing: holders of matching roles, one person, or all who sign in."""

    holders: Q
    everyone: bool = False
    person: UUID | None = None

    @classmethod
    def of(cls, person: UUID) -> "Audience":
        """Return the audience of one person, whatever her roles."""
        return cls(Q(pk__in=[]), person=person)

    def users(self) -> QuerySet[User]:
        """Return the active people, as one lazy query."""
        active = User.objects.filter(is_active=True)
        if self.everyone:
            return active
        assignments = apps.get_model("campaigns", "RoleAssignment")._default_manager
        mine = assignments.current().filter(self.holders, user=OuterRef("pk"))
        return active.filter(Q(Exists(mine)) | Q(pk__in=[self.person] if self.person else []))


def holding(
    permission: Permission,
    *,
    networks: Iterable[UUID] = (),
    country: str = "",
    home_country: str = "",
) -> Q:
    """Return the assignments whose ``permission`` reaches this place, for an ``Audience``.

    ``home_country`` reaches members of that country's networks as well.
    """
    place = Q(network__in=list(networks)) | Q(is_house=True)
    if country or home_country:
        place |= Q(country=country or home_country)
    if home_country:
        place |= Q(network__country=home_country)
    return Q(role__in=roles_with(permission)) & place


def holding_in(permission: Permission, *, networks: QuerySet[Any, Any]) -> Q:
    """Return the assignments whose ``permission`` reaches one of ``networks``, a lazy query."""
    return Q(role__in=roles_with(permission), network__in=networks)
