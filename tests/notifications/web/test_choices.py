"""Hours, searches, mutes, answers and reasons, on their pages."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifications.models import Hours, Notification, SavedSearch, Subscription
from tests.factories import (
    AddressFactory,
    HoursFactory,
    NotificationFactory,
    administrator,
    person,
)
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on
from tests.web.browser import browser_of, filled, text_of

ALERTS, HOURS, KEEP = "/alerts/", "/alerts/hours/", "/alerts/searches/keep/"


@pytest.fixture
def told(scene: Scene) -> Notification:
    """Tell malee of danger in a case of the campaign she follows."""
    follows(scene.malee, scene.campaign)
    happened("case.endangered", scene.case, by=scene.phyu)
    pass_on()
    notice: Notification = Notification.objects.get(user=scene.malee)
    return notice


class TestQuietHours:
    def test_are_shown_as_they_were_chosen(self) -> None:
        hours = HoursFactory.create(quiet="22:00-07:00,,,,,,00:00-00:00")
        browser = browser_of(hours.user)

        browser.post(HOURS, filled(browser.get(HOURS)))

        assert Hours.objects.get().quiet == "22:00-07:00,,,,,,00:00-00:00"

    def test_may_be_others_on_each_day_and_stay_so(self) -> None:
        """Seen failing with one window for all days: what differed was lost by looking at it."""
        week = "22:00-07:00,22:00-07:00,,13:00-14:30,,23:30-09:00,00:00-00:00"
        hours = HoursFactory.create(quiet=week)
        browser = browser_of(hours.user)

        browser.post(HOURS, filled(browser.get(HOURS)))
        assert Hours.objects.get().quiet == week

        own = {"on_2_begins": "12:00", "on_2_ends": "13:00"}
        browser.post(HOURS, filled(browser.get(HOURS)) | own)
        assert Hours.objects.get().quiet == week.replace(",,13", ",12:00-13:00,13")

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"days": [0], "begins": ""}, "begins"),
            ({"days": [0], "begins": "22:00", "ends": "22:00"}, "ends"),
            ({"free_days": list(range(7))}, "free_days"),
            ({"digest_hour": "24"}, "digest_hour"),
            ({"on_3_begins": "22:00"}, "on_3_ends"),
            ({"on_3_ends": "22:00"}, "on_3_begins"),
            ({"on_3_begins": "22:00", "on_3_ends": "22:00"}, "on_3_ends"),
        ],
    )
    def test_that_make_no_sense_are_refused_beside_the_field(
        self, typed: dict[str, object], field: str
    ) -> None:
        browser = browser_of(person("malee"))

        answer = browser.post(HOURS, {"digest_hour": 8, "digest_weekday": 0} | typed)

        assert answer.status_code in {409, 422}
        assert field in answer.context["form"].errors
        assert not Hours.objects.exists()

    def test_are_told_in_a_sentence(self) -> None:
        hours = HoursFactory.create()
        AddressFactory.create(user=hours.user)

        page = text_of(browser_of(hours.user).get(ALERTS))

        assert "In your quiet hours only what is urgent is sent" in page
        assert "kinds at once" in page


class TestASearch:
    def test_is_kept_from_the_list_and_removed_from_the_settings(self) -> None:
        browser = browser_of(person("malee"))
        assert f"{KEEP}?q=decree&amp;page=reviews" in text_of(browser.get("/law-reviews/?q=decree"))
        form = browser.get(f"{KEEP}?q=decree&page=reviews")

        browser.post(KEEP, filled(form))

        search = SavedSearch.objects.get()
        assert (search.page, search.query, search.name) == (
            "reviews",
            "q=decree",
            "Law reviews: decree",
        )
        assert search.name in text_of(browser.get(ALERTS))
        browser.post(reverse("notifications:remove-search", args=[search.pk]))
        assert not SavedSearch.objects.exists()


class TestANotice:
    def test_is_answered_with_one_button(self, told: Notification) -> None:
        browser = browser_of(told.user)
        assert "I have seen this" in text_of(browser.get("/inbox/"))

        browser.post(reverse("notifications:acknowledge", args=[told.pk]))

        told.refresh_from_db()
        assert told.acked_at
        assert "I have seen this" not in text_of(browser.get("/inbox/"))

    def test_says_why_it_came(self, told: Notification, scene: Scene) -> None:
        page = text_of(browser_of(told.user).get(reverse("notifications:why", args=[told.pk])))

        assert f"You follow the campaign “{scene.campaign.title}”." in page
        assert "nowhere but to your inbox" in page

    def test_is_muted_with_its_thread(self, told: Notification, scene: Scene) -> None:
        browser_of(told.user).post(reverse("notifications:mute", args=[told.pk]))

        muted = Subscription.objects.get(user=told.user, level="muted")
        assert (muted.scope_type, muted.scope_id) == ("case", str(scene.case.pk))

    def test_without_a_thread_is_not_muted_and_says_so(self) -> None:
        notice = NotificationFactory.create()
        mute = reverse("notifications:mute", args=[notice.pk])

        answer = browser_of(notice.user).post(mute, follow=True)

        assert "cannot be muted" in text_of(answer)

    def test_that_was_put_away_is_found_again(self, told: Notification) -> None:
        browser = browser_of(told.user)
        browser.post(reverse("notifications:archive", args=[told.pk]))

        assert "somebody may be in danger" not in text_of(browser.get("/inbox/"))
        assert "somebody may be in danger" in text_of(browser.get("/inbox/?put-away=1"))


class TestTheCount:
    def test_is_asked_without_a_page(self, told: Notification) -> None:
        browser = browser_of(told.user)

        answer = browser.get("/inbox/count/")

        assert "1" in text_of(answer)
        assert len(text_of(answer)) < 100
        assert "no-cache" in answer.headers["Cache-Control"]
        assert text_of(browser_of(person("hnin.new")).get("/inbox/count/")).strip() == ""


class TestAPause:
    def test_is_begun_and_ended_in_the_settings(self, scene: Scene) -> None:
        follows(scene.malee, scene.review)
        browser = browser_of(scene.malee)
        what = {"scope_type": "review", "scope_id": str(scene.review.pk), "next": ALERTS}

        page = text_of(browser.post("/follow/pause/", what | {"days": 7}, follow=True))

        until = Subscription.objects.get().muted_until
        assert until
        left = until - timezone.now()
        assert dt.timedelta(days=6) < left < dt.timedelta(days=8)
        assert "Nothing for a while" in page
        browser.post("/follow/pause/", what | {"days": 0})
        assert Subscription.objects.get().muted_until is None


class TestWhyNot:
    def test_is_asked_by_name_and_number(self, told: Notification) -> None:
        browser = browser_of(administrator("somchai"))
        asked = {"person": "Malee", "event": str(told.event_id)}

        page = text_of(browser.get("/alerts/why-not/", asked))

        assert "It came to her inbox" in page
        assert "danger" not in page

    @pytest.mark.parametrize("asked", [{"person": "nobody", "event": "1"}, {"event": "x"}])
    def test_says_what_it_cannot_find(self, asked: dict[str, str]) -> None:
        answer = browser_of(administrator("somchai")).get("/alerts/why-not/", asked)

        assert answer.status_code == 200
        assert answer.context["form"].errors


class TestDidSomebodySeeIt:
    @pytest.mark.usefixtures("told")
    def test_shows_how_far_it_came_to_who_leads(self, scene: Scene) -> None:
        page = text_of(browser_of(scene.hnin).get("/alerts/answers/"))

        assert "told 1 · reached 0 · seen 0" in page
        assert "nobody yet" in page

    def test_is_not_for_who_leads_nothing(self, scene: Scene) -> None:
        client: Client = browser_of(scene.phyu)

        assert client.get("/alerts/answers/").status_code == 403
