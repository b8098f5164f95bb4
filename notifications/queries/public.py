"""Public news: what a stranger may read of a campaign or of a country."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from backend.audit.models import Event
from campaigns.models import Ask, Campaign
from cases.models import IloSupport, LawReview, Milestone
from notifications import texts
from notifications.kinds import KINDS
from notifications.subjects import SUBJECTS
from notifications.telling import Telling

MOST = 50
_NOBODY = AnonymousUser()


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened, in the words of the active language."""

    uid: UUID
    text: str
    link: str
    happened_at: dt.datetime


def of_campaign(campaign: Campaign, *, calendar: str) -> list[News]:
    """Return what happened around a public campaign and the laws it asks for, newest first."""
    reviews = LawReview.objects.visible_to(_NOBODY).filter(asks__campaign=campaign)
    asks = Ask.objects.visible_to(_NOBODY).filter(campaign=campaign)
    return _news(Campaign.objects.filter(pk=campaign.pk), asks, reviews, calendar=calendar)


def of_country(country: str, *, calendar: str) -> list[News]:
    """Return what happened around the public campaigns and law reviews of a country."""
    campaigns = Campaign.objects.visible_to(_NOBODY).filter(country=country)
    asks = Ask.objects.visible_to(_NOBODY).filter(campaign__in=campaigns)
    reviews = LawReview.objects.visible_to(_NOBODY).filter(country=country)
    return _news(campaigns, asks, reviews, calendar=calendar)


def _news(campaigns: Any, asks: Any, reviews: Any, *, calendar: str) -> list[News]:
    support = IloSupport.objects.visible_to(_NOBODY).filter(law_reviews__in=reviews)
    parts = [campaigns, asks, reviews, Milestone.objects.filter(law_review__in=reviews), support]
    about = Q(pk__in=[])
    for rows in parts:
        label = rows.model._meta.label_lower
        about |= Q(subject_type=label, subject_id__in=rows.order_by().values("pk"))
    events = Event.objects.filter(about, kind__in=KINDS).order_by("-happened_at", "-id")[:MOST]
    return _written(list(events), calendar=calendar)


def _written(events: list[Event], *, calendar: str) -> list[News]:
    """Word each event as for a stranger; what is not public is left out once more."""
    seen = _subjects(events)
    return [
        News(
            uid=event.uid,
            text=KINDS[event.kind].public_text(Telling(event, calendar), subject),
            link=texts.link(SUBJECTS[event.subject_type].path(subject)),
            happened_at=event.happened_at,
        )
        for event in events
        if (subject := seen.get((event.subject_type, event.subject_id))) is not None
    ]


def _subjects(events: Iterable[Event]) -> dict[tuple[str, UUID], Any]:
    wanted: dict[str, set[UUID]] = {}
    for event in events:
        wanted.setdefault(event.subject_type, set()).add(event.subject_id)
    return {
        (label, thing.pk): thing
        for label, ids in wanted.items()
        for thing in SUBJECTS[label].visible_to(_NOBODY).filter(pk__in=ids)
        if SUBJECTS[label].is_public(thing)
    }
