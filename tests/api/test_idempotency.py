import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.api.idempotency import KEPT_FOR, forget_old_answers
from backend.api.models import KeptAnswer
from campaigns.models import Network
from tests.factories import administrator

pytestmark = pytest.mark.urls("tests.api.resource")

NETWORKS = "/api/v1/networks/"


def add(client: APIClient, *, key: str = "key", name: str = "Champa") -> Any:
    return client.post(NETWORKS, {"name": name}, headers={"Idempotency-Key": key})


class TestSameKey:
    def test_with_the_same_body_gives_the_same_answer_and_no_second_row(
        self, client: APIClient
    ) -> None:
        first, second = add(client), add(client)

        assert first.status_code == second.status_code == 201
        assert first.content == second.content
        assert first["Content-Type"] == second["Content-Type"]
        assert first["Location"] == second["Location"]
        assert first["ETag"] == second["ETag"]
        assert "Idempotent-Replayed" not in first
        assert second["Idempotent-Replayed"] == "true"
        assert Network.objects.count() == 1

    def test_with_another_body_path_or_query_is_a_422(
        self, client: APIClient, network: Network
    ) -> None:
        address = f"{NETWORKS}{network.pk}/rename-and"
        client.post(f"{address}/ok/", {}, headers={"Idempotency-Key": "key"})

        other_body = client.post(f"{address}/ok/", {"a": 1}, headers={"Idempotency-Key": "key"})
        other_path = client.post(f"{address}/rule/", {}, headers={"Idempotency-Key": "key"})

        assert other_body.status_code == other_path.status_code == 422
        assert other_body["Content-Type"] == "application/problem+json"
        network.refresh_from_db()
        assert network.version == 2

    def test_of_somebody_else_is_another_key(self, client: APIClient) -> None:
        other = APIClient()
        other.force_authenticate(administrator("malee"))

        first, second = add(client), add(other)

        assert first.json()["id"] != second.json()["id"]

    def test_with_a_body_that_is_too_large_is_a_413(
        self, client: APIClient, settings: LazySettings
    ) -> None:
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

        answer = add(client, name="a" * 200)

        assert answer.status_code == 413
        assert not KeptAnswer.objects.exists()

    @pytest.mark.parametrize(("how", "status"), [("rule", 409), ("stale", 412), ("invalid", 400)])
    def test_gives_the_same_refusal(
        self, client: APIClient, network: Network, how: str, status: int
    ) -> None:
        address = f"{NETWORKS}{network.pk}/rename-and/{how}/"

        first, second = (
            client.post(address, {}, headers={"Idempotency-Key": "key"}) for _ in range(2)
        )

        network.refresh_from_db()
        assert first.status_code == second.status_code == status
        assert first.content == second.content
        assert second["Content-Type"] == "application/problem+json"
        assert network.version == 1

    def test_after_a_crash_starts_afresh(self, client: APIClient, network: Network) -> None:
        address = f"{NETWORKS}{network.pk}/rename-and/bug/"

        answer = client.post(address, {}, headers={"Idempotency-Key": "key"})

        network.refresh_from_db()
        assert answer.status_code == 500
        assert network.version == 1
        assert not KeptAnswer.objects.exists()

    def test_of_one_who_is_not_signed_in_is_passed_over(self) -> None:
        answer = add(APIClient())

        assert answer.status_code == 401
        assert not KeptAnswer.objects.exists()

    @pytest.mark.parametrize("key", ["", "k" * 201, "a\x00b", "a\tb"])
    def test_that_is_no_key_is_refused(self, client: APIClient, key: str) -> None:
        answer = add(client, key=key)

        assert answer.status_code == 400
        assert not Network.objects.exists()

    def test_may_have_two_hundred_characters(self, client: APIClient) -> None:
        assert add(client, key="k" * 200).status_code == 201


class TestNoKey:
    def test_does_it_each_time(self, client: APIClient) -> None:
        for _time in range(2):
            client.post(NETWORKS, {"name": "Champa"})

        assert Network.objects.count() == 2
        assert not KeptAnswer.objects.exists()


class TestForgetOldAnswers:
    def test_keeps_those_of_the_last_day(self, client: APIClient) -> None:
        for key in ["old", "new"]:
            add(client, key=key)
        KeptAnswer.objects.filter(key="old").update(
            created_at=timezone.now() - KEPT_FOR - dt.timedelta(seconds=1)
        )

        forgotten = forget_old_answers(before=timezone.now() - KEPT_FOR)

        assert forgotten == 1
        assert [kept.key for kept in KeptAnswer.objects.all()] == ["new"]


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
class TestTwins:
    def test_that_come_at_once_are_done_once_and_answered_each(self, somchai: User) -> None:
        answers = at_once(8, lambda: add(signed_in(somchai)))

        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.content for answer in answers}) == 1
        assert sum("Idempotent-Replayed" not in answer for answer in answers) == 1
        assert Network.objects.count() == 1

    def test_wait_for_a_crashing_one_and_then_do_it_themselves(
        self, somchai: User, network: Network
    ) -> None:
        address = f"{NETWORKS}{network.pk}/rename-and/bug/"

        answers = at_once(
            4, lambda: signed_in(somchai).post(address, {}, headers={"Idempotency-Key": "key"})
        )

        network.refresh_from_db()
        assert {answer.status_code for answer in answers} == {500}
        assert network.version == 1
        assert not KeptAnswer.objects.exists()


def signed_in(user: User) -> APIClient:
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(user)
    return client


def at_once(times: int, call: Callable[[], Any]) -> list[Any]:
    start = Barrier(times)

    def run(_number: int) -> Any:
        try:
            start.wait(timeout=120)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))
