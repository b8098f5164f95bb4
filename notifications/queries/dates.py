"""The dates a person follows."""

import datetime as dt

from django.db.models import Q, QuerySet

from backend.accounts.models import User
from campaigns.models import Campaign
from cases.models import LawReview, Milestone, Task
from notifications.models import Level, Scope, Subscription

LOOKS_BACK = dt.timedelta(days=365)
MOST = 1000


def milestones_followed(user: User, *, on: dt.date) -> QuerySet[Milestone]:
    """Return the milestones of what she follows and may see, also those that came to nothing.

    A calendar program forgets a date only if it is told that it is off.
    """
    reviews = LawReview.objects.visible_to(user).filter(_followed_by(user))
    mine = Milestone.objects.visible_to(user).with_place().filter(law_review__in=reviews)
    recent = mine.filter(
        Q(planned_on__gte=on - LOOKS_BACK)
        | Q(forecast_on__gte=on - LOOKS_BACK)
        | Q(reached_on__gte=on - LOOKS_BACK)
    )
    return recent.order_by("planned_on", "id")[:MOST]


def _followed_by(user: User) -> Q:
    keys: dict[str, list[str]] = {scope: [] for scope in Scope.values}
    for row in Subscription.objects.visible_to(user).exclude(level=Level.MUTED):
        keys[row.scope_type].append(row.scope_id)
    campaigns = Campaign.objects.visible_to(user).filter(
        Q(pk__in=keys[Scope.CAMPAIGN])
        | Q(lead_network__in=keys[Scope.NETWORK])
        | Q(allies__in=keys[Scope.NETWORK])
    )
    return (
        Q(pk__in=keys[Scope.REVIEW])
        | Q(country__in=keys[Scope.COUNTRY])
        | Q(asks__campaign__in=campaigns.values("pk"))
    )


def tasks_of(user: User) -> QuerySet[Task]:
    """Return her own tasks that are to be done by a day."""
    mine = Task.objects.visible_to(user).filter(owner=user, due_on__isnull=False, done_at=None)
    return mine.order_by("due_on", "id")[:MOST]
