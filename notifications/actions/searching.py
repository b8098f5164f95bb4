"""Searches that are kept: what is new in them is told, as far as its keeper may see it then."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit import log
from backend.errors import DomainError, Invalid
from backend.web.forms import Filter
from cases.web.lists import narrowed_cases, narrowed_reviews, narrowed_support
from notifications import timing
from notifications.insert import insert_select
from notifications.models import Cadence, Hours, ListPage, SavedSearch, SearchMatch
from notifications.models.hours import DIGEST_HOUR, DIGEST_WEEKDAY

MOST_KEPT = 20
"""Searches of one person; each costs a look at a list."""
BATCH = 200
OFTEN = dt.timedelta(minutes=15)

_NARROWED: dict[ListPage, Callable[[Any, Any], tuple[Filter, QuerySet[Any]]]] = {
    ListPage.CASES: narrowed_cases,
    ListPage.REVIEWS: narrowed_reviews,
    ListPage.SUPPORT: narrowed_support,
}
"""The same filter and the same sight as the page of each list has."""


class TooManySearches(DomainError):
    """Twenty are kept already."""

    message = _("You keep as many searches as there is room for. Remove one first.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSearch:
    """A list as it was narrowed, and when its keeper wants to hear of it."""

    page: ListPage
    query: str
    name: str
    cadence: Cadence = Cadence.DAILY
    threshold: int = 1


@transaction.atomic
def keep(new: NewSearch, *, by: User, now: dt.datetime) -> SavedSearch:
    """Keep a search; what it finds today is known. Keeping it again changes how it is told.

    Raises:
        Invalid: its filter cannot be read, for instance a campaign ``by`` may not see.
        TooManySearches: there is room for no more.
    """
    form, rows = _NARROWED[new.page](by, new.query)
    if form.errors:
        raise Invalid(field="query", message=_("This search cannot be read. Open the list anew."))
    query = urlencode(_filled_in(form))
    mine = SavedSearch.objects.visible_to(by)
    if mine.exclude(page=new.page, query=query).count() >= MOST_KEPT:
        raise TooManySearches
    told = {
        "name": new.name,
        "cadence": new.cadence,
        "threshold": new.threshold,
        "next_check_at": _next_check(by, new.cadence, now=now),
    }
    search, is_new = SavedSearch.objects.update_or_create(
        user=by,
        page=new.page,
        query=query,
        defaults=told,
        create_defaults=told | {"created_at": now},
    )
    if is_new:
        _find(search, rows)
        search.matches.update(is_told=True)
    return search


def _filled_in(form: Filter) -> list[tuple[str, str]]:
    """Return what the filter says, in one order and without what it does not know."""
    return sorted((name, form.data[name].strip()) for name in form.wanted())


def forget(search: SavedSearch, *, by: User) -> None:
    """Keep a search no longer; once is as good as twice."""
    SavedSearch.objects.visible_to(by).filter(pk=search.pk).delete()


def _next_check(user: User, cadence: str, *, now: dt.datetime) -> dt.datetime:
    """Return when to look next: at the hour of her summaries unless she wants it at once."""
    if cadence == Cadence.NOW:
        return now + OFTEN
    hours = Hours.objects.filter(user=user).first()
    day = hours.digest_weekday if hours else DIGEST_WEEKDAY
    return timing.next_digest(
        now,
        zone=user.zone,
        hour=hours.digest_hour if hours else DIGEST_HOUR,
        weekday=day if cadence == Cadence.WEEKLY else None,
    )


def check_due(*, now: dt.datetime) -> int:
    """Look at the searches whose time has come; return how many had something to tell."""
    due = SavedSearch.objects.filter(next_check_at__lte=now, user__is_active=True)
    waiting = due.exclude(cadence=Cadence.OFF).select_related("user")
    return sum(_check(one, now=now) for one in waiting.order_by("next_check_at", "id")[:BATCH])


@transaction.atomic
def _check(search: SavedSearch, *, now: dt.datetime) -> bool:
    """Look once; of two workers one does. What is told is told once, whatever fails."""
    mine = SavedSearch.objects.filter(pk=search.pk, next_check_at=search.next_check_at)
    if not mine.update(next_check_at=_next_check(search.user, search.cadence, now=now)):
        return False
    form, rows = _NARROWED[ListPage(search.page)](search.user, search.query)
    if form.errors:
        return False  # what it named is not hers to see any more; a wider list is not what she kept
    _find(search, rows)
    fresh = search.matches.filter(is_told=False)
    count = fresh.count()
    if count < search.threshold:
        return False
    fresh.update(is_told=True)
    log.record("search.matched", search, by=None, changes={"count": count})
    return True


def _find(search: SavedSearch, rows: QuerySet[Any]) -> None:
    """Note what is found now, and forget what is no longer: it is new when it comes back."""
    found = rows.order_by().values(found=F("pk"))
    search.matches.exclude(thing_id__in=found).delete()
    insert_select(
        SearchMatch,
        rows.order_by(),
        search=Value(search.pk, output_field=SavedSearch._meta.pk),
        thing_id="pk",
        is_told=Value(value=False),
    )
