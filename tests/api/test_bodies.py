import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from backend.accounts.models import User
from campaigns.models import Network
from tests.factories import NetworkFactory, leader
from tests.interface import NOBODY

pytestmark = pytest.mark.urls("tests.api.resource")

NETWORKS = "/api/v1/networks/"


def send(client: APIClient, body: bytes, content_type: str = "application/json") -> tuple[int, str]:
    answer = client.generic("POST", NETWORKS, body, content_type)  # type: ignore[arg-type]
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.content.decode()


class TestBody:
    @pytest.mark.parametrize(
        "body",
        [
            b"{",
            b"nothing",
            b'{"name": NaN}',
            b'{"name": "a", "name": "b"}',
            b'{"name": "a\\u0000b"}',
            b'{"name": "a", "about": {"deep": ["b\\u0000"]}}',
            b'{"name": "a", "about": [["\\ud800"]]}',
            b'{"name": "\xff\xfe"}',
            b'{"name": "a", "count": 9223372036854775808}',
            b'{"name": ' + b"9" * 5000 + b"}",
            b"[" * 100_000 + b"]" * 100_000,
            b"[]",
            b'"name"',
            b"7",
            b"null",
            b"",
        ],
    )
    def test_that_cannot_be_read_is_a_400(self, client: APIClient, body: bytes) -> None:
        status, _problem = send(client, body)

        assert status == 400
        assert not Network.objects.exists()

    @pytest.mark.parametrize("charset", ["hex", "utf-16", "rot13", "idna", "no-such"])
    def test_is_read_as_utf_8_whatever_it_claims(self, client: APIClient, charset: str) -> None:
        body = '{"name": "จำปา"}'.encode()

        content_type = f"application/json; charset={charset}"
        answer = client.generic("POST", NETWORKS, body, content_type)  # type: ignore[arg-type]

        assert answer.status_code == 201
        assert answer.json()["name"] == "จำปา"

    def test_has_to_be_json(self, client: APIClient) -> None:
        for content_type in ["application/xml", "multipart/form-data; boundary=x", "text/plain"]:
            status, _problem = send(client, b"name=Champa", content_type)

            assert status == 415

    def test_has_a_largest_size(self, client: APIClient, settings: LazySettings) -> None:
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

        status, _problem = send(client, b'{"name": "' + b"a" * 200 + b'"}')

        assert status == 413

    def test_may_not_name_what_is_not_there(self, client: APIClient) -> None:
        answer = client.post(NETWORKS, {"name": "Champa", "nmae": "Champa", "id": "7"})

        assert answer.status_code == 400
        assert set(answer.json()["errors"]) == {"nmae", "id"}

    @pytest.mark.parametrize(
        ("field", "value"),
        [("name", 33), ("name", 3.3), ("parent", 7), ("others", [NOBODY, 7])],
    )
    def test_may_not_hold_a_number_where_a_text_or_an_id_belongs(
        self, client: APIClient, field: str, value: object
    ) -> None:
        answer = client.post(NETWORKS, {"name": "Champa", field: value})

        assert answer.status_code == 400
        assert {name.partition(".")[0] for name in answer.json()["errors"]} == {field}
        assert not Network.objects.exists()

    def test_says_which_field_is_missing(self, client: APIClient) -> None:
        answer = client.post(NETWORKS, {})

        assert answer.status_code == 400
        assert set(answer.json()["errors"]) == {"name"}

    @pytest.mark.parametrize("count", [-1, 2**31, 2**62, 1.5, "many", [], True])
    def test_counts_only_what_a_column_can_hold(self, client: APIClient, count: object) -> None:
        answer = client.post(NETWORKS, {"name": "Champa", "count": count})

        assert answer.status_code == 400
        assert set(answer.json()["errors"]) == {"count"}


class TestRelated:
    def test_is_found_where_she_may_see_it(self, network: Network) -> None:
        client = APIClient()
        client.force_authenticate(leader(network))

        answer = client.post(
            NETWORKS, {"name": "New", "parent": str(network.pk), "others": [str(network.pk)]}
        )

        added = Network.objects.exclude(pk=network.pk).get()
        assert added.parent == network
        # The new one is in no campaign of hers, so there is nothing to show her.
        assert answer.status_code == 204

    def test_does_not_exist_where_she_may_not_see_it(self, network: Network) -> None:
        client = APIClient()
        client.force_authenticate(leader(network))
        hidden = NetworkFactory.create()

        of_others = client.post(NETWORKS, {"name": "New", "parent": str(hidden.pk)})
        of_nobody = client.post(
            NETWORKS, {"name": "New", "parent": "00000000-0000-4000-8000-000000000000"}
        )

        assert of_others.status_code == of_nobody.status_code == 400
        assert of_others.content == of_nobody.content

    @pytest.mark.parametrize("parent", ["", "7", 7, None, [], {}, "\u0e01"])
    def test_has_to_be_an_id(self, client: APIClient, parent: object) -> None:
        answer = client.post(NETWORKS, {"name": "New", "parent": parent})

        assert answer.status_code == 400
        assert set(answer.json()["errors"]) == {"parent"}

    def test_is_named_by_its_place_in_a_list(self, client: APIClient, network: Network) -> None:
        missing = "00000000-0000-4000-8000-000000000000"

        answer = client.post(NETWORKS, {"name": "New", "others": [str(network.pk), missing]})

        assert set(answer.json()["errors"]) == {"others.1"}

    def test_in_a_list_costs_as_much_as_one(self, somchai: User) -> None:
        few, many = NetworkFactory.create_batch(1), NetworkFactory.create_batch(20)

        assert queries_to_find(few, somchai) == queries_to_find(many, somchai)

    def test_in_a_list_that_is_too_long_is_not_looked_for(
        self, client: APIClient, network: Network
    ) -> None:
        answer = client.post(NETWORKS, {"name": "New", "others": [str(network.pk)] * 201})

        assert set(answer.json()["errors"]) == {"others"}


def queries_to_find(networks: list[Network], user: User) -> int:
    client = APIClient()
    client.force_authenticate(User.objects.get(pk=user.pk))
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(NETWORKS, {"name": "New", "others": [str(n.pk) for n in networks]})
    assert answer.status_code == 201
    return len(queries)
