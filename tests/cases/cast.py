"""Who may have to do with a case, by the case."""

from collections.abc import Callable

from backend.accounts.models import User
from campaigns.models import Network
from cases.models import AdvocacyCase as Case
from tests.factories import (
    NetworkFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
)

Cast = Callable[[Case], User]


def ally_of(case: Case) -> Network:
    """Return a network that is allied to the case's campaign."""
    ally = NetworkFactory.create()
    case.campaign.allies.add(ally)
    return ally


def who_logged(case: Case, role: Callable[[Network], User] = contributor) -> User:
    """Return somebody of the network who logged the case."""
    somebody = role(case.network)
    case.logged_by = somebody
    case.save()
    return somebody


def who_owns(case: Case) -> User:
    """Return an organiser who owns the case."""
    may = organiser(case.network)
    case.owner = may
    case.save()
    return may


INSIDE: dict[str, Cast] = {
    "the leader": lambda case: leader(case.network),
    "an organiser": lambda case: organiser(case.network),
}
READING_ALONG: dict[str, Cast] = {
    "the contributor who logged it": who_logged,
    "the leader of an ally": lambda case: leader(ally_of(case)),
    "the countrys officer": lambda case: officer(case.country),
}
"""Who reads a case that is shared with all who can be, and works on none of it."""
OUTSIDE: dict[str, Cast] = {
    "another contributor": lambda case: contributor(case.network),
    "the leader of another network": lambda _: leader(NetworkFactory.create()),
    "another countrys officer": lambda _: officer("PH"),
    "an administrator": lambda _: administrator(),
}
