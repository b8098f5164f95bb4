"""Redis forgets everything, or answers nobody, while alerts are on their way."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
import redis

from notifications.models import Notification
from tests.factories import MilestoneFactory, officer
from tests.faults.services import OwnRedis, on_its_own_connection, until
from tests.faults.stub import Stub
from tests.faults.texting import HELD, a_reader_of_texts, at_work, one_text, sweep_until_sent
from tests.interface import post

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


class TestRedisFlushedWhileATextIsOnItsWay:
    def test_loses_nothing_and_doubles_nothing(
        self, provider: Stub, rings_at: OwnRedis, tmp_path: Path
    ) -> None:
        """One text is at the provider, and rings for three more lie in Redis, taken by nobody.

        To see it fail: ``FAULT_OFF=backend.audit.log:wake``; the sweep then rings for nothing.
        """
        provider.behave("hold")
        with (
            at_work(provider, log=tmp_path / "worker.log", broker=rings_at.url, **HELD) as one,
            redis.Redis(port=rings_at.port) as broker,
        ):
            one_text()
            until(provider.log, what="the text is at the provider")
            one.stop_clock()
            for _ in range(3):
                one_text()
            assert broker.llen("dispatch")
            broker.flushall()
            one.go_on()
            provider.answer()
            sweep_until_sent(4)

        assert sorted(provider.log().values()) == [1, 1, 1, 1]
        assert Notification.objects.count() == 4


class TestRedisThatAnswersNobody:
    def test_does_not_hold_up_a_request_and_the_alert_comes_when_it_answers(
        self, provider: Stub, rings_at: OwnRedis, tmp_path: Path
    ) -> None:
        """``CLIENT PAUSE``: calls are taken, and no order of them is carried out.

        To see it fail, leave ``socket_timeout`` out of CELERY_BROKER_TRANSPORT_OPTIONS: the
        request waits as long as the pause.
        """
        review = a_reader_of_texts()
        milestone = MilestoneFactory.create(law_review=review)
        path = f"milestones/{milestone.pk}/mark-reached/"
        act = partial(post, officer(review.country), path, on="2026-11-20")
        with (
            at_work(provider, log=tmp_path / "worker.log", broker=rings_at.url),
            redis.Redis(port=rings_at.port) as broker,
            ThreadPoolExecutor(1) as another,
        ):
            broker.client_pause(3_600_000, all=False)
            try:
                request = another.submit(on_its_own_connection, act)
                until(request.done, what="the request is answered")
                assert not Notification.objects.exists()
            finally:
                broker.client_unpause()
            sweep_until_sent()

        assert request.result().status_code == 200, request.result().content
        assert list(provider.log().values()) == [1]
