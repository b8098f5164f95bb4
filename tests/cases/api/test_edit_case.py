from typing import Any

import pytest

from backend.accounts.models import User
from backend.audit.models import Event
from campaigns.models import Campaign
from cases.models import AdvocacyCase, Provision, Visibility
from tests.factories import AskFactory, StandardArticleFactory
from tests.interface import NOBODY, patch, post, problem, program, read, tag_of, wrong_fields
from tests.records import kinds_of_events, nothing_written


@pytest.fixture
def path(case: AdvocacyCase) -> str:
    return f"cases/{case.pk}/"


class TestEditCase:
    def test_changes_words_and_links_at_once(
        self, champa: User, path: str, campaign: Campaign, section_33: Provision
    ) -> None:
        ask, article = AskFactory.create(campaign=campaign), StandardArticleFactory.create()
        changes = {
            "summary": "The office asks for papers nobody has.",
            "people_affected": 12,
            "issue_kinds": ["documents_withheld"],
            "asks": [str(ask.pk)],
            "provisions": [str(section_33.pk)],
            "standards": [str(article.pk)],
        }

        answer = patch(champa, path, tag=tag_of(champa, path), **changes)

        assert answer.status_code == 200, answer.content
        assert answer.json().items() >= changes.items()
        assert answer.json()["version"] == 2
        event = Event.objects.get()
        assert event.kind == "case.edited"
        assert set(event.changes["fields"]) == changes.keys()

    def test_can_empty_what_may_be_empty(self, champa: User, path: str) -> None:
        patch(champa, path, people_affected=12, issue_kinds=["maternity"], summary="Words")

        answer = patch(champa, path, people_affected=None, issue_kinds=[], summary="")

        assert answer.json()["people_affected"] is None
        assert answer.json()["issue_kinds"] == []
        assert answer.json()["summary"] == ""

    def test_to_what_it_is_already_changes_nothing(
        self, champa: User, case: AdvocacyCase, path: str
    ) -> None:
        with nothing_written():
            answer = patch(champa, path, title=case.title)

        assert answer.status_code == 200
        assert answer.json()["version"] == 1

    def test_of_an_older_version_is_stale_and_shows_the_new_one(
        self, champa: User, path: str
    ) -> None:
        tag = tag_of(champa, path)
        patch(champa, path, title="Refused twice", risk="serious", issue_kinds=["maternity"])

        with nothing_written():
            answer = patch(champa, path, tag=tag, summary="What I wrote meanwhile")

        assert answer.status_code == 412
        told = problem(answer)
        assert told["changed"] == ["issue_kinds", "risk", "title"]
        assert told["current"] == read(champa, path)
        assert answer["ETag"] == tag_of(champa, path)

    @pytest.mark.parametrize("links", [{"issue_kinds": ["maternity"]}, {"provisions": []}])
    def test_of_links_alone_minds_the_version_too(
        self, champa: User, path: str, links: dict[str, Any]
    ) -> None:
        tag = tag_of(champa, path)
        post(champa, f"{path}activate/")

        answer = patch(champa, path, tag=tag, **links)

        assert answer.status_code == 412
        assert problem(answer)["changed"] == ["status"]

    def test_without_a_version_is_not_taken(self, champa: User, path: str) -> None:
        answer = program(champa).patch(f"/api/v1/{path}", {"title": "Mine"})

        assert answer.status_code == 428

    def test_is_refused_to_an_organiser_who_does_not_own_it(self, malee: User, path: str) -> None:
        with nothing_written():
            answer = patch(malee, path, title="Mine")

        assert answer.status_code == 403

    def test_is_open_to_the_organiser_who_owns_it(
        self, malee: User, case: AdvocacyCase, path: str
    ) -> None:
        AdvocacyCase.objects.filter(pk=case.pk).update(owner=malee)

        assert patch(malee, path, title="Mine now").status_code == 200

    def test_is_refused_to_the_officer_it_is_shared_with(
        self, anan: User, case: AdvocacyCase, path: str
    ) -> None:
        AdvocacyCase.objects.filter(pk=case.pk).update(visibility=Visibility.ILO)

        assert patch(anan, path, title="Ours").status_code == 403

    def test_of_a_case_she_may_not_see_finds_nothing(
        self, maria: User, anan: User, path: str
    ) -> None:
        assert patch(maria, path, title="Mine").status_code == 404
        assert patch(anan, path, title="Mine").status_code == 404

    def test_with_an_ask_of_another_campaign_keeps_everything_as_it_was(
        self, champa: User, path: str
    ) -> None:
        ask = AskFactory.create(campaign__is_public=True)

        with nothing_written():
            answer = patch(champa, path, title="New", issue_kinds=["other"], asks=[str(ask.pk)])

        assert wrong_fields(answer) == {"asks"}

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", ""),
            ("summary", None),
            ("people_affected", 2**63),
            ("risk", "huge"),
            ("provisions", [NOBODY]),
            ("status", "won"),
            ("visibility", "ilo"),
            ("owner", NOBODY),
        ],
    )
    def test_names_the_field_that_is_wrong(
        self, champa: User, path: str, field: str, value: Any
    ) -> None:
        answer = patch(champa, path, **{field: value})

        assert {name.split(".")[0] for name in wrong_fields(answer)} == {field}

    def test_can_be_made_by_no_other_method(self, champa: User, path: str) -> None:
        client = program(champa)

        assert client.put(f"/api/v1/{path}", {}).status_code == 405
        assert client.delete(f"/api/v1/{path}").status_code == 405
        assert kinds_of_events() == []
