"""What happened to a case, told in sentences from the record of events."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backend.accounts.models import User
from backend.audit import trail
from backend.translated import in_language
from cases.models import AdvocacyCase, CaseStatus, LawReview, Visibility
from cases.queries.told import told_of_cases

MOST = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. ``by`` is "" where the reader may not learn who it was."""

    at: dt.datetime
    text: str
    by: str
    state: str


@dataclass(frozen=True, slots=True)
class _Names:
    people: dict[str, str]
    reviews: dict[str, str]


def history(case: AdvocacyCase, *, reader: User, names_shown: bool) -> list[Line]:
    """Return what happened, newest first.

    To whom the case was shared it tells what came since. A review is named only if ``reader``
    may see it, and people only if she may know who is a member: others read that somebody of
    the network acted.
    """
    events = list(trail.of(case).filter(told_of_cases(reader))[:MOST])
    ids = [str(event.actor_id) for event in events if event.actor_id]
    ids += [event.changes["to"] for event in events if event.kind == "case.assigned"]
    linked = [e.changes["law_review"] for e in events if "law_review" in e.changes]
    names = _Names(
        people=_people(ids) if names_shown else {},
        reviews=_reviews(linked, reader=reader),
    )
    lines = [
        Line(
            at=event.happened_at,
            text=_sentence(event.kind, event.changes, names),
            by=names.people.get(str(event.actor_id), ""),
            state=_state(event.kind, event.changes),
        )
        for event in events
    ]
    if len(events) < MOST and not any(event.kind == "case.logged" for event in events):
        # Cases older than the record, such as the sample's, begin all the same.
        by = str(case.logged_by) if names_shown else ""
        lines.append(Line(case.created_at, _("The case was logged."), by, "logged"))
    return lines


def _people(ids: Iterable[str]) -> dict[str, str]:
    return {str(one.pk): str(one) for one in User.objects.filter(pk__in=[UUID(i) for i in ids])}


def _reviews(ids: Iterable[str], *, reader: User) -> dict[str, str]:
    visible = LawReview.objects.visible_to(reader).filter(pk__in=[UUID(i) for i in ids])
    return {str(review.pk): in_language(review) for review in visible}


def _sentence(kind: str, changes: dict[str, Any], names: _Names) -> str:
    tell = _SENTENCES.get(kind)
    return tell(changes, names) if tell else _("Something changed.")


def _state(kind: str, changes: dict[str, Any]) -> str:
    if kind in {"case.status_changed", "case.closed", "case.reopened"}:
        return str(changes.get("to", ""))
    return "logged" if kind == "case.logged" else ""


def _moved(changes: dict[str, Any], _names: _Names) -> str:
    if changes["to"] == CaseStatus.SUBMITTED:
        return _("The case was put before an authority.")
    return _("The case was taken up.")


def _closed(changes: dict[str, Any], _names: _Names) -> str:
    return _("The case ended: %(outcome)s.") % {"outcome": CaseStatus(changes["to"]).label}


def _shared(changes: dict[str, Any], _names: _Names) -> str:
    return _("It may now be read by %(whom)s.") % {"whom": Visibility(changes["to"]).label}


def _assigned(changes: dict[str, Any], names: _Names) -> str:
    person = names.people.get(changes["to"])
    if not person:
        return _("Somebody of the network took it over.")
    return _("%(person)s works on it now.") % {"person": person}


def _edited(changes: dict[str, Any], _names: _Names) -> str:
    fields = [_field_name(name) for name in changes.get("fields", [])]
    return _("Changed: %(fields)s.") % {"fields": ", ".join(fields)}


def _linked(changes: dict[str, Any], names: _Names) -> str:
    title = names.reviews.get(changes.get("law_review", ""))
    if not title:
        return _("It was joined to a law review.")
    return _("It was joined to the law review “%(title)s”.") % {"title": title}


def _field_name(name: str) -> str:
    if name == "issue_kinds":
        return pgettext("field of a case", "kinds of problem")
    return str(AdvocacyCase._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


_SENTENCES: dict[str, Callable[[dict[str, Any], _Names], str]] = {
    "case.logged": lambda _changes, _names: _("The case was logged."),
    "case.status_changed": _moved,
    "case.closed": _closed,
    "case.reopened": lambda _changes, _names: _("The case was taken up again."),
    "case.shared": _shared,
    "case.assigned": _assigned,
    "case.edited": _edited,
    "case.endangered": lambda _changes, _names: _("Somebody may be in danger."),
    "case.lowering_asked": lambda _changes, _names: _("Somebody found the risk to be lower."),
    "case.risk_lowered": lambda _changes, _names: _("Two people agreed that the risk is lower."),
    "case.lowering_declined": lambda _changes, _names: _("The risk stays as it is."),
    "case.linked": _linked,
    "case.supported": lambda _changes, _names: _("It was linked to ILO support."),
}
