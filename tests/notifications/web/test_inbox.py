"""The inbox as a page."""

from typing import Any, cast
from uuid import uuid4

import pytest
from django.db import connection
from django.http.response import HttpResponseBase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from campaigns.models import RoleAssignment
from notifications.models import Notification
from notifications.texts import Notice
from tests.factories import MilestoneFactory, NotificationFactory, person
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on
from tests.web.browser import browser_of, text_of

INBOX = "/inbox/"


@pytest.fixture
def notice(scene: Scene) -> Notification:
    """Return Malee's notice of a milestone."""
    follows(scene.malee, scene.review)
    happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
    pass_on()
    return Notification.objects.get()


def page(name: str, notice: Notification) -> str:
    return reverse(f"notifications:{name}", args=[notice.pk])


def shown(answer: HttpResponseBase) -> list[Notice]:
    notices: list[Notice] = cast("Any", answer).context["notices"]
    return notices


class TestTheInbox:
    def test_says_what_happened_and_that_it_is_new(
        self, scene: Scene, notice: Notification
    ) -> None:
        answer = browser_of(scene.malee).get(INBOX)

        text = text_of(answer)
        assert "“Public hearing” was reached on 22 November 2026 (B.E. 2569)." in text
        assert page("open", notice) in text
        assert "tag-open" in text

    def test_marks_what_it_shows_as_seen_and_not_as_read(
        self, scene: Scene, notice: Notification
    ) -> None:
        browser_of(scene.malee).get(INBOX)

        notice.refresh_from_db()
        assert notice.seen_at is not None
        assert notice.read_at is None

    def test_tells_new_ones_from_those_that_were_read(
        self, scene: Scene, notice: Notification
    ) -> None:
        browser = browser_of(scene.malee)
        browser.post(page("read", notice))

        text = text_of(browser.get(INBOX))

        assert "is-read" in text
        assert "tag-open" not in text

    def test_shows_one_page_after_another(self, scene: Scene) -> None:
        NotificationFactory.create_batch(45, user=scene.malee)
        browser, address, seen = browser_of(scene.malee), INBOX, list[Any]()

        while address:
            answer = browser.get(address)
            seen += [one.notification.pk for one in shown(answer)]
            after = cast("Any", answer).context["page"].after
            address = f"{INBOX}?after={after}" if after else ""

        newest = Notification.objects.order_by("-created_at", "-id")
        assert seen == list(newest.values_list("pk", flat=True))

    def test_is_empty_with_something_to_do(self, scene: Scene) -> None:
        answer = browser_of(scene.malee).get(INBOX)

        assert reverse("campaigns:campaigns") in text_of(answer)

    def test_costs_the_same_however_full_it_is(self, scene: Scene) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as questions:
                browser_of(scene.malee).get(INBOX)
            return len(questions)

        def grow() -> None:
            happened("milestone.missed", MilestoneFactory.create(law_review=scene.review))
            happened("case.closed", scene.case, to="won")
            pass_on()

        follows(scene.malee, scene.review)
        follows(scene.malee, scene.case)
        grow()
        some = asked()
        for _ in range(4):
            grow()

        assert asked() == some

    def test_is_for_those_who_sign_in(self) -> None:
        answer = browser_of().get(INBOX)

        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


class TestOpening:
    def test_leads_to_what_it_is_about_and_marks_it_read(
        self, scene: Scene, notice: Notification
    ) -> None:
        answer = browser_of(scene.malee).get(page("open", notice))

        notice.refresh_from_db()
        review = reverse("cases:review", args=[scene.review.slug])
        assert answer["Location"] == f"{review}#milestone-{scene.milestone.pk}"
        assert notice.read_at is not None

    def test_finds_nobody_elses(self, scene: Scene, notice: Notification) -> None:
        for name in ("open", "read", "archive"):
            browser = browser_of(scene.hnin)
            send = browser.get if name == "open" else browser.post
            assert send(page(name, notice)).status_code == 404
            assert send(page(name, Notification(pk=uuid4()))).status_code == 404

        notice.refresh_from_db()
        assert notice.read_at is None

    def test_says_calmly_that_it_is_not_hers_to_see_any_more(self, scene: Scene) -> None:
        follows(scene.malee, scene.case)
        happened("case.logged", scene.case, by=scene.phyu)
        pass_on()
        RoleAssignment.objects.filter(user=scene.malee).update(ends_on=timezone.now().date())

        answer = browser_of(scene.malee).get(page("open", Notification.objects.get()))

        assert answer.status_code == 200
        assert "not open to you any more" in text_of(answer)
        assert scene.case.title not in text_of(answer)

    def test_of_a_mails_link_leads_through_the_sign_in(
        self, scene: Scene, notice: Notification
    ) -> None:
        malee = scene.malee
        malee.set_password("sample-only-33")
        malee.save(update_fields=["password"])
        browser = browser_of()
        door = browser.get(page("open", notice), follow=True)

        answer = browser.post(
            door.redirect_chain[-1][0],
            {"username": "malee", "password": "sample-only-33", "next": page("open", notice)},
        )

        assert answer["Location"] == page("open", notice)


class TestMarking:
    def test_all_as_read_says_how_many(self, scene: Scene) -> None:
        NotificationFactory.create_batch(2, user=scene.malee)

        answer = browser_of(scene.malee).post(reverse("notifications:read-all"), follow=True)

        assert "2 updates marked as read." in text_of(answer)
        assert not Notification.objects.unread().exists()

    def test_one_returns_to_the_page_of_the_list_she_was_on(
        self, scene: Scene, notice: Notification
    ) -> None:
        browser = browser_of(scene.malee)

        answer = browser.post(page("read", notice), {"after": str(notice.pk)})

        assert answer["Location"] == f"{INBOX}?after={notice.pk}"

    def test_one_as_put_away_takes_it_out_of_the_list(
        self, scene: Scene, notice: Notification
    ) -> None:
        browser = browser_of(scene.malee)

        answer = browser.post(page("archive", notice), follow=True)

        assert shown(answer) == []

    @pytest.mark.parametrize("name", ["read", "archive"])
    def test_takes_more_than_opening_a_link(
        self, scene: Scene, notice: Notification, name: str
    ) -> None:
        assert browser_of(scene.malee).get(page(name, notice)).status_code == 405


class TestTheCount:
    def of(self, somebody: User) -> str:
        return text_of(browser_of(somebody).get(reverse("campaigns:campaigns")))

    @pytest.mark.parametrize(("number", "said"), [(3, "3"), (100, "99+")])
    def test_stands_on_every_page(self, number: int, said: str) -> None:
        malee = person("malee")
        NotificationFactory.create_batch(number, user=malee)

        text = self.of(malee)

        count = text.split('<span class="count">')[1].split("<span")[0]
        assert count.strip() == said

    def test_is_left_out_where_there_is_nothing_new(self) -> None:
        assert 'class="count"' not in self.of(person("malee"))


class TestTheFirstPage:
    def test_shows_what_is_new_and_what_she_follows(
        self, scene: Scene, notice: Notification
    ) -> None:
        text = text_of(browser_of(scene.malee).get("/"))

        assert page("open", notice) in text
        assert "What I follow" in text
        assert scene.review.title in text
