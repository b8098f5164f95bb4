"""Quiet hours and the hour of summaries, as one asks for them on a phone."""

import datetime as dt
from collections import Counter
from typing import Any

from django import forms
from django.utils.formats import time_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from notifications.actions.hours import Week
from notifications.models import Hours
from notifications.models.hours import DAYS, WEEKDAYS, Window

MIDNIGHT = dt.time()
WHOLE_DAY: Window = (MIDNIGHT, MIDNIGHT)
_DAYS = list(enumerate(WEEKDAYS))

_OWN = "on_"

_clock = lazy(time_format, str)


class _Days(forms.TypedMultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        boxes = forms.CheckboxSelectMultiple
        super().__init__(choices=_DAYS, coerce=int, required=False, widget=boxes, **options)


def _of_day(label: Any, day: Any) -> str:
    return str(label) % {"day": day}


_named = lazy(_of_day, str)


def _own(day: int) -> tuple[str, str]:
    """Return the names of the two fields of one day."""
    return f"{_OWN}{day}_begins", f"{_OWN}{day}_ends"


def _time(label: Any) -> forms.TimeField:
    picker = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=False, widget=picker)


class ChooseHours(forms.Form):
    """One window on the days she ticks, another on single days, and days that are quiet all long.

    Each day holds one window, by the day it begins on; its own outweighs the usual one.
    """

    begins = _time(_("Quiet from"))
    ends = _time(_("Quiet until"))
    days = _Days(
        label=_("In the nights that begin on"),
        help_text=_("Messages that fall into the quiet hours come when these are over."),
    )
    free_days = _Days(label=_("Quiet all day long"))
    urgent_breaks_quiet = forms.BooleanField(
        label=_("What is urgent may come in quiet hours, too"), required=False
    )
    digest_hour = forms.TypedChoiceField(
        label=_("Summaries come from"),
        choices=[(hour, _clock(dt.time(hour), "TIME_FORMAT")) for hour in range(24)],
        coerce=int,
    )
    digest_weekday = forms.TypedChoiceField(
        label=_("Weekly summaries come on"), choices=_DAYS, coerce=int
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for day, name in _DAYS:
            for end, label in zip(_own(day), (_("%(day)s from"), _("%(day)s until")), strict=True):
                self.fields[end] = _time(_named(label, name))

    def usual(self) -> list[forms.BoundField]:
        """Return the fields that most people need."""
        return [field for field in self.visible_fields() if not field.name.startswith(_OWN)]

    def by_day(self) -> list[forms.BoundField]:
        """Return those for other hours on single days."""
        return [field for field in self.visible_fields() if field.name.startswith(_OWN)]

    def has_own_hours(self) -> bool:
        """Say whether they are to be seen at once: something is in them, or wrong with them."""
        return any(field.value() or field.errors for field in self.by_day())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for day in range(DAYS):
            self._check_own(day, said)
        whole = said.get("begins") is not None and said.get("ends") is not None
        if said.get("days") and not whole:
            self.add_error("begins", _("Say from when until when."))
        elif whole and said["begins"] == said["ends"]:
            self.add_error("ends", _("Choose another time, or tick the day as quiet all day long."))
        return said

    def _check_own(self, day: int, said: dict[str, Any]) -> None:
        begins, ends = _own(day)
        if (said.get(begins) is None) != (said.get(ends) is None):
            missing = begins if said.get(begins) is None else ends
            self.add_error(missing, _("Say from when until when."))
        elif said.get(begins) is not None and said[begins] == said[ends]:
            self.add_error(ends, _("Choose another time, or tick the day as quiet all day long."))

    def week(self) -> Week:
        """Return what was chosen."""
        said = self.cleaned_data
        window = (said["begins"], said["ends"])
        quiet = [
            WHOLE_DAY
            if day in said["free_days"]
            else self._own_window(day) or (window if day in said["days"] else None)
            for day in range(DAYS)
        ]
        return Week(
            quiet=quiet,
            digest_hour=said["digest_hour"],
            digest_weekday=said["digest_weekday"],
            urgent_breaks_quiet=said["urgent_breaks_quiet"],
        )

    def _own_window(self, day: int) -> Window | None:
        begins, ends = (self.cleaned_data[name] for name in _own(day))
        return None if begins is None else (begins, ends)


def as_chosen(hours: Hours) -> dict[str, Any]:
    """Return what the form shows for the hours that are kept."""
    week = hours.week()
    windows = Counter(window for window in week if window not in (None, WHOLE_DAY))
    usual = next(iter(windows.most_common(1)), (None, 0))[0] or (dt.time(22), dt.time(7))
    others = {
        name: time
        for day, window in enumerate(week)
        if window and window not in (WHOLE_DAY, usual)
        for name, time in zip(_own(day), window, strict=True)
    }
    return others | {
        "begins": usual[0],
        "ends": usual[1],
        "days": [day for day, window in enumerate(week) if window == usual],
        "free_days": [day for day, window in enumerate(week) if window == WHOLE_DAY],
        "urgent_breaks_quiet": hours.urgent_breaks_quiet,
        "digest_hour": hours.digest_hour,
        "digest_weekday": hours.digest_weekday,
    }
