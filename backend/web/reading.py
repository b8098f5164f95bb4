"""How somebody reads: what her profile says, or else her language."""

from django.utils.translation import get_language

from backend.accounts.models import User
from backend.calendars import Calendar


def calendar_of(reader: object) -> str:
    """Return the calendar in which ``reader`` has dates written; visitors read Thai in the Thai."""
    if isinstance(reader, User):
        return reader.calendar
    is_thai = (get_language() or "").startswith("th")
    return Calendar.BUDDHIST if is_thai else Calendar.GREGORIAN
