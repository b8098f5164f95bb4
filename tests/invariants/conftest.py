"""One world for the modules that ask for all routes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.invariants.asker import Asker
from tests.invariants.world import build

# Throttles count in the database; thousands of requests need not.
IN_MEMORY = settings.CACHES | {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker: Any) -> Iterator[Asker]:  # noqa: ARG001
    """Build the world once, inside one transaction that ends with the module."""
    with django_db_blocker.unblock(), override_settings(CACHES=IN_MEMORY), transaction.atomic():
        world = build()
        asker = Asker(world)
        world.close_account("inactive")
        yield asker
        transaction.set_rollback(True)
