"""Which events wait to be passed on."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from backend.audit.models import Dispatch, DispatchState, Event
from notifications.actions import fanout
from notifications.clock import database_now
from tests.notifications.conftest import Scene
from tests.notifications.stage import happened

Wrapper = Callable[..., Any]


@pytest.fixture
def event(scene: Scene) -> Event:
    return happened("milestone.reached", scene.milestone, reached_on="2026-11-22")


class TestWaiting:
    def test_names_the_oldest_first_and_nothing_that_is_done_or_held(self, scene: Scene) -> None:
        first, held, third, done = (happened("review.opened", scene.review) for _ in range(4))
        soon = database_now() + dt.timedelta(seconds=9)
        Dispatch.objects.filter(pk=held.pk).update(lease_token=uuid4(), lease_until=soon)
        Dispatch.objects.filter(pk=done.pk).update(state=DispatchState.DONE, done_at=soon)

        assert fanout.waiting(now=database_now()) == [first.pk, third.pk]
        assert fanout.waiting(now=database_now(), most=1) == [first.pk]
