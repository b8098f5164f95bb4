"""What is forgotten, when, and what never is."""

import datetime as dt

import pytest

from notifications.actions import retention
from notifications.clock import database_now
from notifications.models import Delivery, Digest, Notification
from tests.factories import DeliveryFactory, DigestFactory, NotificationFactory

YEARS_AGO = dt.timedelta(days=800)


def forget() -> int:
    return retention.forget_old(now=database_now())


class TestAMessage:
    @pytest.mark.parametrize("state", ["accepted", "bundled", "suppressed"])
    def test_that_is_done_with_goes_after_a_while(self, state: str) -> None:
        old = database_now() - dt.timedelta(days=100)
        DeliveryFactory.create(state=state, created_at=old)
        kept = DeliveryFactory.create(state=state)

        assert forget() == 1

        assert list(Delivery.objects.all()) == [kept]
        assert Notification.objects.count() == 2

    @pytest.mark.parametrize("state", ["queued", "held", "dead", "unknown"])
    def test_that_is_not_done_with_stays(self, state: str) -> None:
        DeliveryFactory.create(state=state, created_at=database_now() - YEARS_AGO)

        assert forget() == 0
        assert Delivery.objects.count() == 1


class TestANotice:
    def test_goes_with_its_messages_once_it_was_dealt_with(self) -> None:
        old = database_now() - YEARS_AGO
        notice = NotificationFactory.create(created_at=old, read_at=old)
        DeliveryFactory.create(notification=notice, state="dead")
        NotificationFactory.create(created_at=old, archived_at=old)
        unopened = NotificationFactory.create(created_at=old)

        forget()

        assert list(Notification.objects.all()) == [unopened]
        assert not Delivery.objects.exists()


class TestADigest:
    def test_goes_with_the_message_it_was(self) -> None:
        old = database_now() - YEARS_AGO
        digest = DigestFactory.create(created_at=old)
        DeliveryFactory.create(digest=digest, notification=None, user=digest.user)

        forget()

        assert not Digest.objects.exists()
        assert not Delivery.objects.exists()


class TestOneCall:
    def test_deletes_no_more_than_a_chunk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(retention, "CHUNK", 2)
        old = database_now() - YEARS_AGO
        DeliveryFactory.create_batch(3, state="accepted", created_at=old)

        assert [forget(), forget(), forget()] == [2, 1, 0]
