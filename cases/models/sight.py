"""Who may see what is public or of a country: reviews, their milestones, support."""

from django.db.models import Q

from backend.accounts.roles import Permission
from campaigns import access


def in_sight(user: access.Visitor, permission: Permission, *, prefix: str = "") -> Q:
    """Return the filter for what is public or belongs to a country ``user`` has to do with."""
    reach = access.reach_of(user, permission)
    if reach.everywhere:
        return Q()
    return Q(**{f"{prefix}is_public": True}) | Q(
        **{f"{prefix}country__in": reach.countries | reach.home_countries}
    )
