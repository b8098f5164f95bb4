"""What a person follows, by name."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from backend import countries
from backend.accounts.models import User
from backend.translated import in_language
from campaigns.models import Campaign, Network
from cases.models import AdvocacyCase, LawReview
from notifications.models import Scope, Subscription
from notifications.subjects import SUBJECTS

_MODELS: Mapping[str, type[Model]] = {
    Scope.CASE: AdvocacyCase,
    Scope.CAMPAIGN: Campaign,
    Scope.REVIEW: LawReview,
    Scope.NETWORK: Network,
}


@dataclass(frozen=True, slots=True)
class Followed:
    """One subscription and what it follows; without a title where she may not see it now."""

    subscription: Subscription
    title: str
    path: str


def followed_by(user: User, *, most: int, now: dt.datetime) -> list[Followed]:
    """Return what ``user`` follows, newest first; one query per type of thing."""
    mine = Subscription.objects.visible_to(user).with_pause(now=now)
    rows = mine.order_by("-created_at", "id")[:most]
    return named(list(rows), user=user)


def named(rows: list[Subscription], *, user: User) -> list[Followed]:
    """Return each subscription with the name of what it follows, as far as ``user`` may see it."""
    seen = _seen(rows, user=user)
    return [_followed(row, seen.get((row.scope_type, row.scope_id))) for row in rows]


def _seen(rows: Iterable[Subscription], *, user: User) -> dict[tuple[str, str], Any]:
    wanted: dict[str, list[str]] = {}
    for row in rows:
        wanted.setdefault(row.scope_type, []).append(row.scope_id)
    return {
        (scope, str(thing.pk)): thing
        for scope, model in _MODELS.items()
        if scope in wanted
        for thing in _visible(model, user).filter(pk__in=wanted[scope])
    }


def _visible(model: type[Model], user: User) -> QuerySet[Any]:
    return SUBJECTS[model._meta.label_lower].visible_to(user)


def _followed(row: Subscription, thing: Any) -> Followed:
    if row.scope_type == Scope.COUNTRY:
        return Followed(row, countries.name_of(row.scope_id), "")
    if thing is None:
        return Followed(row, "", "")
    path = SUBJECTS[thing._meta.label_lower].path(thing)
    return Followed(row, _title(thing), path)


def _title(thing: Any) -> str:
    if isinstance(thing, AdvocacyCase):
        return f"{thing.reference} {thing.title}"
    return in_language(thing, "name" if isinstance(thing, Network) else "title")


def countries_at_work(user: User) -> list[tuple[str, str]]:
    """Return code and name of each country of which ``user`` may see a campaign or review."""
    codes = {
        *Campaign.objects.visible_to(user).values_list("country", flat=True).distinct(),
        *LawReview.objects.visible_to(user).values_list("country", flat=True).distinct(),
    }
    return sorted(((code, countries.name_of(code)) for code in codes), key=lambda pair: pair[1])
