"""One's own inbox over HTTP."""

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backend.accounts.models import User
from campaigns.models import RoleAssignment
from notifications.models import Notification
from tests.factories import MilestoneFactory, NotificationFactory
from tests.interface import NOBODY, listed, post, problem, program, read, wrong_fields
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on

PATH = "notifications/"


@pytest.fixture
def notice(scene: Scene) -> Notification:
    """Return Malee's notice of a milestone."""
    follows(scene.malee, scene.review)
    happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
    pass_on()
    return Notification.objects.get()


class TestANotification:
    def test_has_the_shape_of_the_contract(self, scene: Scene, notice: Notification) -> None:
        (shown,) = read(scene.malee, PATH)["results"]

        assert shown == read(scene.malee, f"{PATH}{notice.pk}/")
        assert shown.pop("created_at").endswith("Z")
        assert shown == {
            "id": str(notice.pk),
            "kind": "milestone.reached",
            "text": "Royal decree: “Public hearing” was reached on 22 November 2026 (B.E. 2569).",
            "url": f"{settings.SITE_URL}/law-reviews/{scene.review.slug}/"
            f"#milestone-{scene.milestone.pk}",
            "subject_type": "cases.milestone",
            "subject_id": str(scene.milestone.pk),
            "seen_at": None,
            "read_at": None,
        }

    @pytest.mark.usefixtures("notice")
    def test_speaks_her_language(self, scene: Scene) -> None:
        User.objects.filter(pk=scene.malee.pk).update(language="th", calendar="buddhist")

        (shown,) = read(scene.malee, PATH)["results"]

        assert "22 พฤศจิกายน พ.ศ. 2569" in shown["text"]

    def test_says_nothing_of_what_she_may_not_see_any_more(self, scene: Scene) -> None:
        follows(scene.malee, scene.case)
        happened("case.logged", scene.case, by=scene.phyu)
        pass_on()
        RoleAssignment.objects.filter(user=scene.malee).update(ends_on=timezone.now().date())

        (shown,) = read(scene.malee, PATH)["results"]

        assert shown["text"] == "You have an update in Saphan."
        assert shown["url"].endswith(f"/inbox/{shown['id']}/open/")

    def test_is_nobody_elses(self, scene: Scene, notice: Notification) -> None:
        assert listed(scene.hnin, PATH) == []
        for path in (f"{PATH}{notice.pk}/", f"{PATH}{NOBODY}/"):
            assert program(scene.hnin).get(f"/api/v1/{path}").status_code == 404
        for verb in ("mark-read", "archive"):
            assert problem(post(scene.hnin, f"{PATH}{notice.pk}/{verb}/"))["status"] == 404


class TestTheList:
    def test_is_newest_first(self, scene: Scene) -> None:
        for _ in range(3):
            NotificationFactory.create(user=scene.malee)
        newest = Notification.objects.order_by("-created_at").values_list("pk", flat=True)

        assert listed(scene.malee, PATH) == [str(pk) for pk in newest]

    def test_costs_the_same_however_long_it_is(self, scene: Scene) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as questions:
                read(scene.malee, PATH)
            return len(questions)

        follows(scene.malee, scene.review)
        follows(scene.malee, scene.case)
        self.grow(scene)
        some = asked()
        for _ in range(4):
            self.grow(scene)

        assert asked() == some
        assert len(listed(scene.malee, PATH)) == 15

    def grow(self, scene: Scene) -> None:
        happened("milestone.missed", MilestoneFactory.create(law_review=scene.review))
        happened("review.concluded", scene.review)
        happened("case.closed", scene.case, to="won")
        pass_on()

    @pytest.mark.parametrize(
        ("parameters", "found"),
        [
            ({}, {"old", "new"}),
            ({"kind": "case.logged"}, {"old"}),
            ({"kind": "nothing.known"}, set()),
            ({"unread": "true"}, {"new"}),
            ({"unread": "false"}, {"old"}),
            ({"subject_type": "cases.milestone"}, {"new"}),
            ({"created_after": "2026-06-01T00:00:00Z"}, {"new"}),
            ({"created_before": "2026-06-01T00:00:00Z"}, {"old"}),
        ],
    )
    def test_can_be_narrowed(
        self, scene: Scene, parameters: dict[str, str], found: set[str]
    ) -> None:
        made = {
            "old": NotificationFactory.create(
                user=scene.malee,
                kind="case.logged",
                created_at=dt.datetime(2026, 3, 8, tzinfo=dt.UTC),
                read_at=dt.datetime(2026, 3, 9, tzinfo=dt.UTC),
            ),
            "new": NotificationFactory.create(
                user=scene.malee,
                kind="milestone.reached",
                subject_type="cases.milestone",
                created_at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
            ),
        }

        assert set(listed(scene.malee, PATH, **parameters)) == {
            str(made[name].pk) for name in found
        }

    def test_can_be_narrowed_to_one_thing(self, scene: Scene, notice: Notification) -> None:
        NotificationFactory.create(user=scene.malee)

        found = listed(scene.malee, PATH, subject_id=str(scene.milestone.pk))

        assert found == [str(notice.pk)]

    @pytest.mark.parametrize("name", ["unread", "created_after", "subject_id", "surprise"])
    def test_refuses_what_it_does_not_understand(self, scene: Scene, name: str) -> None:
        answer = program(scene.malee).get(f"/api/v1/{PATH}", {name: "?"})

        assert wrong_fields(answer) == {name}


class TestMarkRead:
    def test_marks_it_seen_too_and_keeps_the_first_moment(
        self, scene: Scene, notice: Notification
    ) -> None:
        first = post(scene.malee, f"{PATH}{notice.pk}/mark-read/").json()
        again = post(scene.malee, f"{PATH}{notice.pk}/mark-read/")

        assert first["read_at"] == first["seen_at"] != None  # noqa: E711
        assert (again.status_code, again.json()) == (200, first)

    def test_takes_no_fields(self, scene: Scene, notice: Notification) -> None:
        answer = post(scene.malee, f"{PATH}{notice.pk}/mark-read/", read_at="2026-11-22")

        assert wrong_fields(answer) == {"read_at"}


class TestMarkAllRead:
    def test_says_how_many_were_unread(self, scene: Scene) -> None:
        NotificationFactory.create_batch(2, user=scene.malee)
        NotificationFactory.create(user=scene.hnin)

        answers: list[Any] = [post(scene.malee, f"{PATH}mark-all-read/") for _ in range(2)]

        assert [answer.json() for answer in answers] == [{"marked": 2}, {"marked": 0}]
        assert read(scene.hnin, f"{PATH}unread-count/") == {"unread": 1}


class TestArchive:
    def test_takes_it_out_of_the_list(self, scene: Scene, notice: Notification) -> None:
        answer = post(scene.malee, f"{PATH}{notice.pk}/archive/")

        assert (answer.status_code, answer.json()["id"]) == (200, str(notice.pk))
        assert listed(scene.malee, PATH) == []


class TestUnreadCount:
    def test_counts_what_is_neither_read_nor_put_away(self, scene: Scene) -> None:
        first, second, _third = NotificationFactory.create_batch(3, user=scene.malee)
        post(scene.malee, f"{PATH}{first.pk}/mark-read/")
        post(scene.malee, f"{PATH}{second.pk}/archive/")

        assert read(scene.malee, f"{PATH}unread-count/") == {"unread": 1}
