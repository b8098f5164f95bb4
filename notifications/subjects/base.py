"""What an event can be about, and the four questions asked of each."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from backend.accounts.roles import Role
from campaigns.access import Audience, Visitor
from campaigns.models import RoleAssignment
from notifications.models import Scope

Thing = TypeVar("Thing", bound=Model)
ScopeKey = tuple[str, str]


def keys(scope: Scope, ids: Iterable[object]) -> list[ScopeKey]:
    return [(scope.value, str(one)) for one in ids]


def leaders_of(networks: Iterable[UUID]) -> set[UUID]:
    """Return who leads one of ``networks`` today."""
    held = RoleAssignment.objects.current().filter(role=Role.LEADER, network__in=list(networks))
    return set(held.values_list("user", flat=True))


class Subject(ABC, Generic[Thing]):
    """One type of thing that events are about."""

    label: str
    """The model's label, as events store it: 'cases.milestone'."""

    @abstractmethod
    def rows(self) -> "QuerySet[Thing, Thing]":
        """Return all of them, with what texts and scopes need loaded."""

    @abstractmethod
    def visible_to(self, user: Visitor) -> "QuerySet[Thing, Thing]":
        """Return those ``user`` may see, loaded likewise."""

    @abstractmethod
    def audience(self, thing: Thing) -> Audience:
        """Tell who may see ``thing``."""

    @abstractmethod
    def scopes(self, thing: Thing) -> list[ScopeKey]:
        """Return what one can follow to hear of ``thing``."""

    def thread(self, thing: Thing) -> str:
        """Name what ``thing`` belongs to and can be muted with, 'case:…'; "" where nothing can."""
        first = next(iter(self.scopes(thing)), None)
        return ":".join(first) if first else ""

    def leads(self, _thing: Thing) -> Iterable[UUID]:
        """Return who answers for what becomes of ``thing``, whether or not they follow it."""
        return []

    @abstractmethod
    def path(self, thing: Thing) -> str:
        """Return where its page is."""

    def told_to(self, user: Visitor) -> Q:
        """Return the filter for events about them that ``user`` may learn of."""
        return Q(subject_type=self.label, subject_id__in=self.visible_to(user).values("pk"))

    def is_public(self, _thing: Thing) -> bool:
        """Say whether its title may leave the house."""
        return False
