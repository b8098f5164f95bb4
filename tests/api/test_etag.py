import pytest
from rest_framework.test import APIClient

from campaigns.models import Network

pytestmark = pytest.mark.urls("tests.api.resource")


@pytest.fixture
def address(network: Network) -> str:
    return f"/api/v1/networks/{network.pk}/"


def rename(client: APIClient, address: str, **headers: str) -> int:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.patch(address, {"name": "Lotus"}, headers=sent).status_code


class TestETag:
    def test_of_an_unchanged_resource_needs_no_second_reading(
        self, client: APIClient, address: str
    ) -> None:
        tag = client.get(address)["ETag"]

        for known in [tag, f"W/{tag}", f'"other", {tag}', "*"]:
            answer = client.get(address, headers={"If-None-Match": known})

            assert answer.status_code == 304
            assert answer["ETag"] == tag
            assert answer.content == b""

    def test_changes_with_what_is_shown_even_where_the_version_does_not(
        self, client: APIClient, address: str
    ) -> None:
        tag = client.get(address)["ETag"]
        Network.objects.update(name="Shown otherwise")

        answer = client.get(address, headers={"If-None-Match": tag})

        assert answer.status_code == 200
        assert answer["ETag"] != tag

    def test_of_a_write_is_that_of_the_next_reading(self, client: APIClient, address: str) -> None:
        written = client.patch(address, {"name": "Lotus"}, headers={"If-Match": "*"})

        assert written["ETag"] == client.get(address)["ETag"]


class TestIfMatch:
    def test_lets_a_change_of_the_version_read_pass(self, client: APIClient, address: str) -> None:
        tag = client.get(address)["ETag"]

        assert rename(client, address, If_Match=tag) == 200

    @pytest.mark.parametrize("tag", ['"1"', 'W/"1"', '"1-0123abcd"', "*"])
    def test_may_name_the_version_alone_or_any(
        self, client: APIClient, address: str, tag: str
    ) -> None:
        assert rename(client, address, If_Match=tag) == 200

    def test_stops_a_change_of_an_older_version(
        self, client: APIClient, address: str, network: Network
    ) -> None:
        tag = client.get(address)["ETag"]
        rename(client, address, If_Match=tag)

        answer = client.patch(address, {"name": "Rose"}, headers={"If-Match": tag})

        network.refresh_from_db()
        assert answer.status_code == 412
        assert answer.json()["changed"] == ["name"]
        assert answer.json()["current"]["name"] == network.name == "Lotus"

    @pytest.mark.parametrize("tag", ['"another"', '""', '"0"', '"99"', '"9999999999999999999"'])
    def test_that_names_no_version_of_ours_is_stale(
        self, client: APIClient, address: str, tag: str
    ) -> None:
        assert rename(client, address, If_Match=tag) == 412

    def test_has_to_be_there(self, client: APIClient, address: str, network: Network) -> None:
        assert rename(client, address) == 428

        network.refresh_from_db()
        assert network.name == "Champa"

    @pytest.mark.parametrize("tag", ["1", "", '"1', '"1", "2"', "W/1", '"a b"'])
    def test_has_to_be_one_quoted_tag(self, client: APIClient, address: str, tag: str) -> None:
        assert rename(client, address, If_Match=tag) == 400
