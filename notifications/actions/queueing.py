"""From the notices of one event to messages, each at the hour its reader allows, as one set."""

import datetime as dt
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from backend.audit.models import Event
from notifications import timing
from notifications.channels import switched_on
from notifications.insert import RandomUuid, insert_select
from notifications.kinds import KINDS, Kind
from notifications.models import (
    AddressState,
    Cadence,
    Delivery,
    DeliveryState,
    Hours,
    Notification,
    Preference,
)

Notices = QuerySet[Notification]


def add_deliveries(event: Event, *, among: Q, now: dt.datetime) -> None:
    """Queue a message, or keep it for a digest, for each notice and address of its reader."""
    kind = KINDS[event.kind]
    notices = reachable(Notification.objects.filter(among, event=event.pk))
    chosen = Preference.objects.filter(user=OuterRef("user"), channel=OuterRef("by"))
    wanted = notices.annotate(
        cadence=Coalesce(
            Subquery(chosen.filter(kind=event.kind).values("cadence")),
            Subquery(chosen.filter(kind="").values("cadence")),
            _as_usual(kind),
            output_field=CharField(),
        )
    ).exclude(cadence=Cadence.OFF)
    waits = Q(cadence__in=[Cadence.DAILY, Cadence.WEEKLY]) if kind.is_digestable else Q(pk__in=[])
    queue(
        wanted,
        state=Case(
            When(waits, then=Value(DeliveryState.HELD.value)),
            default=Value(DeliveryState.QUEUED.value),
        ),
        period=Case(When(waits, then=F("cadence")), default=Value("")),
        is_urgent=Value(kind.is_urgent),
        due_at=due_at(event, kind, among=among, now=now),
        created_at=moment(now),
    )


def reachable(notices: Notices) -> Notices:
    """Join each notice with every address its reader can be reached at."""
    # In one filter, so that one join stands for all that is said of an address.
    return notices.filter(
        user__addresses__state=AddressState.ACTIVE,
        user__addresses__channel__in=switched_on(),
    ).annotate(by=F("user__addresses__channel"))


def queue(notices: Notices, **columns: Any) -> int:
    """Insert a message for each notice and address; what is there already is left alone."""
    return insert_select(
        Delivery,
        notices,
        key=RandomUuid(),
        notification="pk",
        user="user",
        channel="by",
        address="user__addresses",
        attempts=Value(0),
        doubtful=Value(0),
        last_error=Value(""),
        **columns,
    )


def _as_usual(kind: Kind) -> Case:
    """Say how often a kind goes out where nobody chose."""
    usual = [When(by=channel, then=Value(kind.usual(channel).value)) for channel in switched_on()]
    return Case(*usual, default=Value(Cadence.OFF.value), output_field=CharField())


def due_at(event: Event, kind: Kind, *, among: Q, now: dt.datetime) -> Any:
    """Say when each reader may be disturbed: reckoned once for all of one zone and habit."""
    told = Notification.objects.filter(event=event.pk, user=OuterRef("user"))
    habits = Hours.objects.with_quiet().filter(among, Exists(told))
    if kind.is_urgent:
        habits = habits.filter(urgent_breaks_quiet=False)
    groups = habits.order_by().values_list("user__time_zone", "quiet").distinct()
    later = [
        (zone, quiet, opens)
        for zone, quiet in groups
        if (opens := timing.opens_at(now, zone=timing.zone_named(zone), quiet=quiet)) > now
    ]
    if not later:
        return moment(now)
    asleep = Q(user__hours__urgent_breaks_quiet=False) if kind.is_urgent else Q()
    return Case(
        *(
            When(asleep, user__time_zone=zone, user__hours__quiet=quiet, then=moment(opens))
            for zone, quiet, opens in later
        ),
        default=moment(now),
    )


def moment(when: dt.datetime) -> Value:
    return Value(when, output_field=Event._meta.get_field("happened_at"))
