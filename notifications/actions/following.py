"""Following, unfollowing and muting."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.models import User
from backend.audit.models import Event
from backend.errors import DomainError
from campaigns import access
from campaigns.models import Campaign, Network, RoleAssignment
from cases.models import AdvocacyCase, LawReview
from notifications.models import Level, Notification, Scope, Subscription

_FOLLOWED = {
    Scope.CASE: AdvocacyCase,
    Scope.CAMPAIGN: Campaign,
    Scope.REVIEW: LawReview,
    Scope.NETWORK: Network,
}


class NothingToMute(DomainError):
    """It belongs to nothing that goes on without her."""

    message = _("This cannot be muted: it is about you alone.")


@transaction.atomic
def follow(
    scope: Scope, scope_id: str, *, by: User, level: Level = Level.ALL
) -> tuple[Subscription, bool]:
    """Follow something one may see, or change how much of it one hears; say whether it is new.

    Raises:
        Http404: there is no such thing that ``by`` may see.
    """
    key = _seen(scope, scope_id, by=by)
    return Subscription.objects.update_or_create(
        user=by,
        scope_type=scope,
        scope_id=key,
        defaults={"level": level, "muted_until": None, "by_default": False},
        create_defaults={"level": level, "by_default": False, "created_at": timezone.now()},
    )


def set_level(subscription: Subscription, *, level: Level, by: User) -> Subscription:
    """Change how much one hears of something; also where one may not see it any more."""
    Subscription.objects.visible_to(by).filter(pk=subscription.pk).update(
        level=level, muted_until=None
    )
    subscription.level, subscription.muted_until = level, None
    return subscription


def pause(scope: Scope, scope_id: str, *, by: User, until: dt.datetime | None) -> None:
    """Hear nothing of what she follows up to a moment, and then as before; ``None`` ends that."""
    key = _as_stored(scope, scope_id)
    mine = Subscription.objects.visible_to(by).filter(scope_type=scope, scope_id=key)
    mine.exclude(level=Level.MUTED).update(muted_until=until)


@transaction.atomic
def mute_thread(notice: Notification, *, by: User) -> Subscription:
    """Hear nothing more of the thing a notice belongs to, whatever she follows around it.

    Raises:
        NothingToMute: the notice is about herself, or about what cannot be followed.
    """
    scope, _colon, key = notice.thread.partition(":")
    if scope not in Scope.values or notice.user_id != by.pk:
        raise NothingToMute
    muted = {"level": Level.MUTED, "muted_until": None}
    return Subscription.objects.update_or_create(
        user=by,
        scope_type=scope,
        scope_id=key,
        defaults=muted,
        create_defaults=muted | {"created_at": timezone.now()},
    )[0]


def unfollow(scope: Scope, scope_id: str, *, by: User) -> None:
    """Stop following; once is as good as twice."""
    key = _as_stored(scope, scope_id)
    Subscription.objects.visible_to(by).filter(scope_type=scope, scope_id=key).delete()


def _as_stored(scope: Scope, scope_id: str) -> str:
    """Return the one spelling of an id; "" where it is none."""
    if scope == Scope.COUNTRY:
        return scope_id.upper()
    try:
        return str(UUID(scope_id))
    except ValueError:
        return ""


def _seen(scope: Scope, scope_id: str, *, by: User) -> str:
    """Return the id as it is stored, if ``by`` may see what it names."""
    key = _as_stored(scope, scope_id)
    if scope == Scope.COUNTRY:
        return _seen_country(key, by=by)
    model: Any = _FOLLOWED[scope]
    if not key or not model.objects.visible_to(by).filter(pk=key).exists():
        raise Http404
    return key


def _seen_country(code: str, *, by: User) -> str:
    # Countries are no secret: what is told of them is checked again for each person and event.
    if code not in countries.CODES or not access.roles_of(by):
        raise Http404
    return code


def follow_what_is_owned(event: Event, subject: Any, *, now: dt.datetime) -> None:
    """Let people follow by default what becomes theirs through ``event``.

    A choice made before stays: nobody is made to follow again what she muted. Who
    unfollowed something hears of it again only when it becomes hers anew.
    """
    Subscription.objects.bulk_create(
        [
            Subscription(
                user_id=person,
                scope_type=scope,
                scope_id=scope_id,
                by_default=True,
                created_at=now,
            )
            for person, scope, scope_id in _owned(event, subject)
        ],
        ignore_conflicts=True,
    )


def _owned(event: Event, subject: Any) -> Iterator[tuple[UUID, Scope, str]]:
    match event.kind, subject:
        case "case.logged", AdvocacyCase():
            yield subject.logged_by_id, Scope.CASE, str(subject.pk)
        case "case.assigned", AdvocacyCase() if subject.owner_id:
            yield subject.owner_id, Scope.CASE, str(subject.pk)
        case "review.opened", LawReview() if subject.officer_id:
            yield subject.officer_id, Scope.REVIEW, str(subject.pk)
        case "campaign.opened", Campaign() if event.actor_id:
            yield event.actor_id, Scope.CAMPAIGN, str(subject.pk)
        case "role.granted", RoleAssignment():
            yield from _owned_by_role(subject)


def _owned_by_role(assignment: RoleAssignment) -> Iterator[tuple[UUID, Scope, str]]:
    if assignment.network_id:
        yield assignment.user_id, Scope.NETWORK, str(assignment.network_id)
    elif assignment.country:
        yield assignment.user_id, Scope.COUNTRY, assignment.country
