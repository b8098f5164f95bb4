"""What each role may do. Plain data: reading this file is reading the policy."""

from enum import StrEnum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing a person may be allowed to do."""

    CASE_LOG = auto()
    CASE_READ = auto()
    CASE_READ_OWN = auto()
    CASE_READ_SHARED_WITH_ALLIES = auto()
    CASE_READ_SHARED_WITH_ILO = auto()
    CASE_EDIT = auto()
    CASE_EDIT_OWNED = auto()
    EVIDENCE_READ = auto()
    EVIDENCE_READ_OWNED = auto()
    EVIDENCE_READ_OWN = auto()
    CAMPAIGN_READ = auto()
    CAMPAIGN_EDIT = auto()
    REVIEW_READ = auto()
    REVIEW_PROPOSE = auto()
    REVIEW_KEEP = auto()
    SUPPORT_READ = auto()
    SUPPORT_KEEP = auto()
    SUPPORT_JUDGE = auto()
    NETWORK_READ = auto()
    NETWORK_MANAGE = auto()
    MEMBER_READ = auto()
    MEMBER_MANAGE = auto()
    HOUSE_MANAGE = auto()


class Role(TextChoices):
    """A job in the movement. The value is stored in the database."""

    CONTRIBUTOR = "contributor", _("contributor")
    ORGANISER = "organiser", _("organiser")
    LEADER = "leader", _("network leader")
    OFFICER = "officer", _("ILO country officer")
    ADMINISTRATOR = "administrator", _("administrator")


class Scope(StrEnum):
    """Where a role is held."""

    NETWORK = auto()
    COUNTRY = auto()
    HOUSE = auto()


SCOPE_OF: dict[Role, Scope] = {
    Role.CONTRIBUTOR: Scope.NETWORK,
    Role.ORGANISER: Scope.NETWORK,
    Role.LEADER: Scope.NETWORK,
    Role.OFFICER: Scope.COUNTRY,
    Role.ADMINISTRATOR: Scope.HOUSE,
}

_EVERYONE = frozenset(
    {
        Permission.CAMPAIGN_READ,
        Permission.REVIEW_READ,
        Permission.SUPPORT_READ,
        Permission.NETWORK_READ,
    }
)
_CONTRIBUTOR = _EVERYONE | {
    Permission.CASE_LOG,
    Permission.CASE_READ_OWN,
    Permission.EVIDENCE_READ_OWN,
}
_ORGANISER = _EVERYONE | {
    Permission.CASE_LOG,
    Permission.CASE_READ,
    Permission.CASE_EDIT_OWNED,
    Permission.EVIDENCE_READ_OWNED,
    Permission.EVIDENCE_READ_OWN,
    Permission.REVIEW_PROPOSE,
    Permission.MEMBER_READ,
}
_LEADER = _ORGANISER | {
    Permission.CASE_EDIT,
    Permission.CASE_READ_SHARED_WITH_ALLIES,
    Permission.EVIDENCE_READ,
    Permission.CAMPAIGN_EDIT,
    Permission.SUPPORT_JUDGE,
    Permission.MEMBER_MANAGE,
}
_OFFICER = _EVERYONE | {
    Permission.CASE_READ_SHARED_WITH_ILO,
    Permission.REVIEW_KEEP,
    Permission.SUPPORT_KEEP,
}
_ADMINISTRATOR = _EVERYONE | {
    Permission.NETWORK_MANAGE,
    Permission.MEMBER_READ,
    Permission.MEMBER_MANAGE,
    Permission.HOUSE_MANAGE,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CONTRIBUTOR: _CONTRIBUTOR,
    Role.ORGANISER: _ORGANISER,
    Role.LEADER: _LEADER,
    Role.OFFICER: _OFFICER,
    Role.ADMINISTRATOR: _ADMINISTRATOR,
}


def roles_with(permission: Permission) -> frozenset[Role]:
    """Return the roles that grant ``permission``."""
    return frozenset(role for role, granted in GRANTS.items() if permission in granted)


NEED_SECOND_FACTOR = frozenset({Role.LEADER, Role.OFFICER, Role.ADMINISTRATOR})
"""Who can let people in or keep what many rely on: a stolen password must not be enough."""
