from typing import Any

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from rest_framework.test import APIClient

pytestmark = pytest.mark.urls("tests.api.resource")


@pytest.fixture
def schema() -> dict[str, Any]:
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return made


class TestSchema:
    def test_is_valid_and_made_without_a_warning(self, schema: dict[str, Any]) -> None:
        validate_schema(schema)  # type: ignore[no-untyped-call]

        assert schema["openapi"].startswith("3.1")
        assert not GENERATOR_STATS

    def test_tells_every_refusal_as_a_problem(self, schema: dict[str, Any]) -> None:
        answers = schema["paths"]["/api/v1/networks/{id}/"]["patch"]["responses"]

        assert set(answers) >= {"400", "401", "403", "404", "409", "412", "428", "429"}
        assert set(answers["412"]["content"]) == {"application/problem+json"}

    def test_tells_the_headers_of_writes(self, schema: dict[str, Any]) -> None:
        post = schema["paths"]["/api/v1/networks/"]["post"]["parameters"]
        patch = schema["paths"]["/api/v1/networks/{id}/"]["patch"]["parameters"]

        assert "Idempotency-Key" in {parameter["name"] for parameter in post}
        assert "If-Match" in {parameter["name"] for parameter in patch if parameter.get("required")}

    def test_tells_every_parameter_of_a_list(self, schema: dict[str, Any]) -> None:
        parameters = schema["paths"]["/api/v1/networks/"]["get"]["parameters"]

        assert {parameter["name"] for parameter in parameters} == {
            "cursor", "page_size", "ordering", "search",
            "country", "kind", "parent", "updated_after", "updated_before",
        }  # fmt: skip

    def test_tells_how_to_sign_in(self, schema: dict[str, Any]) -> None:
        assert set(schema["components"]["securitySchemes"]) == {"token", "session"}

    @pytest.mark.parametrize("query", ["", "?lang=th", "?lang=%00", "?lang=../x", "?version=%00"])
    def test_can_be_read_by_anybody(self, query: str) -> None:
        answer = APIClient().get(f"/api/v1/schema/{query}")

        assert answer.status_code == 200


class TestDocs:
    def test_can_be_read_by_anybody_with_scripts_of_this_house_only(self) -> None:
        page, script = APIClient().get("/api/v1/docs/"), APIClient().get("/api/v1/docs/?script")

        assert page.status_code == script.status_code == 200
        assert b"<script>" not in page.content
        # Each directive by itself: their order is another in each process.
        policy = [part.strip() for part in page["Content-Security-Policy"].split(";")]
        assert "script-src 'self'" in policy
        assert "style-src 'self' 'unsafe-inline'" in policy
