"""Templates, gates, parliaments and forecasts over HTTP."""

import datetime as dt

import time_machine

from backend.accounts.models import User
from cases.models import LawReview, Track
from cases.stages import Stage
from tests.factories import (
    LawReviewFactory,
    StageEventFactory,
    StageTemplateFactory,
    TemplateStageFactory,
    administrator,
    officer,
)
from tests.interface import listed, post, problem, program, read, wrong_fields
from tests.records import nothing_written


def at_committee(country: str = "TH") -> LawReview:
    review: LawReview = LawReviewFactory.create(country=country, track=Track.ACT)
    StageEventFactory.create(law_review=review, stage=Stage.COMMITTEE, on=dt.date(2026, 5, 1))
    return review


class TestAForecast:
    @time_machine.travel("2026-06-01T12:00Z", tick=False)
    def test_says_its_range_and_what_it_rests_on(self, maria: User) -> None:
        review = at_committee()
        others = LawReviewFactory.create_batch(5, country="ID", track=Track.ACT)
        begun = dt.date(2020, 1, 1)
        for n, other in enumerate(others, start=1):
            left = begun + dt.timedelta(100 * n)
            StageEventFactory.create(law_review=other, stage=Stage.COMMITTEE, on=begun)
            StageEventFactory.create(law_review=other, stage=Stage.SECOND_READING, on=left)

        said = read(maria, f"law-reviews/{review.pk}/forecast/")

        assert (said["is_enough"], said["share"], said["basis"]) == (True, 0.5, "track")
        assert (said["earliest"], said["latest"]) == ("2026-08-09", "2027-09-13")
        assert said["law_reviews"] == sorted(str(other.pk) for other in others)

    def test_without_history_says_so_and_makes_nothing_up(self, maria: User) -> None:
        said = read(maria, f"law-reviews/{at_committee().pk}/forecast/")

        assert (said["is_enough"], said["n"], said["stage"]) == (False, 0, "committee")
        assert (said["earliest"], said["middle"], said["latest"]) == (None, None, None)

    def test_of_a_review_without_facts_is_none(self, maria: User, review: LawReview) -> None:
        said = read(maria, f"law-reviews/{review.pk}/forecast/")

        assert (said["is_enough"], said["stage"], said["n"]) == (False, None, None)


class TestAPublicationWithItsGazette:
    def test_keeps_the_reference_and_counts(self, anan: User, review: LawReview) -> None:
        said = {"stage": "F2", "on": "2024-04-30", "gazette": "Vol. 141, part 24"}

        fact = post(anan, f"law-reviews/{review.pk}/record-event/", **said).json()

        assert (fact["gazette"], fact["confidence"]) == ("Vol. 141, part 24", "official")
        assert read(anan, f"law-reviews/{review.pk}/")["stage"] == "published"


class TestAGate:
    def test_is_set_moved_and_passed(self, anan: User, review: LawReview) -> None:
        said = {
            "law_review": str(review.pk),
            "kind": "finance_certification",
            "closes_on": "2099-01-15",
        }

        gate = post(anan, "gates/", **said).json()
        path = f"gates/{gate['id']}/"
        moved = post(anan, f"{path}move/", to="2099-02-16", reason="Prolonged").json()
        passed = post(anan, f"{path}mark-passed/").json()

        assert gate["working_days_left"] > 0
        assert (moved["closes_on"], passed["status"]) == ("2099-02-16", "passed")
        assert passed["working_days_left"] is None
        assert problem(post(anan, f"{path}mark-shut/"))["status"] == 409

    def test_says_what_is_wrong_by_field(self, anan: User, review: LawReview) -> None:
        said = {"law_review": str(review.pk), "kind": "a door", "closes_on": "2025-02-30"}

        with nothing_written():
            answer = post(anan, "gates/", **said)

        assert wrong_fields(answer) == {"kind", "closes_on"}
        assert "There is no 30 February 2025" in answer.json()["errors"]["closes_on"][0]


class TestADissolution:
    def test_lists_the_reviews_its_reader_may_see_and_can_be_undone(self, anan: User) -> None:
        seen, hidden = at_committee(), at_committee()
        LawReview.objects.filter(pk=hidden.pk).update(is_public=False)
        said = {"country": "TH", "on": "2026-06-01", "source_url": "https://gazette.example/"}

        made = post(anan, "dissolutions/", **said).json()

        path = f"dissolutions/{made['id']}/"
        assert set(made["law_reviews"]) == {str(seen.pk), str(hidden.pk)}
        assert read(officer("PH"), path)["law_reviews"] == [str(seen.pk)]
        undone = post(anan, f"{path}undo/", reason="Annulled").json()
        assert undone["undone_at"]
        assert read(anan, f"law-reviews/{seen.pk}/")["stage"] == "committee"


class TestATemplate:
    def test_is_copied_published_and_followed(self, anan: User, review: LawReview) -> None:
        somchai = administrator()
        old = TemplateStageFactory.create(template__version=1).template
        LawReview.objects.filter(pk=review.pk).update(template=old)

        draft = post(somchai, f"stage-templates/{old.pk}/copy/").json()
        assert draft["id"] not in listed(anan, "stage-templates/")
        post(somchai, f"stage-templates/{draft['id']}/publish/")
        preview = read(anan, f"law-reviews/{review.pk}/template-preview/")
        moved = post(anan, f"law-reviews/{review.pk}/move-template/", template=draft["id"])

        assert (draft["version"], draft["is_draft"], len(draft["stages"])) == (2, True, 1)
        assert preview["template"] == draft["id"]
        assert [one["difference"] for one in preview["stages"]] == ["same"]
        assert moved.json()["template"] == draft["id"]

    def test_of_another_road_is_refused_by_field(self, anan: User, review: LawReview) -> None:
        other = StageTemplateFactory.create(country="PH")

        answer = post(anan, f"law-reviews/{review.pk}/move-template/", template=str(other.pk))

        assert wrong_fields(answer) == {"template"}

    def test_without_a_newer_one_has_no_preview(self, anan: User, review: LawReview) -> None:
        answer = program(anan).get(f"/api/v1/law-reviews/{review.pk}/template-preview/")

        assert answer.status_code == 404


class TestParallelTracks:
    def test_show_only_what_the_reader_may_see(self, anan: User, review: LawReview) -> None:
        sister = LawReviewFactory.create(is_public=False)

        post(anan, f"law-reviews/{review.pk}/link-alongside/", law_review=str(sister.pk))

        assert read(anan, f"law-reviews/{review.pk}/")["alongside"] == [str(sister.pk)]
        assert read(officer("PH"), f"law-reviews/{review.pk}/")["alongside"] == []
