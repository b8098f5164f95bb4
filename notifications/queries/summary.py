"""What will reach a person, when and where, in plain sentences."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backend.accounts.models import User
from notifications.channels import switched_on
from notifications.kinds import KINDS
from notifications.models import (
    Address,
    Cadence,
    Channel,
    Hours,
    Preference,
    SavedSearch,
    Subscription,
)
from notifications.models.hours import WEEKDAYS


def summary_for(user: User, *, now: dt.datetime) -> list[str]:
    """Return the sentences, the one that always holds first."""
    hours = Hours.objects.filter(user=user).first() or Hours(user=user)
    lines = [_("Everything comes to your inbox here, always.")]
    lines += _outside(user, hours=hours)
    lines += _at_night(hours)
    lines += _followed(user, now=now)
    return lines


def cadences_of(user: User, channel: Channel) -> Counter[str]:
    """Count the kinds by how often each comes to ``user`` on one channel."""
    chosen = dict(
        Preference.objects.visible_to(user).filter(channel=channel).values_list("kind", "cadence")
    )
    return Counter(
        str(chosen.get(name) or chosen.get("") or kind.usual(channel))
        for name, kind in KINDS.items()
    )


def _outside(user: User, *, hours: Hours) -> list[str]:
    usable = Address.objects.usable().filter(user=user, channel__in=switched_on())
    channels = sorted(set(usable.values_list("channel", flat=True)))
    if not channels:
        return [_("Nothing is sent to you outside Saphan: no address of yours is confirmed.")]
    return [_by_channel(user, Channel(channel), hours=hours) for channel in channels]


def _by_channel(user: User, channel: Channel, *, hours: Hours) -> str:
    counts = cadences_of(user, channel)
    parts = list(_parts(counts, hours=hours))
    said = {"channel": channel.label, "what": "; ".join(parts)}
    return (
        _("By %(channel)s: %(what)s.") % said
        if parts
        else (_("By %(channel)s: nothing, you switched it off.") % said)
    )


def _parts(counts: Counter[str], *, hours: Hours) -> Iterator[str]:
    said = {
        "hour": time_format(dt.time(hours.digest_hour or 0), "TIME_FORMAT"),
        "day": WEEKDAYS[hours.digest_weekday],
    }
    if count := counts[Cadence.NOW]:
        yield ngettext("%(count)d kind at once", "%(count)d kinds at once", count) % {
            "count": count
        }
    if count := counts[Cadence.DAILY]:
        yield ngettext(
            "%(count)d kind once a day from %(hour)s",
            "%(count)d kinds once a day from %(hour)s",
            count,
        ) % (said | {"count": count})
    if count := counts[Cadence.WEEKLY]:
        yield ngettext(
            "%(count)d kind once a week, on %(day)s from %(hour)s",
            "%(count)d kinds once a week, on %(day)s from %(hour)s",
            count,
        ) % (said | {"count": count})


def _at_night(hours: Hours) -> list[str]:
    if not hours.quiet:
        return [_("You keep no quiet hours: what is sent at once may come at night.")]
    if hours.urgent_breaks_quiet:
        return [_("In your quiet hours only what is urgent is sent; the rest waits.")]
    return [_("In your quiet hours nothing is sent; it waits.")]


def _followed(user: User, *, now: dt.datetime) -> list[str]:
    mine = Subscription.objects.visible_to(user)
    muted = mine.muted(now=now).count()
    counts = {
        "followed": mine.count() - muted,
        "muted": muted,
        "searches": SavedSearch.objects.visible_to(user).exclude(cadence=Cadence.OFF).count(),
    }
    lines = [
        ngettext(
            "You follow %(followed)d thing.", "You follow %(followed)d things.", counts["followed"]
        )
        % counts
    ]
    if muted:
        lines.append(ngettext("%(muted)d is muted.", "%(muted)d are muted.", muted) % counts)
    if counts["searches"]:
        lines.append(
            ngettext(
                "You keep %(searches)d search.",
                "You keep %(searches)d searches.",
                counts["searches"],
            )
            % counts
        )
    return lines
