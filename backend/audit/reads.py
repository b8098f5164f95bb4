"""Write down who read what, in the transaction of the reading; and find it again.

``with transaction.atomic(): found = …; reads.record(…)``: answer only after that. What was
answered then has its row, whenever the process dies; a row without an answer does no harm.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from backend.accounts.models import User
from backend.audit import bulk, chain
from backend.audit.models import LONGEST_REASON, Read
from backend.sight import FieldClass


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing shown: whose it is, and the narrowest class of field that was shown of it."""

    subject: models.Model
    network: UUID
    field_class: FieldClass
    reason: str = ""


def record(
    reader: User,
    *,
    subject: models.Model,
    field_class: FieldClass,
    network: UUID,
    reason: str = "",
) -> None:
    """Write down that ``reader`` is shown ``subject``, which is ``network``'s.

    ``field_class`` is the narrowest class she is shown. Call it last in the transaction: until
    that ends, others who read of the same network wait.

    Raises:
        RuntimeError: outside a transaction.
    """
    record_each(reader, [Reading(subject, network, field_class, reason)])


def record_each(reader: User, readings: Iterable[Reading]) -> None:
    """Write down all that one page or answer shows ``reader``; see ``record``."""
    if not transaction.get_connection().in_atomic_block:
        msg = "record() must share a transaction with what it records"
        raise RuntimeError(msg)
    shown = list(readings)
    if shown:
        rows = _chained(shown, reader=reader, now=timezone.now())
        Read.objects.bulk_create(rows)
        bulk.notice(reader, rows)


def of(subject: models.Model) -> models.QuerySet[Read]:
    """Return who read ``subject``, the last first."""
    label = subject._meta.label_lower
    return Read.objects.filter(subject_type=label, subject_id=subject.pk).order_by("-id")


def _row(reading: Reading, *, reader: User, now: dt.datetime) -> Read:
    return Read(
        network_id=reading.network,
        reader_id=reader.pk,
        reader_label=reader.get_username(),
        subject_type=reading.subject._meta.label_lower,
        subject_id=reading.subject.pk,
        field_class=reading.field_class,
        reason=reading.reason[:LONGEST_REASON],
        read_at=now,
    )


def _chained(readings: Sequence[Reading], *, reader: User, now: dt.datetime) -> list[Read]:
    """Return the rows, each with its number and mark behind the last of its network."""
    networks = {reading.network for reading in readings}
    chain.hold(networks)
    ends, rows = chain.ends_of(networks), []
    for reading in readings:
        row, last = _row(reading, reader=reader, now=now), ends.get(reading.network)
        row.seq = last.seq + 1 if last else 1
        row.mac = chain.mac_of(row, before=last.mac if last else chain.NOTHING_BEFORE)
        ends[reading.network] = row
        rows.append(row)
    return rows
