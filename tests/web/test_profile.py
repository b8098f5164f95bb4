"""What a person chooses about herself, and her password."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from backend.accounts.models import User
from tests import factories
from tests.records import kinds_of_events, nothing_written
from tests.web.browser import browser_of, filled, text_of
from tests.web.conftest import House

PROFILE, PASSWORD = reverse("campaigns:profile"), reverse("campaigns:password")
OLD, NEW = "sample-only-33", "four-words-of-my-own"


def changed(**more: str) -> dict[str, str]:
    return {"old_password": OLD, "new_password1": NEW, "new_password2": NEW} | more


@pytest.fixture
def hnin() -> User:
    hnin = factories.person("hnin")
    hnin.set_password(OLD)
    hnin.save(update_fields=["password"])
    return hnin


def send(somebody: User, **typed: Any) -> Any:
    browser = browser_of(somebody)
    return browser.post(PROFILE, filled(browser.get(PROFILE), **typed), follow=True)


class TestTheProfile:
    def test_is_reached_by_ones_name_in_the_head_of_every_page(self, house: House) -> None:
        assert f'href="{PROFILE}"' in text_of(browser_of(house.hnin).get(reverse("home")))

    def test_says_how_one_signs_in_and_which_roles_one_holds_where(self, house: House) -> None:
        house.hnin.assignments.update(granted_by=house.luz)

        page = text_of(browser_of(house.hnin).get(PROFILE))

        assert "You sign in as “hnin”" in page
        assert "Network leader" in page
        assert reverse("campaigns:network", args=[house.network.slug]) in page
        assert "given by luz" in page
        assert reverse("notifications:settings") in page

    def test_of_somebody_without_a_role_says_how_to_get_one(self, hnin: User) -> None:
        assert "You hold no role yet" in text_of(browser_of(hnin).get(PROFILE))

    def test_takes_effect_with_the_very_next_page(self, hnin: User) -> None:
        answer = send(hnin, language="th", display_name="Hnin of Champa", text_size="large")

        page = text_of(answer)
        assert '<html lang="th"' in page
        assert 'data-text="large"' in page
        assert "Hnin of Champa" in page
        assert "บันทึกแล้ว" in page

    def test_keeps_the_language_for_the_page_of_signing_in(self, hnin: User) -> None:
        browser = browser_of(hnin)
        browser.post(PROFILE, filled(browser.get(PROFILE), language="my"))

        browser.post(reverse("sign-out"))

        assert '<html lang="my"' in text_of(browser.get(reverse("sign-in")))

    def test_writes_dates_in_the_calendar_chosen(self, house: House) -> None:
        common = text_of(browser_of(house.luz).get(PROFILE))
        buddhist = text_of(send(house.luz, calendar="buddhist"))

        assert "since <time" in common
        assert "B.E. 2563" not in common
        assert "B.E. 2563" in buddhist

    def test_writes_hours_in_the_time_zone_chosen(self, house: House) -> None:
        send(house.hnin, time_zone="America/New_York")

        house.hnin.refresh_from_db()
        assert house.hnin.time_zone == "America/New_York"

    @pytest.mark.parametrize("field", ["language", "calendar", "text_size", "time_zone"])
    def test_refuses_what_is_not_offered_beside_its_field(self, hnin: User, field: str) -> None:
        browser = browser_of(hnin)
        typed = filled(browser.get(PROFILE), **{field: "xx"})

        with nothing_written():
            answer = browser.post(PROFILE, typed)

        assert answer.status_code == 422
        assert f'id="id_{field}_error"' in text_of(answer)

    @pytest.mark.parametrize("name", ["n" * 121, "a\x00b"])
    def test_refuses_a_name_nobody_could_keep(self, hnin: User, name: str) -> None:
        browser = browser_of(hnin)
        typed = filled(browser.get(PROFILE), display_name=name)

        with nothing_written():
            answer = browser.post(PROFILE, typed)

        assert answer.status_code == 422

    def test_keeps_a_time_zone_that_stands_in_no_list(self, hnin: User) -> None:
        User.objects.filter(pk=hnin.pk).update(time_zone="Asia/Rangoon")

        send(hnin, display_name="Hnin")

        hnin.refresh_from_db()
        assert (hnin.time_zone, hnin.display_name) == ("Asia/Rangoon", "Hnin")


class TestChangingThePassword:
    def test_lets_one_sign_in_with_the_new_one_only(self, hnin: User) -> None:
        browser_of(hnin).post(PASSWORD, changed())

        for password, status in ((OLD, 422), (NEW, 302)):
            given = {"username": "hnin", "password": password}
            assert Client().post(reverse("sign-in"), given).status_code == status

    def test_ends_the_other_sessions_and_tokens_and_not_this_one(self, hnin: User) -> None:
        here, elsewhere = browser_of(hnin), browser_of(hnin)
        AuthToken.objects.create(hnin)

        here.post(PASSWORD, changed())

        assert here.get(PROFILE).status_code == 200
        assert elsewhere.get(PROFILE).status_code == 302
        assert not AuthToken.objects.exists()

    def test_leaves_one_event_and_tells_nobody_the_password(self, hnin: User) -> None:
        browser_of(hnin).post(PASSWORD, changed())

        assert kinds_of_events() == ["person.password_changed"]

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"old_password": "wrong"}, "This is not your password"),
            ({"new_password2": "another"}, "The two passwords are not the same"),
            ({"new_password1": "short", "new_password2": "short"}, "too short"),
            ({"new_password1": "", "new_password2": ""}, "required"),
        ],
    )
    def test_says_what_is_wrong_and_changes_nothing(
        self, hnin: User, typed: dict[str, str], words: str
    ) -> None:
        browser = browser_of(hnin)

        with nothing_written():
            answer = browser.post(PASSWORD, changed(**typed))

        assert answer.status_code == 422
        assert words in text_of(answer)

    def test_is_slowed_down_after_many_tries(self, hnin: User) -> None:
        browser = browser_of(hnin)
        for _ in range(20):
            browser.post(PASSWORD, changed(old_password="wrong"))

        with nothing_written():
            answer = browser.post(PASSWORD, changed())

        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) > 0
        assert "Please wait a little" in text_of(answer)
