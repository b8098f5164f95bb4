"""The alarm that rings where one person reads much of one network in a short while.

It hangs on the writing of the trail, so that nobody can read past it. It hinders nothing: who
prepares a hearing reads much, too. The others who lead the network are told, and can ask.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Count, Q

from backend.accounts.models import User
from backend.audit import log
from backend.audit.models import Read
from backend.sight import FieldClass

KIND = "network.read_in_bulk"
WINDOW = dt.timedelta(hours=1)


def notice(reader: User, rows: Sequence[Read]) -> None:
    """Record an event for each network of which ``reader`` now has read too much, once an hour."""
    now = rows[0].read_at
    networks = {row.network_id for row in rows}
    for read in _read_lately(reader, networks, now=now):
        if read.sealed > settings.SEALED_READS_AN_HOUR or read.all > settings.READS_AN_HOUR:
            _alarm(reader, read, now=now)


@dataclass(frozen=True, slots=True)
class _Lately:
    """How many things of one network she was shown; the same thing twice is one."""

    network: UUID
    all: int
    sealed: int


def _read_lately(
    reader: User, networks: Collection[UUID], *, now: dt.datetime
) -> Iterator[_Lately]:
    lately = Read.objects.filter(
        network_id__in=networks, reader_id=reader.pk, read_at__gt=now - WINDOW
    )
    things = Count("subject_id", distinct=True)
    sealed = Count("subject_id", distinct=True, filter=Q(field_class=FieldClass.SEALED))
    counted = lately.order_by().values_list("network_id").annotate(things=things, sealed=sealed)
    return starmap(_Lately, counted)


def _alarm(reader: User, read: _Lately, *, now: dt.datetime) -> None:
    subject = apps.get_model("campaigns", "Network")(pk=read.network)
    hour = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H")
    changes = {"read": read.all, "sealed": read.sealed}
    once = f"{KIND}:{read.network}:{reader.pk}:{hour}"
    log.record(KIND, subject, by=reader, changes=changes, once=once)
