"""Whether the read trail is what was written: no row edited, moved, taken out or cut off.

An *anchor* says where each network's chain stood at one moment. Kept where whoever runs the
database cannot change it, it shows what the chain alone cannot: that its end was cut off, or
that all of it is gone.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backend.audit import chain
from backend.audit.models import Read

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and at which rows of whose chain."""

    network: UUID
    first: int
    last: int
    what: str | Promise

    def __str__(self) -> str:
        rows = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.network} {rows}: {self.what}"


class NotAnAnchor(ValueError):
    """The text is no anchor of this house, or was changed."""


def faults() -> Iterator[Fault]:
    """Yield what is wrong with the chains, as far as they can tell by themselves."""
    rows = Read.objects.order_by("network_id", "seq").iterator(_AT_ONCE)
    for network, chained in groupby(rows, key=lambda row: row.network_id):
        yield from _faults_of(network, chained)


def _faults_of(network: UUID, rows: Iterator[Read]) -> Iterator[Fault]:
    seq, before = 0, chain.NOTHING_BEFORE
    for row in rows:
        if row.seq > seq + 1:
            yield Fault(network, seq + 1, row.seq - 1, _("taken out"))
        elif not chain.is_genuine(row, before=before):
            # What follows a hole cannot be told by itself; the row after it can.
            yield Fault(network, row.seq, row.seq, _("not as it was written"))
        seq, before = row.seq, row.mac


def anchor(*, now: dt.datetime) -> str:
    """Return where each chain stands, as one line of JSON that cannot be changed unseen."""
    networks = Read.objects.order_by().values_list("network_id", flat=True).distinct()
    ends = chain.ends_of(list(networks))
    said = {
        "taken_at": now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "ends": {str(network): [row.seq, row.mac] for network, row in sorted(ends.items())},
    }
    return json.dumps(said | {"mac": chain.sign(_plain(said))})


def faults_against(kept: str) -> Iterator[Fault]:
    """Yield the chains that do not reach where they stood when the anchor ``kept`` was taken.

    Raises:
        NotAnAnchor: it was not taken here, or was changed.
    """
    for network, (seq, mac) in _ends_in(kept).items():
        rows = Read.objects.filter(network_id=network)
        last = rows.order_by("-seq").values_list("seq", flat=True).first() or 0
        if last < seq:
            yield Fault(UUID(network), last + 1, seq, _("cut off"))
        elif not rows.filter(seq=seq, mac=mac).exists():
            yield Fault(UUID(network), seq, seq, _("not the row the anchor knows"))


def _ends_in(kept: str) -> dict[str, tuple[int, str]]:
    try:
        said: dict[str, Any] = json.loads(kept)
        mac = said.pop("mac")
    except (ValueError, KeyError, AttributeError, TypeError) as broken:
        raise NotAnAnchor from broken
    if not isinstance(mac, str) or not chain.is_signed(_plain(said), mac=mac):
        raise NotAnAnchor
    ends: dict[str, tuple[int, str]] = said["ends"]
    return ends


def _plain(said: dict[str, Any]) -> str:
    return json.dumps(said, sort_keys=True)
