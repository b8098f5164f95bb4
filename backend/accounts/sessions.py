"""Sessions that know whose they are, so that a person can see hers and end them from afar."""

import datetime as dt
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from backend.accounts.models import Session

BEGAN, SEEN, DEVICE = "began_at", "seen_at", "device"
"""What a session keeps of itself: two moments (seconds) and the kind of browser."""


class SessionStore(db.SessionStore):
    """Django's sessions in the database, with the person written beside them."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Write down whose session it is, since when, from what."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.user_id = data.get(SESSION_KEY)
        row.device = data.get(DEVICE, "")
        row.began_at, row.seen_at = _moment(data, BEGAN), _moment(data, SEEN)
        return row


def _moment(data: dict[str, Any], name: str) -> dt.datetime | None:
    seconds = data.get(name)
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC) if seconds else None
