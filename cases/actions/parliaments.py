"""A parliament is dissolved: what lay before it lapses, as one batch that can be undone."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.calendars import is_to_come
from backend.errors import DomainError, Invalid
from backend.versions import hold
from campaigns import access
from cases.actions import corrections, reviews
from cases.models import Dissolution, Lapse, LawReview, StageEvent
from cases.queries.parliaments import open_before_parliament
from cases.stages import Stage


class DissolvedBefore(DomainError):
    """This dissolution is recorded."""

    message = _("This dissolution was already recorded.")


class UndoneBefore(DomainError):
    """Somebody undid it before."""

    message = _("This was already undone.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewDissolution:
    """Which parliament was dissolved, on which day, and where that can be checked."""

    id: UUID
    country: str
    on: dt.date
    source_url: str


@transaction.atomic
def dissolve(new: NewDissolution, *, by: User) -> Dissolution:
    """Record a dissolution: each open review that lay before that parliament lapses.

    Raises:
        PermissionDenied: ``by`` is not that country's officer.
        Invalid: a future date, or no source.
        DissolvedBefore: it is recorded, or the id is in use.
    """
    access.require(by, Permission.REVIEW_KEEP, country=new.country)
    countries.validate(new.country)
    now = timezone.now()
    if is_to_come(new.on, now=now):
        raise Invalid(field="on", message=_("This date lies in the future."))
    if not new.source_url:
        raise Invalid(field="source_url", message=_("Say where this can be checked."))
    same = Dissolution.objects.standing().filter(country=new.country, on=new.on)
    if same.exists() or Dissolution.objects.filter(pk=new.id).exists():
        raise DissolvedBefore
    dissolution = Dissolution.objects.create(
        pk=new.id,
        country=new.country,
        on=new.on,
        source_url=new.source_url,
        declared_by=by,
        declared_at=now,
    )
    lapsed = [_lapse(review, dissolution, by=by) for review in _held(new.country, on=new.on)]
    Lapse._default_manager.bulk_create(
        Lapse(dissolution=dissolution, event=event) for event in lapsed
    )
    changes = {"country": new.country, "on": new.on.isoformat(), "lapsed": len(lapsed)}
    log.record("parliament.dissolved", dissolution, by=by, changes=changes)
    return dissolution


def _held(country: str, *, on: dt.date) -> list[LawReview]:
    """Return the reviews that lie before parliament, with nobody else changing them."""
    for review in open_before_parliament(country, on=on):
        hold(review)
    # Looked for again: one may have moved on before it could be held.
    return list(open_before_parliament(country, on=on))


def _lapse(review: LawReview, dissolution: Dissolution, *, by: User) -> StageEvent:
    new = reviews.NewEvent(
        stage=Stage.LAPSED,
        on=dissolution.on,
        summary="Parliament was dissolved while this lay before it.",
        sources=[{"title": "", "url": dissolution.source_url, "mark": ""}],
    )
    return reviews.record_event(review, new, by=by)


@transaction.atomic
def undo(dissolution: Dissolution, *, by: User, reason: str) -> Dissolution:
    """Take the whole batch back: each review stands where it stood before.

    What was taken back by hand meanwhile is left as it is.

    Raises:
        PermissionDenied: ``by`` is not that country's officer.
        Invalid: no reason.
        UndoneBefore: somebody undid it before.
    """
    access.require(by, Permission.REVIEW_KEEP, country=dissolution.country)
    if not reason.strip():
        raise Invalid(field="reason", message=_("Say why."))
    undone = Dissolution.objects.standing().filter(pk=dissolution.pk)
    if not undone.update(undone_by=by, undone_at=timezone.now(), reason=reason.strip()):
        raise UndoneBefore
    of_batch = StageEvent.objects.standing().filter(lapse__dissolution=dissolution)
    for event in of_batch.select_related("law_review").order_by("law_review", "id"):
        corrections.retract(event, by=by, reason=reason)
    dissolution.refresh_from_db()
    changes = {"country": dissolution.country, "on": dissolution.on.isoformat()}
    log.record("parliament.dissolution_undone", dissolution, by=by, changes=changes)
    return dissolution
