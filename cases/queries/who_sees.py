"""Who sees a case or what belongs to one, by rule and by name or number; also before it is saved.

It asks the thing's own ``audience``, which is proved to be the other direction of
``visible_to``: what is said here is what the interface answers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Protocol
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from backend.accounts.models import User
from backend.accounts.roles import Permission, roles_with
from backend.sight import FieldClass, narrower_than
from campaigns import access
from campaigns.models import Campaign, Network, RoleAssignment
from cases.models import (
    SHARED_WITH_ALLIES,
    SHARED_WITH_ILO,
    AdvocacyCase,
    Comment,
    CommentReaders,
    Visibility,
)

MOST_NAMED = 6


class Circle(StrEnum):
    """By which rule somebody sees it. Who fits two stands in the first that lets her in."""

    TEAM = auto()
    """Organises or leads in the case's network."""
    LOGGER = auto()
    """Logged it, and reads no other case of the network."""
    OFFICER = auto()
    """The ILO's officer of the country."""
    ALLIES = auto()
    """Leads a network that takes part in the campaign."""


LETS_IN: dict[Circle, frozenset[Visibility]] = {
    Circle.TEAM: frozenset(Visibility),
    Circle.LOGGER: frozenset(Visibility),
    Circle.OFFICER: SHARED_WITH_ILO,
    Circle.ALLIES: SHARED_WITH_ALLIES,
}
"""The ways of sharing a case by which each circle sees it."""
SHOWN_TO: dict[Circle, FieldClass] = {
    Circle.TEAM: FieldClass.CASE_TEAM,
    Circle.LOGGER: FieldClass.CASE_TEAM,
    Circle.OFFICER: FieldClass.NETWORK,
    Circle.ALLIES: FieldClass.NETWORK,
}
"""The narrowest class of field each circle is given."""


class Audible(Protocol):
    """A case, or anything that has one: a comment, a task, a testimony, a file."""

    def audience(self) -> access.Audience: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Seers:
    """Those of one circle: by name where the asker may know them, else by number."""

    circle: Circle
    count: int
    named: list[User]
    choices: list[str]
    """The ways of sharing the case that let them in, as people read them."""

    @property
    def more(self) -> int:
        return self.count - len(self.named)

    @property
    def is_always(self) -> bool:
        """They see it however the case is shared."""
        return len(self.choices) == len(Visibility)


def who_sees(
    thing: Audible, *, case: AdvocacyCase, shared: Visibility | None = None
) -> dict[Circle, QuerySet[User]]:
    """Return by circle everybody who sees ``thing``, a part of ``case`` or itself; each once.

    ``shared`` is how the case is taken to be shared, where that is not as it stands.
    """
    left = thing.audience().users()
    found = {}
    for circle, stands_in in _rules(case, shared=shared or Visibility(case.visibility)):
        found[circle] = left.filter(stands_in)
        left = left.exclude(stands_in)
    return found | {Circle.ALLIES: left}


def seers(
    thing: Audible,
    *,
    case: AdvocacyCase,
    asker: User,
    besides: Iterable[UUID] = (),
    shared: Visibility | None = None,
) -> list[Seers]:
    """Say who sees ``thing``, circle by circle, also those of which nobody does."""
    knows_members = case.network_id in access.reach_of(asker, Permission.MEMBER_READ).networks
    return [
        Seers(
            circle=circle,
            count=people.count(),
            named=_some(people) if knows_members and circle in _OURS else [],
            choices=[str(one.label) for one in Visibility if one in LETS_IN[circle]],
        )
        for circle, everybody in who_sees(thing, case=case, shared=shared).items()
        for people in [everybody.exclude(pk__in=list(besides))]
    ]


def seers_however_shared(case: AdvocacyCase, *, asker: User) -> list[Seers]:
    """Say who besides ``asker`` would see ``case``, with those whom only some sharing lets in."""
    widest = Visibility.ALLIES_AND_ILO
    planned_for = _Planned(case.audience_if(widest))
    return seers(planned_for, case=case, asker=asker, besides=[asker.pk], shared=widest)


def seers_of_comment(case: AdvocacyCase, *, asker: User) -> list[Seers]:
    """Say who would read a comment of ``asker`` that is for all who may read the case."""
    comment = Comment(case=case, readers=CommentReaders.CASE, shared_with=case.visibility)
    return seers(comment, case=case, asker=asker, besides=[asker.pk])


@dataclass(frozen=True, slots=True)
class _Planned:
    """What is not saved yet, by who would see it."""

    would_see: access.Audience

    def audience(self) -> access.Audience:
        return self.would_see


def given_to(circle: Circle) -> tuple[list[str], list[str]]:
    """Return the fields of a case that are given to a circle, and those that are kept from it."""
    label = AdvocacyCase._meta.label
    everything = {field.name for field in AdvocacyCase._meta.get_fields() if field.concrete}
    kept = narrower_than(SHOWN_TO[circle], label=label)
    return sorted(everything - kept), sorted(kept)


@dataclass(frozen=True, slots=True)
class AsSeen:
    """A case as one circle reads it: each field's name with what stands in it."""

    lines: list[tuple[str, str]]
    kept: list[str]
    """The names of what is kept from them."""


def as_seen_by(circle: Circle, case: AdvocacyCase) -> AsSeen:
    """Show ``case`` as ``circle`` would read it; ids and links are left out."""
    given, kept = given_to(circle)
    read = [(_name(field), _text(case, field)) for field in _TEXTS if field in given]
    return AsSeen(
        lines=[(name, text) for name, text in read if text],
        kept=[_name(field) for field in kept],
    )


_TEXTS = (
    "reference", "title", "summary", "status", "risk", "people_affected", "place",
    "on_behalf_of", "outcome_note",
)  # fmt: skip


def _name(field: str) -> str:
    return str(getattr(AdvocacyCase._meta.get_field(field), "verbose_name", field))


def _text(case: AdvocacyCase, field: str) -> str:
    value = getattr(case, f"get_{field}_display", lambda: getattr(case, field))()
    return "" if value is None else str(value)


def planned(
    *, network: Network, campaign: Campaign, visibility: Visibility, by: User
) -> AdvocacyCase:
    """Return a case that is not saved, as ``by`` would log it there."""
    return AdvocacyCase(
        network=network,
        campaign=campaign,
        country=network.country,
        visibility=visibility,
        logged_by=by,
    )


_OURS = frozenset({Circle.TEAM, Circle.LOGGER})


def _rules(case: AdvocacyCase, *, shared: Visibility) -> Iterator[tuple[Circle, Q]]:
    held = RoleAssignment.objects.current().filter(user=OuterRef("pk"))
    inside = held.filter(network=case.network_id)
    yield Circle.TEAM, Q(Exists(inside.filter(role__in=roles_with(Permission.CASE_READ))))
    yield Circle.LOGGER, Q(Exists(inside)) & Q(pk=case.logged_by_id)
    reads = roles_with(Permission.CASE_READ_SHARED_WITH_ILO)
    officers = held.filter(role__in=reads, country=case.country)
    yield Circle.OFFICER, Q(Exists(officers)) if shared in SHARED_WITH_ILO else Q(pk__in=[])


def _some(people: QuerySet[User]) -> list[User]:
    return list(people.order_by("display_name", "username", "id")[:MOST_NAMED])
