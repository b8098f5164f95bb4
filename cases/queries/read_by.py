"""Who was shown a case, for those who answer for it and for the person who logged it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Q

from backend.accounts.models import User
from backend.accounts.roles import Permission, Role
from backend.audit import reads
from backend.sight import FieldClass
from campaigns.access import reach_of
from campaigns.models import Network, RoleAssignment
from cases.models import AdvocacyCase

MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One person who was shown the case. ``name`` is "" where it is not the asker's to know."""

    name: str
    is_asker: bool
    network: Network | None
    """For whom she stood where she is not named; the officer stands for none."""
    is_officer: bool
    times: int
    last_at: dt.datetime
    saw_all: bool
    """And not only what is shared beyond the case's network."""


def read_by(case: AdvocacyCase, *, asker: User) -> list[Reader]:
    """Return who was shown ``case``, the last first; at most so many."""
    all_of_it = Q(field_class__in=[FieldClass.CASE_TEAM, FieldClass.SEALED])
    people = (
        reads.of(case)
        .order_by()
        .values("reader_id")
        .annotate(
            last_at=Max("read_at"),
            times=Count("pk"),
            saw_all=Count("pk", filter=all_of_it),
            name=Max("reader_label"),
        )
        .order_by("-last_at", "reader_id")[:MOST]
    )
    rows = list(people)
    places = _places({row["reader_id"] for row in rows}, case=case)
    users = User.objects.in_bulk([row["reader_id"] for row in rows])
    knows_members = case.network_id in reach_of(asker, Permission.MEMBER_READ).networks
    found = []
    for row in rows:
        place = places.get(row["reader_id"], _NOWHERE)
        is_ours = place.network is not None and place.network.pk == case.network_id
        is_named = row["reader_id"] == asker.pk or (is_ours and knows_members)
        found.append(
            Reader(
                name=str(users.get(row["reader_id"], row["name"])) if is_named else "",
                is_asker=row["reader_id"] == asker.pk,
                network=place.network,
                is_officer=place.is_officer,
                times=row["times"],
                last_at=row["last_at"],
                saw_all=bool(row["saw_all"]),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    network: Network | None = None
    is_officer: bool = False


_NOWHERE = _Place()


def _places(people: set[UUID], *, case: AdvocacyCase) -> dict[UUID, _Place]:
    """Return where each stands or stood last; the case's own network goes before any other."""
    held = RoleAssignment.objects.filter(user__in=people).select_related("network")
    found: dict[UUID, _Place] = {}
    for role in held.order_by("starts_on", "id"):
        ours = found.get(role.user_id, _NOWHERE).network
        if ours is None or ours.pk != case.network_id:
            found[role.user_id] = _Place(role.network, role.role == Role.OFFICER)
    return found
