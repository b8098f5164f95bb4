"""When a person may be disturbed: reckoned here alone, in her own zone, for a whole group at once.

PostgreSQL and Python disagree about hours that a change of the clock skips or repeats, so no
statement of SQL does this: it is given moments that were reckoned here.
"""

import datetime as dt
import zoneinfo
from collections.abc import Iterable

from notifications.models.hours import DAYS, Window, windows_of

_UTC = zoneinfo.ZoneInfo("UTC")


def zone_named(name: str) -> zoneinfo.ZoneInfo:
    """Return a time zone; UTC where the name is none this machine knows."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return _UTC


def opens_at(now: dt.datetime, *, zone: zoneinfo.ZoneInfo, quiet: str) -> dt.datetime:
    """Return the first moment from ``now`` on that is in no quiet window.

    Windows that touch are one long window.
    """
    week = windows_of(quiet)
    moment = now
    for _window in range(DAYS + 1):
        ends = [end for end in _ends(moment, zone=zone, week=week) if end > moment]
        if not ends:
            return moment
        moment = max(ends)
    return moment


def _ends(
    moment: dt.datetime, *, zone: zoneinfo.ZoneInfo, week: list[Window | None]
) -> Iterable[dt.datetime]:
    """Return the ends of the windows ``moment`` lies in: today's, or yesterday's over midnight."""
    today = moment.astimezone(zone).date()
    for day in (today - dt.timedelta(1), today):
        window = week[day.weekday()]
        if window is None:
            continue
        begins, ends = window
        last = day if ends > begins else day + dt.timedelta(1)
        # What the clock shows twice, or never, is quiet from the earlier to the later reading.
        if min(_readings(day, begins, zone)) <= moment:
            yield max(_readings(last, ends, zone))


def _readings(day: dt.date, time: dt.time, zone: zoneinfo.ZoneInfo) -> list[dt.datetime]:
    """Return the moments at which a clock shows ``time``: two where it is set back."""
    shown = dt.datetime.combine(day, time, tzinfo=zone)
    return [shown.replace(fold=fold).astimezone(_UTC) for fold in (0, 1)]


def digest_day(
    now: dt.datetime, *, zone: zoneinfo.ZoneInfo, hour: int, weekday: int | None
) -> dt.date | None:
    """Return the local date of the summary whose hour has come; ``None`` before it.

    Without ``weekday`` there is one each day. A summary is known by its date, so that no change
    of the clock makes a second one.
    """
    local = now.astimezone(zone)
    if local.hour < hour or (weekday is not None and local.weekday() != weekday):
        return None
    return local.date()


def next_digest(
    now: dt.datetime, *, zone: zoneinfo.ZoneInfo, hour: int, weekday: int | None
) -> dt.datetime:
    """Return the next moment after ``now`` at which her clock shows ``hour``, on ``weekday``."""
    day = now.astimezone(zone).date()
    for _day in range(DAYS + 2):
        moment = dt.datetime.combine(day, dt.time(hour), tzinfo=zone).astimezone(_UTC)
        if moment > now and weekday in (None, day.weekday()):
            break
        day += dt.timedelta(1)
    return moment
