"""What leaves the world of all routes by itself: see ``world``."""

from typing import Any

from backend.accounts.models import User
from tests import factories

Things = dict[tuple[str, str], Any]


def add(things: Things, *, reader: User | None) -> None:
    """Add a webhook with a post to each network, and the calendar of who follows nothing."""
    for side in ("own", "other"):
        webhook = factories.WebhookFactory.create(network=things["network", side])
        things["webhook", side] = webhook
        things["post", side] = factories.WebhookPostFactory.create(
            webhook=webhook, event__subject_id=things["case", side].pk, state="dead"
        )
    things["calendar", "own"] = "the-secret-of-a-calendar"
    factories.CalendarFactory.create(user=reader, token=things["calendar", "own"])
