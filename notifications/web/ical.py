"""A calendar as other programs read it (RFC 5545); of what is not public it says nothing."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from backend.calendars import Precision, in_eras
from backend.translated import in_language
from cases.models import Milestone, MilestoneStatus, Task
from notifications import texts

_OFF = frozenset({MilestoneStatus.DROPPED, MilestoneStatus.MISSED})
REFRESH = dt.timedelta(hours=6)


def written(milestones: Iterable[Milestone], tasks: Iterable[Task], *, calendar: str) -> bytes:
    """Write the dates in the active language."""
    book = Calendar()
    book.add("prodid", "-//Saphan//Alerts//EN")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("name", "Saphan")
    book.add("x-wr-calname", "Saphan")
    book.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for milestone in milestones:
        book.add_component(_of_milestone(milestone, calendar=calendar))
    for task in tasks:
        book.add_component(_of_task(task))
    return bytes(book.to_ical())


def _of_milestone(milestone: Milestone, *, calendar: str) -> Event:
    review = milestone.law_review
    day = milestone.reached_on or milestone.forecast_on or milestone.planned_on
    entry = _entry(f"milestone-{milestone.pk}", day=day, at=milestone.updated_at)
    entry.add("sequence", milestone.version - 1)
    entry.add("status", _status(milestone))
    if not review.is_public:
        entry.add("summary", _("A date you follow in Saphan"))
        entry.add("url", texts.link(reverse("home")))
        return entry
    said = f"{in_language(milestone)} · {in_language(review)}"
    if milestone.precision != Precision.DAY:
        when = in_eras(
            day, precision=milestone.precision, calendar=calendar, country=review.country
        )
        said = f"{said} ({when})"
    entry.add("summary", said)
    page = reverse("cases:review", args=[review.slug])
    entry.add("url", texts.link(f"{page}#milestone-{milestone.pk}"))
    return entry


def _status(milestone: Milestone) -> str:
    if milestone.status in _OFF:
        return "CANCELLED"
    is_firm = milestone.precision == Precision.DAY and milestone.forecast_on is None
    return "CONFIRMED" if is_firm or milestone.reached_on else "TENTATIVE"


def _of_task(task: Task) -> Event:
    assert task.due_on is not None  # noqa: S101  # the query asks for it
    entry = _entry(f"task-{task.pk}", day=task.due_on, at=task.created_at)
    entry.add("sequence", 0)
    entry.add("status", "CONFIRMED")
    entry.add("summary", _("A task of yours in Saphan"))
    entry.add("url", texts.link(reverse("home")))
    return entry


def _entry(name: str, *, day: dt.date, at: dt.datetime) -> Event:
    """Begin an entry of one whole day, known by a name that never changes."""
    entry = Event()
    entry.add("uid", f"{name}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", at.astimezone(dt.UTC))
    entry.add("last-modified", at.astimezone(dt.UTC))
    entry.add("dtstart", day)
    entry.add("dtend", day + dt.timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PRIVATE")
    return entry
