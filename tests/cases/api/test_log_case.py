from typing import Any
from uuid import uuid4

import pytest

from backend.accounts.models import User
from campaigns.models import Campaign, CampaignStatus, Network
from cases.models import AdvocacyCase, Provision
from tests.factories import (
    AskFactory,
    CampaignFactory,
    NetworkFactory,
    StandardArticleFactory,
    leader,
)
from tests.interface import NOBODY, post, problem, program, read, wrong_fields
from tests.records import kinds_of_events, nothing_written


@pytest.fixture
def said(campaign: Campaign, lotus: Network) -> dict[str, Any]:
    """Return the least that has to be said of a case."""
    return {
        "campaign": str(campaign.pk),
        "network": str(lotus.pk),
        "title": "Registration refused at the counter",
    }


class TestLogCase:
    def test_answers_with_the_case_and_its_address(
        self, nu: User, said: dict[str, Any], campaign: Campaign, section_33: Provision
    ) -> None:
        ask, article = AskFactory.create(campaign=campaign), StandardArticleFactory.create()
        all_of_it = {
            **said,
            "id": str(uuid4()),
            "summary": "She was told that domestic workers cannot be registered.",
            "issue_kinds": ["registration_refused", "maternity", "maternity"],
            "provisions": [str(section_33.pk), str(section_33.pk)],
            "asks": [str(ask.pk)],
            "standards": [str(article.pk)],
            "people_affected": 3,
            "place": "Chiang Mai",
            "visibility": "allies",
            "risk": "possible",
            "on_behalf_of": "self",
        }

        answer = post(nu, "cases/", **all_of_it)

        assert answer.status_code == 201, answer.content
        shown = answer.json()
        assert answer["Location"].endswith(f"/api/v1/cases/{all_of_it['id']}/")
        assert shown == read(nu, f"cases/{all_of_it['id']}/")
        sent_once = {
            "issue_kinds": ["maternity", "registration_refused"],
            "provisions": [str(section_33.pk)],
        }
        assert shown.items() >= {**all_of_it, **sent_once}.items()
        assert shown["status"] == "logged"
        assert shown["logged_by"] == str(nu.pk)
        assert shown["version"] == 1
        assert kinds_of_events() == ["case.logged"]

    def test_needs_no_more_than_a_title_and_a_place(self, nu: User, said: dict[str, Any]) -> None:
        answer = post(nu, "cases/", **said)

        assert answer.status_code == 201, answer.content
        assert answer.json()["visibility"] == "network"
        assert answer.json()["people_affected"] is None

    def test_sent_twice_with_one_id_is_logged_once(self, nu: User, said: dict[str, Any]) -> None:
        form = {**said, "id": str(uuid4())}

        first, second = post(nu, "cases/", **form), post(nu, "cases/", **form)

        assert first.json() == second.json()
        assert AdvocacyCase.objects.count() == 1
        assert kinds_of_events() == ["case.logged"]

    def test_under_the_id_of_another_case_is_refused(
        self, nu: User, case: AdvocacyCase, said: dict[str, Any]
    ) -> None:
        answer = post(nu, "cases/", **said, id=str(case.pk))

        assert answer.status_code == 409
        assert problem(answer)["code"] == "case_id_taken"

    def test_with_a_key_is_answered_twice_in_the_same_words(
        self, nu: User, said: dict[str, Any]
    ) -> None:
        client, key = program(nu), {"Idempotency-Key": "form-1"}

        first = client.post("/api/v1/cases/", said, headers=key)
        again = client.post("/api/v1/cases/", said, headers=key)
        another = client.post("/api/v1/cases/", {**said, "title": "Other"}, headers=key)

        assert again.content == first.content
        assert again["Location"] == first["Location"]
        assert another.status_code == 422
        assert AdvocacyCase.objects.count() == 1

    def test_is_refused_to_the_officer(self, anan: User, said: dict[str, Any]) -> None:
        with nothing_written():
            answer = post(anan, "cases/", **said)

        assert answer.status_code == 403

    def test_for_a_network_she_sees_but_is_no_part_of_is_refused(
        self, nu: User, said: dict[str, Any], campaign: Campaign
    ) -> None:
        ally = NetworkFactory.create()
        campaign.allies.add(ally)

        answer = post(nu, "cases/", **{**said, "network": str(ally.pk)})

        assert answer.status_code == 403

    def test_for_what_she_may_not_see_says_that_it_does_not_exist(
        self, maria: User, said: dict[str, Any]
    ) -> None:
        invisible = post(maria, "cases/", **said)
        missing = post(maria, "cases/", **{**said, "campaign": NOBODY, "network": NOBODY})

        assert wrong_fields(invisible) == {"campaign", "network"}
        assert problem(invisible)["errors"] == problem(missing)["errors"]

    def test_for_a_campaign_that_ended_is_refused(
        self, nu: User, said: dict[str, Any], campaign: Campaign
    ) -> None:
        Campaign.objects.filter(pk=campaign.pk).update(status=CampaignStatus.WON)

        answer = post(nu, "cases/", **said)

        assert answer.status_code == 409
        assert problem(answer)["code"] == "campaign_ended"

    def test_for_a_campaign_her_network_is_no_part_of_names_the_campaign(
        self, nu: User, said: dict[str, Any]
    ) -> None:
        public = CampaignFactory.create(is_public=True)

        answer = post(nu, "cases/", **{**said, "campaign": str(public.pk)})

        assert wrong_fields(answer) == {"campaign"}

    def test_with_an_ask_of_another_campaign_names_the_asks(
        self, lotus: Network, said: dict[str, Any]
    ) -> None:
        ask = AskFactory.create(campaign=CampaignFactory.create(lead_network=lotus))

        with_leader = leader(lotus)
        answer = post(with_leader, "cases/", **said, asks=[str(ask.pk)])

        assert wrong_fields(answer) == {"asks"}
        assert AdvocacyCase.objects.count() == 0

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", ""),
            ("title", "   "),
            ("title", None),
            ("title", ["a"]),
            ("title", "x" * 201),
            ("title", "a\x00b"),
            ("summary", {"deep": [["a\x00b"]]}),
            ("summary", "x" * 20_001),
            ("summary", {"deep": {"er": []}}),
            ("place", "x" * 121),
            ("people_affected", -1),
            ("people_affected", 2**31),
            ("people_affected", 10**40),
            ("people_affected", 1.5),
            ("people_affected", "many"),
            ("people_affected", True),
            ("issue_kinds", ["no_such_kind"]),
            ("issue_kinds", "maternity"),
            ("issue_kinds", [None]),
            ("issue_kinds", [["maternity"]]),
            ("visibility", "everybody"),
            ("risk", 3),
            ("on_behalf_of", "nobody"),
            ("provisions", [NOBODY]),
            ("provisions", "all"),
            ("provisions", {"a": 1}),
            ("standards", ["C189"]),
            ("asks", [1]),
            ("asks", [NOBODY] * 201),
            ("campaign", []),
            ("network", 7),
            ("id", "1"),
            ("status", "won"),
            ("reference", "TH-2026-0001"),
            ("logged_by", NOBODY),
        ],
    )
    def test_names_the_field_that_is_wrong(
        self, nu: User, said: dict[str, Any], field: str, value: Any
    ) -> None:
        with nothing_written():
            answer = post(nu, "cases/", **{**said, field: value})

        assert {name.split(".")[0] for name in wrong_fields(answer)} == {field}

    @pytest.mark.parametrize("missing", ["campaign", "network", "title"])
    def test_names_the_field_that_is_missing(
        self, nu: User, said: dict[str, Any], missing: str
    ) -> None:
        del said[missing]

        assert wrong_fields(post(nu, "cases/", **said)) == {missing}

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"[]",
            b"null",
            b'"case"',
            b"{",
            b"\xff\xfe",
            b'{"title": "a\\u0000b"}',
            b'{"title": "\\ud800"}',
            b'{"people_affected": 1e999}',
            b'{"people_affected": ' + b"9" * 400 + b"}",
            b'{"summary": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        ],
        ids=lambda body: repr(body[:24]),
    )
    def test_takes_no_body_it_cannot_read(self, nu: User, body: bytes) -> None:
        with nothing_written():
            answer = program(nu).post("/api/v1/cases/", body, content_type="application/json")

        assert answer.status_code == 400, answer.content
        problem(answer)
