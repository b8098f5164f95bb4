"""Why somebody did not get an alert, told to an administrator who may know nothing of a case."""

import pytest

from backend.audit.models import Dispatch, Event
from notifications.queries.whynot import why_not
from tests.factories import AddressFactory, HoursFactory
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, wants


def said(event: Event, person: object) -> str:
    return " ".join(why_not(event, person=person))  # type: ignore[arg-type]


@pytest.fixture
def reached(scene: Scene) -> Event:
    return happened("milestone.reached", scene.milestone, by=scene.karin, reached_on="2026-11-22")


class TestOfTheLaw:
    def test_says_that_it_still_waits(self, scene: Scene, reached: Event) -> None:
        assert "waits to be passed on" in said(reached, scene.malee)

        Dispatch.objects.update(state="failed")
        assert "given up before anybody was told" in said(reached, scene.malee)

    def test_names_the_one_reason_why_there_is_no_notice(
        self, scene: Scene, reached: Event
    ) -> None:
        follows(scene.hnin, scene.review, level="muted")
        follows(scene.phyu, scene.review, level="important")
        planned = happened("milestone.planned", scene.milestone, planned_on="2026-12-01")
        edited = happened("case.edited", scene.case)
        pass_on()

        assert "followed nothing" in said(reached, scene.malee)
        assert "muted" in said(reached, scene.hnin)
        assert "only of what is important" in said(planned, scene.phyu)
        assert "did it herself" in said(reached, scene.karin)
        assert "told to nobody" in said(edited, scene.malee)

        scene.daw.is_active = False
        scene.daw.save()
        assert "account is closed" in said(reached, scene.daw)

    def test_says_what_became_of_each_message(self, scene: Scene, reached: Event) -> None:
        for somebody in (scene.malee, scene.hnin, scene.phyu):
            follows(somebody, scene.review)
        AddressFactory.create(user=scene.malee)
        AddressFactory.create(user=scene.hnin)
        wants(scene.hnin, "off")  # type: ignore[arg-type]
        HoursFactory.create(user=scene.hnin)
        pass_on()

        assert "goes out at" in said(reached, scene.malee)
        assert "switched this kind off" in said(reached, scene.hnin)
        assert "quiet hours" in said(reached, scene.hnin)
        assert "gave no address" in said(reached, scene.phyu)

    def test_says_that_she_may_not_see_it(self, scene: Scene, reached: Event) -> None:
        scene.review.is_public, scene.review.country = False, "PH"
        scene.review.save()
        pass_on()

        assert "may not see" in said(reached, scene.malee)


class TestOfACase:
    def test_is_the_same_for_who_may_not_read_it_and_who_does_not_follow_it(
        self, scene: Scene
    ) -> None:
        event = happened("case.logged", scene.case, by=scene.phyu)
        follows(scene.hnin, scene.case, level="muted")
        pass_on()

        answers = {said(event, somebody) for somebody in (scene.malee, scene.hnin, scene.luz)}

        assert len(answers) == 1
        assert scene.case.reference not in answers.pop()
