"""Questions the pages about campaigns and networks ask."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from backend.accounts.models import User
from backend.accounts.roles import Permission, Role
from campaigns.access import Reach, Visitor, reach_of
from campaigns.models import Campaign, Handover, Invitation, Network, RoleAssignment


def campaigns_for(reader: Visitor) -> QuerySet[Campaign]:
    """Return the campaigns ``reader`` may see, with their networks."""
    return Campaign.objects.visible_to(reader).select_related("lead_network")


def networks_for(reader: User) -> QuerySet[Network]:
    """Return the networks ``reader`` may see, with the campaigns and roles of hers there."""
    visible = Campaign.objects.visible_to(reader).order_by("title", "id")
    return Network.objects.visible_to(reader).prefetch_related(
        Prefetch("led_campaigns", visible, to_attr="led"),
        Prefetch("allied_campaigns", visible, to_attr="allied"),
        Prefetch("assignments", _current().filter(user=reader), to_attr="own_roles"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkCard:
    """A network as one reader may see it; ``member_count`` is ``None`` where not hers to know."""

    led: list[Campaign]
    allied: list[Campaign]
    parent: Network | None
    own_roles: list[RoleAssignment]
    member_count: int | None
    may_manage: bool


def card_of(network: Network, *, reader: User) -> NetworkCard:
    """Gather what a network does, and what the reader is and may do there."""
    visible = Campaign.objects.visible_to(reader).order_by("title", "id")
    is_known = reach_of(reader, Permission.MEMBER_READ).includes(network=network.pk)
    return NetworkCard(
        led=list(visible.filter(lead_network=network)),
        allied=list(visible.filter(allies=network)),
        parent=Network.objects.visible_to(reader).filter(children=network.pk).first(),
        own_roles=list(_current().filter(network=network, user=reader)),
        member_count=_people_of(network).count() if is_known else None,
        may_manage=may_manage_members(reader, network),
    )


def may_manage_members(reader: User, network: Network) -> bool:
    """Say whether ``reader`` lets people into ``network`` and ends their roles."""
    return reach_of(reader, Permission.MEMBER_MANAGE).includes(network=network.pk)


def networks_with_known_members(reader: User) -> QuerySet[Network]:
    """Return the networks of which ``reader`` may know who belongs to them."""
    reach = reach_of(reader, Permission.MEMBER_READ)
    return Network.objects.visible_to(reader).filter(_within(reach, "pk"))


def members_of(network: Network) -> QuerySet[User]:
    """Return who holds a role in ``network`` today, each with her ``roles`` there.

    For those only who may know: ask ``networks_with_known_members`` first.
    """
    held = _current().filter(network=network).select_related("granted_by")
    return _people_of(network).prefetch_related(Prefetch("assignments", held, to_attr="roles"))


def roles_known_to(reader: User) -> QuerySet[RoleAssignment]:
    """Return the roles held today of which ``reader`` may know who holds them, by network."""
    reach = reach_of(reader, Permission.MEMBER_READ)
    held = RoleAssignment.objects.current().with_people()
    return held.filter(_within(reach, "network"), network__isnull=False)


def roles_held_by(user: User) -> QuerySet[RoleAssignment]:
    """Return the roles ``user`` holds today, wherever, and who gave them."""
    return _current().filter(user=user).select_related("network", "granted_by")


def invitations_to(network: Network, *, reader: User, now: dt.datetime) -> Iterable[Invitation]:
    """Return the invitations that wait to be accepted, for those who may withdraw them."""
    waiting = Invitation.objects.visible_to(reader).open(now=now).filter(network=network)
    return waiting.select_related("invited_by").order_by("expires_at", "id")


def waiting_handovers(network: Network, *, reader: User) -> Iterable[Handover]:
    """Return the handovers that wait for a second leader, for those who may agree."""
    waiting = Handover.objects.visible_to(reader).open().filter(network=network)
    return waiting.with_people().order_by("asked_at", "id")


def leaders_of(network: Network) -> QuerySet[User]:
    """Return who leads ``network`` today and can sign in; for those who lead it with her."""
    held = RoleAssignment.objects.current().filter(network=network, role=Role.LEADER)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("username")


def may_hand_over(reader: User, network: Network) -> bool:
    """Say whether ``reader`` leads ``network``."""
    return reach_of(reader, Permission.CASE_EDIT).includes(network=network.pk)


def usable_invitation(token: str, *, now: dt.datetime) -> Invitation | None:
    """Return the invitation of a link, as long as the one who made it may still invite."""
    waiting = Invitation.objects.open(now=now).of_token(token).with_people().first()
    if waiting is None or not may_manage_members(waiting.invited_by, waiting.network):
        return None
    return waiting


def _current() -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.current().order_by("role", "starts_on", "id")


def _people_of(network: Network) -> QuerySet[User]:
    held = RoleAssignment.objects.current().filter(network=network, user=OuterRef("pk"))
    return User.objects.filter(Exists(held), is_active=True)


def _within(reach: Reach, path: str) -> Q:
    return Q() if reach.everywhere else Q(**{f"{path}__in": reach.networks})
