"""What is told of alerts nobody answered, and of searches that found something."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from backend.audit.models import Event
from notifications import telling
from notifications.kinds.base import Kind, Urgency
from notifications.models import SavedSearch
from notifications.subjects import SUBJECTS


def _who_leads(event: Event, subject: object) -> list[UUID | str | None]:
    return list(SUBJECTS[event.subject_type].leads(subject))


def _who_keeps_it(_event: Event, search: SavedSearch) -> list[UUID | str | None]:
    return [search.user_id]


OF_ALERTS: dict[str, Kind] = {
    "alert.unanswered": Kind(
        _("Nobody answered an alert"),
        _("Nobody has answered yet: %(thing)s."),
        telling.of_anything,
        Urgency.URGENT,
        public=frozenset({"thing"}),
        addressed_to=_who_leads,
        is_for_followers=False,
        is_digestable=False,
        wants_answer=True,
    ),
    "search.matched": Kind(
        _("A search you keep finds something new"),
        _("“%(search)s”: %(count)s new."),
        telling.of_search,
        addressed_to=_who_keeps_it,
    ),
}
