import pytest
from rest_framework.test import APIClient
from rest_framework.throttling import UserRateThrottle

from backend.accounts.models import User
from campaigns.models import Network
from tests.factories import NetworkFactory, person

pytestmark = pytest.mark.urls("tests.api.resource")

NETWORKS = "/api/v1/networks/"
PROBLEM = "application/problem+json"


@pytest.fixture
def address(network: Network) -> str:
    return f"{NETWORKS}{network.pk}/"


class TestProblem:
    @pytest.mark.parametrize(
        ("how", "status", "kind"),
        [
            ("invalid", 400, "/problems/invalid"),
            ("model", 400, "/problems/invalid"),
            ("forbidden", 403, "/problems/not-allowed"),
            ("rule", 409, "/problems/refused"),
            ("stale", 412, "/problems/stale"),
        ],
    )
    def test_has_the_members_of_rfc_9457(
        self, client: APIClient, address: str, how: str, status: int, kind: str
    ) -> None:
        answer = client.post(f"{address}rename-and/{how}/", {})

        problem = answer.json()
        assert answer.status_code == problem["status"] == status
        assert answer["Content-Type"] == PROBLEM
        assert problem["type"] == kind
        assert problem["title"]
        assert problem["detail"]

    def test_names_the_wrong_field(self, client: APIClient, address: str) -> None:
        invalid = client.post(f"{address}rename-and/invalid/", {}).json()
        of_the_model = client.post(f"{address}rename-and/model/", {}).json()
        nested = client.post(f"{address}rename-and/nested/", {}).json()

        assert invalid["errors"] == {"name": ["Not this one."]}
        assert of_the_model["errors"] == {"name": ["Too plain."]}
        assert nested["errors"] == {"sources.1.url": ["No address."]}

    def test_names_the_rule_that_refused(self, client: APIClient, address: str) -> None:
        problem = client.post(f"{address}rename-and/rule/", {}).json()

        assert problem["code"] == "name_taken"
        assert problem["detail"] == "This name is taken."

    def test_of_a_stale_change_shows_what_changed_and_what_is_now(
        self, client: APIClient, address: str
    ) -> None:
        answer = client.post(f"{address}rename-and/stale/", {})

        assert answer.json()["changed"] == ["about", "name"]
        assert answer.json()["current"] == client.get(address).json()
        assert answer["ETag"] == client.get(address)["ETag"]

    def test_of_a_bug_is_a_500_that_says_nothing_about_it(
        self, client: APIClient, address: str
    ) -> None:
        answer = client.post(f"{address}rename-and/bug/", {})

        assert answer.status_code == 500
        assert answer["Content-Type"] == PROBLEM
        assert "a bug" not in answer.content.decode()

    def test_speaks_the_language_of_the_account(self, address: str) -> None:
        client = APIClient()
        thai = person("ploy")
        thai.language = "th"
        client.force_authenticate(thai)

        answer = client.get(address)

        assert answer["Content-Language"] == "th"

    def test_speaks_the_language_the_request_asks_for(self, address: str) -> None:
        client = APIClient(headers={"Accept-Language": "my"})
        client.force_authenticate(person("ploy"))

        answer = client.get(address)

        assert answer["Content-Language"] == "my"


class TestStranger:
    def test_hears_401_and_how_to_sign_in(self, address: str) -> None:
        for path in [NETWORKS, address]:
            answer = APIClient().get(path)

            assert answer.status_code == 401
            assert answer["Content-Type"] == PROBLEM
            assert answer["WWW-Authenticate"] == "Token"

    def test_gets_the_same_404_for_what_is_hidden_and_what_is_not_there(self, address: str) -> None:
        client = APIClient()
        client.force_authenticate(person("ploy"))

        hidden = client.get(address)
        missing = client.get(f"{NETWORKS}00000000-0000-4000-8000-000000000000/")

        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content

    def test_cannot_write_from_another_site_with_her_session(self, somchai: User) -> None:
        browser = APIClient(enforce_csrf_checks=True)
        browser.force_login(somchai)

        answer = browser.post(NETWORKS, {"name": "Champa"})

        assert answer.status_code == 403
        assert answer["Content-Type"] == PROBLEM


class TestPath:
    @pytest.mark.parametrize("path", ["nothing/", "networks/not-an-id/", "networks/7/", "a\x00b/"])
    def test_that_leads_nowhere_gets_a_problem(self, client: APIClient, path: str) -> None:
        for answer in [client.get(f"/api/v1/{path}"), client.post(f"/api/v1/{path}", {})]:
            assert answer.status_code == 404
            assert answer["Content-Type"] == PROBLEM

    def test_that_leads_nowhere_gets_no_sign_in_page(self) -> None:
        answer = APIClient().post("/api/v1/nothing/", {})

        assert answer.status_code == 404
        assert answer["Content-Type"] == PROBLEM

    def test_refuses_a_method_it_has_no_use_for(self, client: APIClient, address: str) -> None:
        answer = client.delete(address)

        assert answer.status_code == 405
        assert answer["Content-Type"] == PROBLEM
        assert "GET" in answer["Allow"]

    def test_refuses_a_format_it_does_not_have(self, client: APIClient, address: str) -> None:
        answer = client.get(address, headers={"Accept": "application/xml"})

        assert answer.status_code == 406
        assert answer["Content-Type"] == PROBLEM


class TestTooManyRequests:
    def test_are_told_when_to_come_back(
        self, client: APIClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(UserRateThrottle.THROTTLE_RATES, "user", "1/min")
        NetworkFactory.create()

        first, second = client.get(NETWORKS), client.get(NETWORKS)

        assert first.status_code == 200
        assert second.status_code == 429
        assert 0 < int(second["Retry-After"]) <= 60
        assert second["Content-Type"] == PROBLEM


class TestAnswer:
    def test_is_kept_by_nobody_else(self, client: APIClient, address: str) -> None:
        answer = client.get(address)

        assert "private" in answer["Cache-Control"]
        assert "Authorization" in answer["Vary"]

    def test_says_moments_in_utc_whatever_her_zone(self, somchai: User, address: str) -> None:
        browser = APIClient()
        browser.force_login(somchai)

        moment = browser.get(address).json()["created_at"]

        assert somchai.time_zone == "Asia/Bangkok"
        assert moment.endswith("Z")
