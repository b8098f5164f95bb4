import datetime as dt
from typing import Any

import pytest
import time_machine

from backend.accounts.models import User
from campaigns.models import Campaign
from cases.models import AdvocacyCase, LawReview, ReviewStatus
from tests.factories import (
    AskFactory,
    InstrumentFactory,
    LawReviewFactory,
    StageEventFactory,
    StageTemplateFactory,
    TemplateStageFactory,
    officer,
)
from tests.interface import NOBODY, patch, post, problem, read, tag_of, wrong_fields
from tests.records import kinds_of_events, nothing_written

OPENING = {
    "title": "Amending the royal decree",
    "country": "TH",
    "track": "royal_or_executive_decree",
    "lead_body": "Social Security Office",
}


class TestLawReview:
    def test_has_the_agreed_shape(self, anan: User, review: LawReview) -> None:
        StageEventFactory.create(law_review=review, on=dt.date(2025, 2, 16), stage="consultation")

        shown = read(anan, f"law-reviews/{review.pk}/")

        agreed = (
            "id slug title country track lead_body stage stage_since last_evidence_on is_stalled "
            "officer cases asks"
        )
        assert set(agreed.split()) <= set(shown)
        assert shown["stage"] == "consultation"
        assert shown["stage_code"] == "B3"
        assert shown["stage_name"] == "Consultation"
        assert shown["stage_since"] == shown["last_evidence_on"] == "2025-02-16"
        assert shown["stage_precision"] == "day"

    def test_has_another_etag_for_those_who_see_the_case_that_was_linked(
        self, anan: User, champa: User, review: LawReview, case: AdvocacyCase
    ) -> None:
        path = f"law-reviews/{review.pk}/"
        hers, his = tag_of(champa, path), tag_of(anan, path)

        post(champa, f"cases/{case.pk}/link-review/", law_review=str(review.pk))

        assert tag_of(champa, path) != hers
        assert tag_of(anan, path) == his

    def test_without_a_fact_has_no_stage(self, anan: User, review: LawReview) -> None:
        shown = read(anan, f"law-reviews/{review.pk}/")

        assert shown["stage"] is None
        assert shown["stage_name"] is None
        assert shown["is_stalled"] is False

    def test_stalls_when_nothing_is_heard_for_too_long(self, anan: User) -> None:
        template = StageTemplateFactory.create()
        TemplateStageFactory.create(template=template, stage="consultation", expected_days_max=90)
        review = LawReviewFactory.create(template=template)
        StageEventFactory.create(law_review=review, on=dt.date(2025, 2, 16))

        with time_machine.travel("2025-05-17T12:00:00Z"):
            in_time = read(anan, f"law-reviews/{review.pk}/")
        with time_machine.travel("2025-05-18T12:00:00Z"):
            late = read(anan, f"law-reviews/{review.pk}/")

        assert in_time["is_stalled"] is False
        assert late["is_stalled"] is True


class TestOpen:
    def test_answers_with_the_review_and_its_address(self, anan: User) -> None:
        template = StageTemplateFactory.create(track="royal_or_executive_decree")
        law, ask = InstrumentFactory.create(), AskFactory.create(campaign__is_public=True)
        body = {**OPENING, "instruments": [str(law.pk)], "asks": [str(ask.pk)]}

        answer = post(anan, "law-reviews/", **body)

        assert answer.status_code == 201, answer.content
        shown = answer.json()
        assert shown.items() >= body.items()
        assert shown["officer"] == str(anan.pk)
        assert shown["template"] == str(template.pk)
        assert answer["Location"].endswith(f"law-reviews/{shown['id']}/")
        assert kinds_of_events() == ["review.opened"]

    def test_is_refused_to_a_leader_and_to_another_countrys_officer(self, champa: User) -> None:
        for somebody in (champa, officer("PH")):
            with nothing_written():
                answer = post(somebody, "law-reviews/", **OPENING)
            assert answer.status_code == 403

    def test_under_a_short_name_in_use_is_refused(self, anan: User, review: LawReview) -> None:
        answer = post(anan, "law-reviews/", **OPENING, slug=review.slug)

        assert answer.status_code == 409
        assert problem(answer)["code"] == "review_slug_taken"

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("country", "XX"),
            ("track", "decree"),
            ("lead_body", "x" * 201),
            ("instruments", [NOBODY]),
            ("is_public", "perhaps"),
            ("stage", "consultation"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, anan: User, field: str, value: Any) -> None:
        answer = post(anan, "law-reviews/", **{**OPENING, field: value})

        assert {name.split(".")[0] for name in wrong_fields(answer)} == {field}


class TestEdit:
    def test_needs_the_version_that_was_read(self, anan: User, review: LawReview) -> None:
        path = f"law-reviews/{review.pk}/"
        tag = tag_of(anan, path)

        first = patch(anan, path, tag=tag, about="Section 33 for domestic workers")
        second = patch(anan, path, tag=tag, title="Another title")

        assert first.status_code == 200
        assert second.status_code == 412
        assert problem(second)["changed"] == ["about"]

    def test_is_refused_to_who_may_only_read_it(self, champa: User, review: LawReview) -> None:
        assert patch(champa, f"law-reviews/{review.pk}/", title="Ours").status_code == 403

    def test_of_one_she_may_not_see_finds_nothing(self, maria: User) -> None:
        hidden = LawReviewFactory.create(is_public=False)

        assert patch(maria, f"law-reviews/{hidden.pk}/", title="Ours").status_code == 404


class TestConclude:
    def test_ends_the_review(self, anan: User, review: LawReview) -> None:
        answer = post(anan, f"law-reviews/{review.pk}/conclude/", conclusion="The decree is out.")

        assert answer.status_code == 200, answer.content
        assert answer.json()["status"] == "concluded"
        assert answer.json()["conclusion"] == "The decree is out."
        assert kinds_of_events() == ["review.concluded"]

    def test_twice_is_refused(self, anan: User, review: LawReview) -> None:
        LawReview.objects.update(status=ReviewStatus.CONCLUDED)

        answer = post(anan, f"law-reviews/{review.pk}/conclude/", conclusion="Again")

        assert answer.status_code == 409
        assert problem(answer)["code"] == "review_concluded"

    def test_says_how_it_ended(self, anan: User, review: LawReview) -> None:
        path = f"law-reviews/{review.pk}/conclude/"

        assert wrong_fields(post(anan, path)) == {"conclusion"}
        assert wrong_fields(post(anan, path, conclusion=" ")) == {"conclusion"}

    def test_is_the_officers(self, champa: User, review: LawReview) -> None:
        path = f"law-reviews/{review.pk}/conclude/"

        assert post(champa, path, conclusion="Done").status_code == 403
        assert post(officer("PH"), path, conclusion="Done").status_code == 403

    def test_of_one_she_may_not_see_finds_nothing(self, maria: User) -> None:
        hidden = LawReviewFactory.create(is_public=False)

        path = f"law-reviews/{hidden.pk}/conclude/"
        assert post(maria, path, conclusion="Done").status_code == 404


class TestLinkAsk:
    def test_is_open_to_the_leader_of_the_campaign(
        self, champa: User, review: LawReview, campaign: Campaign
    ) -> None:
        ask = AskFactory.create(campaign=campaign)

        answer = post(champa, f"law-reviews/{review.pk}/link-ask/", ask=str(ask.pk))

        assert answer.status_code == 200, answer.content
        assert answer.json()["asks"] == [str(ask.pk)]
        assert kinds_of_events() == ["review.ask_linked"]

    def test_is_refused_to_an_organiser(
        self, malee: User, review: LawReview, campaign: Campaign
    ) -> None:
        ask = AskFactory.create(campaign=campaign)

        answer = post(malee, f"law-reviews/{review.pk}/link-ask/", ask=str(ask.pk))

        assert answer.status_code == 403

    def test_to_an_ask_she_may_not_see_says_that_it_does_not_exist(
        self, maria: User, review: LawReview, campaign: Campaign
    ) -> None:
        ask = AskFactory.create(campaign=campaign)

        answer = post(maria, f"law-reviews/{review.pk}/link-ask/", ask=str(ask.pk))

        assert wrong_fields(answer) == {"ask"}

    def test_of_a_review_she_may_not_see_finds_nothing(self, maria: User) -> None:
        hidden = LawReviewFactory.create(is_public=False)

        assert post(maria, f"law-reviews/{hidden.pk}/link-ask/", ask=NOBODY).status_code == 404
