"""Why somebody did not get an alert, for an administrator, who may know nothing of a case."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from backend.accounts.models import User
from backend.audit.models import Dispatch, DispatchState, Event
from notifications.kinds import KINDS
from notifications.models import Address, Hours, Level, Notification, Preference, Subscription
from notifications.queries.fate import fates_of, moment
from notifications.queries.record import ABOUT_CASES
from notifications.subjects import SUBJECTS


def person_named(username: str) -> User | None:
    """Find whom an administrator asks about."""
    return User.objects.filter(username=User.normalize_username(username)).first()


def event_numbered(number: int) -> Event | None:
    """Find what she asks about."""
    return Event.objects.filter(pk=number).first()


def why_not(event: Event, *, person: User) -> list[str]:
    """Return in sentences what became of ``event`` on its way to ``person``.

    Of a case they say neither which, nor whether she may read it or follows it.
    """
    if event.kind not in KINDS:
        return [_("This is kept in the record and told to nobody.")]
    notice = Notification.objects.filter(event=event.pk, user=person).first()
    if notice is None:
        return list(_reasons(event, person=person))
    came = _("It came to her inbox at %(moment)s.") % {"moment": moment(notice.created_at)}
    return [came, *(fates_of(notice) or _no_message(event, person=person))]


def _reasons(event: Event, *, person: User) -> Iterator[str]:
    """Say why there is no notice: the first reason that is enough, in the order they are asked."""
    passed_on = Dispatch.objects.filter(pk=event.pk).first()
    if passed_on is None or passed_on.state != DispatchState.DONE:
        yield _not_passed_on(passed_on)
    elif not person.is_active:
        yield _("Her account is closed.")
    elif event.actor_id == person.pk:
        yield _("She did it herself, and nobody is told of what she did herself.")
    elif event.subject_type in ABOUT_CASES:
        # Which of these it was would say who may read a case, or that she works on it.
        yield _("It is about something that is not open to her, or that she does not follow.")
    else:
        yield from _about_the_law(event, person=person)


def _not_passed_on(dispatch: Dispatch | None) -> str:
    if dispatch is not None and dispatch.state == DispatchState.FAILED:
        return _("It was given up before anybody was told. It can be tried again in the record.")
    return _("It still waits to be passed on.")


def _about_the_law(event: Event, *, person: User) -> Iterator[str]:
    of_its_type = SUBJECTS[event.subject_type]
    subject = of_its_type.rows().filter(pk=event.subject_id).first()
    if subject is None:
        yield _("What it was about is gone.")
    elif not of_its_type.audience(subject).users().filter(pk=person.pk).exists():
        yield _("She may not see what it is about.")
    else:
        around = Subscription.objects.of_scopes(of_its_type.scopes(subject)).filter(user=person)
        yield _not_followed(event, around)


def _not_followed(event: Event, around: Any) -> str:
    followed = around.exclude(created_at__gt=event.happened_at)
    if around.muted(now=event.happened_at).exists():
        return _("She has muted it, or something it belongs to.")
    if not followed.exists():
        return _("She followed nothing that it belongs to when it happened.")
    if not followed.exclude(level=Level.IMPORTANT).exists() and not KINDS[event.kind].important:
        return _("She wants to hear only of what is important, and this kind is not.")
    return _("Nothing kept it back today; she may have changed what she follows since.")


def _no_message(event: Event, *, person: User) -> list[str]:
    """Say why nothing went outside, though the notice is there."""
    if not Address.objects.usable().filter(user=person).exists():
        if Address.objects.filter(user=person).exists():
            return [_("No address of hers is in use: none is confirmed, or mail came back.")]
        return [_("She gave no address, so it came to the inbox alone.")]
    chosen = Preference.objects.filter(user=person, kind__in=["", event.kind]).exists()
    by_choice = _("She switched this kind off outside the inbox.")
    as_usual = _("This kind is not sent outside the inbox unless somebody chooses it.")
    return [by_choice if chosen else as_usual, *_at_night(person)]


def _at_night(person: User) -> list[str]:
    quiet = Hours.objects.with_quiet().filter(user=person).exists()
    return [_("She keeps quiet hours, in which messages wait.")] if quiet else []
