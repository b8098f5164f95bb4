"""When a person may be disturbed, and when her summaries come."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.models.owned import OwnedQuerySet

DIGEST_HOUR = 8
DIGEST_WEEKDAY = 0
DAYS = 7
# Django's own names of days are not written in Burmese.
WEEKDAYS = [
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
    _("Sunday"),
]  # fmt: skip
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
_WINDOW = rf"({_CLOCK}-{_CLOCK})?"
WEEK = rf"^{_WINDOW}(,{_WINDOW}){{{DAYS - 1}}}$"

Window = tuple[dt.time, dt.time]


class HoursQuerySet(OwnedQuerySet["Hours"]):
    def with_quiet(self) -> "HoursQuerySet":
        return self.exclude(quiet="")


HoursManager = models.Manager.from_queryset(HoursQuerySet)


class Hours(models.Model):
    """One person's week by her own clock; no row means no quiet hours and summaries at eight.

    The quiet hours of a week are one value, so that a hundred thousand people fall into as many
    groups as there are habits, and when each group may be disturbed is reckoned once.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="hours"
    )
    quiet = models.CharField(
        max_length=83,
        blank=True,
        help_text=(
            "A window for each day from Monday by its local begin, '22:00-07:00,,,,,,', and "
            "nothing for none. One that ends before it begins lasts into the next day; one that "
            "ends when it begins, the whole day."
        ),
    )
    digest_hour = models.PositiveSmallIntegerField(_("hour of summaries"), default=DIGEST_HOUR)
    digest_weekday = models.PositiveSmallIntegerField(
        _("day of weekly summaries"), default=DIGEST_WEEKDAY, help_text="0 is Monday."
    )
    urgent_breaks_quiet = models.BooleanField(_("urgent alerts also in quiet hours"), default=True)

    objects = HoursManager()

    class Meta:
        verbose_name = _("hours")
        verbose_name_plural = _("hours")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="notifications_hours_quiet_is_a_week",
                condition=Q(quiet="") | Q(quiet__regex=WEEK),
            ),
            models.CheckConstraint(
                name="notifications_hours_digest_is_at_an_hour",
                condition=Q(digest_hour__lt=24, digest_weekday__lt=DAYS),
            ),
        ]

    def __str__(self) -> str:
        return f"hours of {self.user_id}"

    def week(self) -> list[Window | None]:
        """Return the quiet window that begins on each day, from Monday."""
        return windows_of(self.quiet)


def windows_of(quiet: str) -> list[Window | None]:
    """Read a week as it is stored."""
    return [_window(text) for text in quiet.split(",")] if quiet else [None] * DAYS


def _window(text: str) -> Window | None:
    begins, dash, ends = text.partition("-")
    return (dt.time.fromisoformat(begins), dt.time.fromisoformat(ends)) if dash else None


def written(week: list[Window | None]) -> str:
    """Write a week as it is stored; "" where every hour is open."""
    if not any(week):
        return ""
    return ",".join(f"{one[0]:%H:%M}-{one[1]:%H:%M}" if one else "" for one in week)
