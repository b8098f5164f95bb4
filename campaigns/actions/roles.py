"""Giving and taking roles."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.models import User
from backend.accounts.roles import SCOPE_OF, Permission, Role, Scope
from backend.audit import log
from backend.errors import DomainError
from campaigns import access
from campaigns.models import Network, RoleAssignment


class RoleAlreadyHeld(DomainError):
    """The person holds this very role there."""

    message = _("This person already has that role.")


class RoleAlreadyEnded(DomainError):
    """The role was taken before."""

    message = _("This role has already ended.")


class NotAMember(DomainError):
    """She holds no role there, maybe since a moment ago."""

    message = _("You hold no role in this network.")


class LastAdministrator(DomainError):
    """Nobody would be left to let people in."""

    message = _("The last administrator cannot be removed.")


class LastLeader(DomainError):
    """Nobody would be left to let members in."""

    message = _(
        "This is the last leader of the network. Make somebody else a leader first: "
        "a network without one can let nobody in."
    )


class HouseIsFounded(DomainError):
    """There is an administrator already; she appoints the next."""

    message = _("There is an administrator already. She can appoint others.")


def _require_to_manage(by: User, *, role: Role, network: Network | None) -> None:
    if SCOPE_OF[role] == Scope.NETWORK and network is not None:
        access.require(by, Permission.MEMBER_MANAGE, network=network.pk, country=network.country)
    else:
        access.require(by, Permission.HOUSE_MANAGE)


@transaction.atomic
def grant_in_network(
    role: Role, *, to: User, network: Network, by: User, on: dt.date
) -> RoleAssignment:
    """Give ``to`` a role in a network: contributor, organiser or leader.

    Raises:
        PermissionDenied: ``by`` does not manage the network's members.
        RoleAlreadyHeld: she has that role there.
    """
    if SCOPE_OF[role] != Scope.NETWORK:
        raise PermissionDenied
    _require_to_manage(by, role=role, network=network)
    return _grant(RoleAssignment(user=to, role=role, network=network, starts_on=on), by=by)


@transaction.atomic
def grant_in_country(
    role: Role, *, to: User, country: str, by: User, on: dt.date
) -> RoleAssignment:
    """Make ``to`` an officer of a country.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        RoleAlreadyHeld: she has that role there.
        ValidationError: there is no such country.
    """
    if SCOPE_OF[role] != Scope.COUNTRY:
        raise PermissionDenied
    _require_to_manage(by, role=role, network=None)
    countries.validate(country)
    return _grant(RoleAssignment(user=to, role=role, country=country, starts_on=on), by=by)


@transaction.atomic
def grant_in_house(role: Role, *, to: User, by: User, on: dt.date) -> RoleAssignment:
    """Make ``to`` an administrator.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        RoleAlreadyHeld: she is one.
    """
    if SCOPE_OF[role] != Scope.HOUSE:
        raise PermissionDenied
    _require_to_manage(by, role=role, network=None)
    return _grant(RoleAssignment(user=to, role=role, is_house=True, starts_on=on), by=by)


def _grant(assignment: RoleAssignment, *, by: User) -> RoleAssignment:
    assignment.granted_by = by
    assignment.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            assignment.save(force_insert=True)
    except IntegrityError as held:  # the database knows; to look first would miss who does the same
        raise RoleAlreadyHeld from held
    log.record(
        "role.granted",
        assignment,
        by=by,
        changes={"user": str(assignment.user_id), "role": assignment.role},
    )
    return assignment


@transaction.atomic
def revoke(assignment: RoleAssignment, *, by: User, on: dt.date) -> None:
    """End a role; from ``on`` its holder sees nothing more through it.

    Raises:
        PermissionDenied: ``by`` does not manage members there.
        RoleAlreadyEnded: it ended before.
        LastAdministrator: it is the house's last.
        LastLeader: it is the network's last, and ``by`` is no administrator, who could
            appoint the next.
    """
    role = Role(assignment.role)
    _require_to_manage(by, role=role, network=assignment.network)
    if role == Role.ADMINISTRATOR:
        require_another_administrator(besides=assignment.user)
    if role == Role.LEADER and not access.holds(by, Permission.HOUSE_MANAGE):
        _require_another_leader(assignment.network_id, besides=assignment.user)
    _end(assignment, by=by, on=on)


@transaction.atomic
def leave(network: Network, *, by: User, on: dt.date) -> None:
    """End all one's own roles in a network; what one did there stays with the network.

    Raises:
        NotAMember: ``by`` holds no role there.
        LastLeader: nobody else leads it.
    """
    held = list(RoleAssignment.objects.current().filter(network=network, user=by).order_by("pk"))
    if not held:
        raise NotAMember
    if any(assignment.role == Role.LEADER for assignment in held):
        _require_another_leader(network.pk, besides=by)
    for assignment in held:
        _end(assignment, by=by, on=on)


@transaction.atomic
def end_all(user: User, *, network: Network, by: User, on: dt.date) -> None:
    """End every role of ``user`` in a network; whoever calls decides whether it may be."""
    held = RoleAssignment.objects.current().filter(network=network, user=user)
    for assignment in held.order_by("pk"):
        _end(assignment, by=by, on=on)


def _end(assignment: RoleAssignment, *, by: User, on: dt.date) -> None:
    last = max(on, assignment.starts_on)
    running = RoleAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last))
    if not running.filter(pk=assignment.pk).update(ends_on=last):
        raise RoleAlreadyEnded
    log.record(
        "role.revoked",
        assignment,
        by=by,
        changes={"user": str(assignment.user_id), "role": assignment.role},
    )


def _require_another_leader(network_id: UUID | None, *, besides: User) -> None:
    """Refuse to leave a network to nobody.

    The roles are locked, so of two leaders who go or remove each other at once one is refused.
    """
    held = RoleAssignment.objects.current().filter(role=Role.LEADER, network=network_id)
    list(held.select_for_update().order_by("pk").values_list("pk"))
    if not held.filter(user__is_active=True).exclude(user=besides).exists():
        raise LastLeader


def require_another_administrator(*, besides: User) -> None:
    """Refuse to leave the house to nobody.

    The roles are locked, so of two administrators who remove each other at once one is refused.

    Raises:
        LastAdministrator: nobody else could let people in.
    """
    held = RoleAssignment.objects.current().filter(role=Role.ADMINISTRATOR)
    list(held.select_for_update().order_by("pk").values_list("pk"))
    if not held.filter(user__is_active=True).exclude(user=besides).exists():
        raise LastAdministrator


@transaction.atomic
def appoint_first(username: str, *, password: str, on: dt.date) -> User:
    """Add the first administrator of a new house, whom nobody could appoint.

    Raises:
        HouseIsFounded: there is an administrator.
    """
    if RoleAssignment.objects.filter(role=Role.ADMINISTRATOR).exists():
        raise HouseIsFounded
    user = User.objects.create_user(username, password)
    assignment = RoleAssignment.objects.create(
        user=user, role=Role.ADMINISTRATOR, is_house=True, starts_on=on
    )
    log.record(
        "role.granted",
        assignment,
        by=None,
        changes={"user": str(user.pk), "role": assignment.role},
    )
    return user
