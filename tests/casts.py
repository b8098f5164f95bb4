"""Casts for tests of who may not: one of each role that must be turned away."""

from collections.abc import Callable

from backend.accounts.models import User
from tests.factories import (
    NetworkFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
    person,
)

NOT_THE_OFFICER_OF_THAILAND: dict[str, Callable[[], User]] = {
    "another countrys officer": lambda: officer("PH"),
    "a leader": lambda: leader(NetworkFactory.create(country="TH")),
    "an organiser": lambda: organiser(NetworkFactory.create(country="TH")),
    "a contributor": lambda: contributor(NetworkFactory.create(country="TH")),
    "an administrator": administrator,
    "somebody without a role": person,
}
