"""The cast: people who hold one role since long ago. ``named`` makes the user name."""

from backend.accounts.models import User
from backend.accounts.roles import Role
from campaigns.models import Network
from tests.factories.campaigns import RoleAssignmentFactory, UserFactory


def person(named: str = "") -> User:
    """Return somebody who signs in and holds no role."""
    return UserFactory.create(username=named) if named else UserFactory.create()


def contributor(network: Network, named: str = "") -> User:
    return _member(Role.CONTRIBUTOR, network, named)


def organiser(network: Network, named: str = "") -> User:
    return _member(Role.ORGANISER, network, named)


def leader(network: Network, named: str = "") -> User:
    return _member(Role.LEADER, network, named)


def officer(country: str, named: str = "") -> User:
    """Return the ILO's officer of a country, e.g. 'TH'."""
    somebody = person(named)
    RoleAssignmentFactory.create(user=somebody, role=Role.OFFICER, network=None, country=country)
    return somebody


def administrator(named: str = "") -> User:
    somebody = person(named)
    RoleAssignmentFactory.create(
        user=somebody, role=Role.ADMINISTRATOR, network=None, is_house=True
    )
    return somebody


def _member(role: Role, network: Network, named: str) -> User:
    somebody = person(named)
    RoleAssignmentFactory.create(user=somebody, role=role, network=network)
    return somebody
