"""Choosing when one may be disturbed, and when summaries come."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.errors import Invalid
from notifications.models import Hours
from notifications.models.hours import DIGEST_HOUR, DIGEST_WEEKDAY, Window, written


class NoOpenHour(Invalid):
    """A week without an hour in which anything may come: that is what switching off is for."""

    def __init__(self) -> None:
        super().__init__(
            field="free_days",
            message=_("Leave at least one day open. To get nothing at all, switch the mail off."),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """When she may be disturbed; ``quiet`` has the window that begins on each day from Monday."""

    quiet: list[Window | None]
    digest_hour: int = DIGEST_HOUR
    digest_weekday: int = DIGEST_WEEKDAY
    urgent_breaks_quiet: bool = True


def keep(week: Week, *, by: User) -> Hours:
    """Set her hours; what is queued already is asked again when it is about to go.

    Raises:
        NoOpenHour: every day is quiet from its begin to its end.
    """
    if all(window is not None and window[0] == window[1] for window in week.quiet):
        raise NoOpenHour
    hours, _is_new = Hours.objects.update_or_create(
        user=by,
        defaults={
            "quiet": written(week.quiet),
            "digest_hour": week.digest_hour,
            "digest_weekday": week.digest_weekday,
            "urgent_breaks_quiet": week.urgent_breaks_quiet,
        },
    )
    return hours
