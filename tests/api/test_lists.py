import datetime as dt

import pytest
from rest_framework.test import APIClient

from campaigns.models import Network
from tests.factories import NetworkFactory

pytestmark = pytest.mark.urls("tests.api.resource")

NETWORKS = "/api/v1/networks/"


def names(client: APIClient, **parameters: str) -> list[str]:
    answer = client.get(NETWORKS, parameters)
    assert answer.status_code == 200, answer.content
    return [row["name"] for row in answer.json()["results"]]


def errors(client: APIClient, **parameters: str) -> set[str]:
    answer = client.get(NETWORKS, parameters)
    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    return set(answer.json()["errors"])


class TestParameter:
    @pytest.mark.parametrize("name", ["contry", "format", "page", "Search", "updated_at"])
    def test_that_is_unknown_is_named(self, client: APIClient, name: str) -> None:
        assert errors(client, **{name: "TH"}) == {name}

    def test_of_a_list_is_refused_by_what_is_no_list(
        self, client: APIClient, network: Network
    ) -> None:
        answer = client.get(f"{NETWORKS}{network.pk}/?ordering=name")

        assert answer.status_code == 400

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("kind", "no-such-kind"),
            ("parent", "not-an-id"),
            ("updated_after", "yesterday"),
            ("updated_after", "0001-01-01T00:00:00+14:00"),
            ("updated_before", "9999-12-31T23:59:59-12:00"),
            ("country", "T\x00"),
            ("search", "\x00"),
            ("search", "a" * 201),
            ("ordering", "slug"),
            ("ordering", "--name"),
            ("page_size", "many"),
            ("page_size", "9" * 5000),
            ("cursor", ""),
            ("cursor", "not-a-cursor"),
        ],
    )
    def test_that_cannot_be_read_is_named(self, client: APIClient, name: str, value: str) -> None:
        assert errors(client, **{name: value}) == {name}


class TestFilter:
    def test_keeps_what_it_names(self, client: APIClient, network: Network) -> None:
        NetworkFactory.create(name="Bayanihan", country="PH", parent=network)

        assert names(client, country="PH") == ["Bayanihan"]
        assert names(client, parent=str(network.pk)) == ["Bayanihan"]
        assert names(client, parent="00000000-0000-4000-8000-000000000000") == []

    def test_by_time_of_change_includes_both_ends(self, client: APIClient) -> None:
        noon = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
        for hours, name in [(0, "noon"), (1, "one"), (2, "two")]:
            NetworkFactory.create(name=name, updated_at=noon + dt.timedelta(hours=hours))

        assert set(names(client, updated_after="2026-11-22T13:00:00Z")) == {"one", "two"}
        assert set(names(client, updated_before="2026-11-22T20:00:00+07:00")) == {"noon", "one"}


class TestSearch:
    def test_finds_each_word_in_any_field(self, client: APIClient) -> None:
        NetworkFactory.create(name="Domestic Workers of Chiang Mai", slug="champa")
        NetworkFactory.create(name="Domestic Workers of Mae Sot", slug="sister")

        assert names(client, search="champa WORKERS") == ["Domestic Workers of Chiang Mai"]
        assert len(names(client, search="workers")) == 2
        assert names(client, search="champa sister") == []


class TestOrdering:
    def test_follows_the_fields_named(self, client: APIClient) -> None:
        for name, country in [("b", "TH"), ("a", "TH"), ("c", "PH")]:
            NetworkFactory.create(name=name, country=country)

        assert names(client, ordering="country,-name") == ["c", "b", "a"]
        assert names(client, ordering="-name,country,name") == ["c", "b", "a"]
