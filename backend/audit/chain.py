"""The chain that ties each row of the read trail to the one before it, by a key the database lacks.

Whoever can write to the database alone can neither forge a row nor change, move or take one out
of the middle unseen. What she can do is cut rows off the end: that shows against an anchor only,
a note of where each chain stood, kept elsewhere (``anchors``).
"""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import OuterRef, Subquery

from backend.audit.models import Read

NOTHING_BEFORE = ""
"""What stands in the place of a mark before the first row."""


def mac_of(row: Read, *, before: str) -> str:
    """Return the mark of ``row`` behind the row marked ``before``, under the newest key."""
    return sign(_said(row, before=before))


def is_genuine(row: Read, *, before: str) -> bool:
    return is_signed(_said(row, before=before), mac=row.mac)


def sign(text: str) -> str:
    """Return 'key id:digest' of ``text``."""
    key_id, key = next(iter(settings.AUDIT_KEYS.items()))
    return f"{key_id}:{_digest(key, text)}"


def is_signed(text: str, *, mac: str) -> bool:
    """Say whether ``sign`` made ``mac`` of this text, under any key that is still known."""
    key_id, _, digest = mac.partition(":")
    key = settings.AUDIT_KEYS.get(key_id)
    return key is not None and hmac.compare_digest(digest.encode(), _digest(key, text).encode())


def hold(networks: Collection[UUID]) -> None:
    """Keep others from the ends of these networks' chains until the transaction ends."""
    if connection.vendor != "postgresql":  # SQLite lets in one writer at a time anyway
        return
    # In one order for everybody, or two could wait for each other.
    names = [f"reads of {network}" for network in sorted(networks)]
    one_by_one = """
        SELECT pg_advisory_xact_lock(hashtextextended(name, 0))
        FROM unnest(%s::text[]) WITH ORDINALITY AS named (name, place) ORDER BY place
    """
    with connection.cursor() as cursor:
        cursor.execute(one_by_one, [names])


def ends_of(networks: Collection[UUID]) -> dict[UUID, Read]:
    """Return the last row of each chain that has any."""
    later = Read.objects.filter(network_id=OuterRef("network_id")).order_by("-seq")
    ends = Read.objects.filter(network_id__in=networks, seq=Subquery(later.values("seq")[:1]))
    return {row.network_id: row for row in ends}


def _digest(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _said(row: Read, *, before: str) -> str:
    said = [
        before,
        str(row.network_id),
        row.seq,
        str(row.reader_id),
        row.reader_label,
        row.subject_type,
        str(row.subject_id),
        row.field_class,
        row.reason,
        row.read_at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
    ]
    return json.dumps(said, ensure_ascii=False)
