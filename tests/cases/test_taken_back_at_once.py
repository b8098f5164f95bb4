"""She takes back her word while somebody is reading, on a database that lets both."""

import threading

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from cases.actions import consents
from cases.models import Consent, ConsentUse, Purpose, Task
from tests.crowd import PATIENCE_SECONDS, at_once
from tests.factories import ConsentFactory, leader, officer

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid())"


def read_by(consent: Consent) -> ConsentUse:
    return consents.note_use(
        consent.case,
        Q(purpose=Purpose.ILO),
        subject=consent.case,
        user=officer(consent.case.country),
        leaves_copy=True,
    )


def until_it_waits(other: threading.Thread) -> None:
    """Return once ``other`` waits for what is held here, or has gone past it."""
    with connection.cursor() as cursor:
        while other.is_alive():
            cursor.execute(WAITING)
            if cursor.fetchone() == (True,):
                return
            other.join(0.02)


class TestTakingBackWhileSomebodyReads:
    def test_asks_her_for_her_copy_as_well(self) -> None:
        consent = ConsentFactory.create(purpose=Purpose.ILO)
        by = leader(consent.case.network)

        def take_back() -> None:
            at_once([lambda: consents.withdraw(consent, by=by, now=timezone.now())])

        she = threading.Thread(target=take_back)
        with transaction.atomic():
            read_by(consent)
            she.start()
            until_it_waits(she)
        she.join(PATIENCE_SECONDS)

        assert Task.objects.filter(case=consent.case).count() == 1

    def test_leaves_no_reading_that_rests_on_what_was_taken_back(self) -> None:
        consent = ConsentFactory.create(purpose=Purpose.ILO)
        by = leader(consent.case.network)
        told: list[object] = []

        def read() -> None:
            told.extend(at_once([lambda: read_by(consent)]))

        she = threading.Thread(target=read)
        with transaction.atomic():
            consents.withdraw(consent, by=by, now=timezone.now())
            she.start()
            until_it_waits(she)
        she.join(PATIENCE_SECONDS)

        assert [type(outcome) for outcome in told] == [consents.NotAgreed]
        assert not ConsentUse.objects.exists()
