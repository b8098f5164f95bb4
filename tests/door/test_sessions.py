"""Being signed in: for how long, where, who ends it, and being asked again who one is."""

import datetime as dt
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from backend.accounts import actions
from backend.accounts.models import Session, User
from backend.accounts.roles import Role
from backend.accounts.tasks import forget_old_sessions
from backend.web.door.middleware import ASKS_BY_ITSELF
from campaigns.actions import people
from campaigns.models import Network
from tests import factories
from tests.door.conftest import PASSWORD, mailed_code, with_app, with_password
from tests.records import kinds_of_events, nothing_written
from tests.web.browser import browser_of, show_who, text_of

PROFILE = reverse("campaigns:profile")
SAFETY = reverse("campaigns:safety")
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


def in_minutes(minutes: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(minutes=minutes)


class TestASession:
    def test_ends_after_half_an_hour_without_a_click(self, hnin: User) -> None:
        browser = browser_of(hnin)

        with time_machine.travel(in_minutes(29), tick=False):
            before = browser.get(PROFILE).status_code
        with time_machine.travel(in_minutes(29 + 31), tick=False):
            after = browser.get(PROFILE)

        assert before == 200
        assert after.headers["Location"] == f"{reverse('sign-in')}?next={PROFILE}"

    def test_is_not_kept_open_by_a_page_that_asks_by_itself(self, hnin: User) -> None:
        browser = browser_of(hnin)

        with time_machine.travel(in_minutes(20), tick=False):
            asked = browser.get(reverse("notifications:count"), headers={ASKS_BY_ITSELF: "1"})
        with time_machine.travel(in_minutes(31), tick=False):
            after = browser.get(PROFILE).status_code

        assert (asked.status_code, after) == (200, 302)

    def test_ends_after_twelve_hours_whatever_is_clicked(self, hnin: User) -> None:
        browser = browser_of(hnin)
        heard = []

        for minutes in range(20, 12 * 60 + 20, 20):
            with time_machine.travel(in_minutes(minutes), tick=False):
                heard.append(browser.get(PROFILE).status_code)

        assert heard[-2:] == [200, 302]

    def test_says_on_what_and_since_when_and_keeps_no_address(self, hnin: User) -> None:
        browser = Client(headers={"User-Agent": ANDROID}, REMOTE_ADDR="203.0.113.9")
        with_password(browser)

        page = text_of(browser.get(SAFETY))

        kept = Session.objects.get(user=hnin)
        assert kept.device == "Chrome · Android"
        assert kept.began_at is not None
        assert "Chrome · Android" in page
        assert "this one" in page
        assert kept.session_key not in page
        assert "203.0.113.9" not in str(vars(kept)) + str(kept.get_decoded())

    def test_can_be_ended_from_afar(self, hnin: User) -> None:
        lost, here = browser_of(hnin), browser_of(hnin)
        digest = actions.digest_of(lost.session.session_key or "")

        here.post(reverse("campaigns:end-session", args=[digest]))

        assert lost.get(PROFILE).status_code == 302
        assert here.get(PROFILE).status_code == 200
        assert kinds_of_events() == ["person.sessions_ended"]

    def test_of_somebody_else_cannot(self, hnin: User) -> None:
        malee = browser_of(factories.person("malee"))
        digest = actions.digest_of(malee.session.session_key or "")
        browser = browser_of(hnin)

        assert browser.post(reverse("campaigns:end-session", args=[digest])).status_code == 409
        assert malee.get(PROFILE).status_code == 200

    def test_stays_alone_once_all_others_are_ended(self, hnin: User) -> None:
        lost, also_lost, here = browser_of(hnin), browser_of(hnin), browser_of(hnin)

        here.post(reverse("campaigns:end-sessions"))

        heard = [one.get(PROFILE).status_code for one in (lost, also_lost, here)]
        assert heard == [302, 302, 200]


class TestSessionsThatEnded:
    def test_are_forgotten_and_no_others(self, hnin: User) -> None:
        here = browser_of(hnin)
        factories.SessionFactory.create(user=hnin, expire_date=in_minutes(-1))

        forget_old_sessions()

        assert [one.session_key for one in Session.objects.all()] == [here.session.session_key]


class TestWhatAsksAgain:
    """A role is given by somebody who has just shown who she is."""

    @pytest.fixture
    def give_role(self, champa: Network) -> str:
        malee = factories.organiser(champa, "malee")
        return reverse("campaigns:give-role", args=[malee.assignments.get().pk])

    def test_leads_who_signed_in_long_ago_to_her_password_and_back(
        self, hnin: User, give_role: str
    ) -> None:
        browser = browser_of(hnin)
        show_who(browser, hnin, seconds_ago=16 * 60)

        answer = browser.get(give_role)
        again = f"{reverse('account_reauthenticate')}?{urlencode({'next': give_role})}"
        assert answer.headers["Location"] == again
        back = browser.post(answer.headers["Location"], {"password": PASSWORD, "next": give_role})

        assert back.headers["Location"] == give_role
        assert browser.get(give_role).status_code == 200

    def test_does_nothing_with_what_was_sent_and_keeps_none_of_it(
        self, hnin: User, give_role: str
    ) -> None:
        browser = browser_of(hnin)
        show_who(browser, hnin, seconds_ago=16 * 60)

        browser.post(give_role, {"role": Role.LEADER})

        assert User.objects.get(username="malee").assignments.count() == 1
        assert "leader" not in str(dict(browser.session))

    def test_is_not_fooled_by_a_wrong_password(self, hnin: User, give_role: str) -> None:
        browser = browser_of(hnin)
        show_who(browser, hnin, seconds_ago=16 * 60)

        answer = browser.post(reverse("account_reauthenticate"), {"password": "wrong"})

        assert answer.status_code == 422
        assert browser.get(give_role).status_code == 302

    def test_includes_every_change_in_the_house(self) -> None:
        admin = factories.administrator("admin")
        browser = browser_of(admin)
        show_who(browser, admin, seconds_ago=16 * 60)

        assert browser.get(reverse("admin:index")).status_code == 200
        for page in ("accounts_user_add", "campaigns_roleassignment_add"):
            with nothing_written():
                assert "again" in browser.get(reverse(f"admin:{page}")).headers["Location"]


class TestAnAddressForSigningIn:
    def test_is_kept_once_its_code_was_typed(self, hnin: User) -> None:
        browser = browser_of(hnin)
        browser.post(reverse("campaigns:add-address"), {"email": "Hnin@Example.org"})
        code = mailed_code()

        wrong = browser.post(reverse("campaigns:confirm-address"), {"code": "AAAA-AAAA"})
        browser.post(reverse("campaigns:confirm-address"), {"code": code.lower()})

        assert wrong.status_code == 409
        assert "hnin@example.org" in text_of(browser.get(SAFETY))
        assert kinds_of_events() == ["person.address_confirmed"]

    def test_cannot_be_found_by_trying_codes(self, hnin: User) -> None:
        browser = browser_of(hnin)
        browser.post(reverse("campaigns:add-address"), {"email": "hnin@example.org"})

        heard = [
            browser.post(reverse("campaigns:confirm-address"), {"code": f"{n:08}"}).status_code
            for n in range(6)
        ]

        assert heard == [409] * 5 + [302]

    def test_of_another_account_is_refused(self, hnin: User) -> None:
        malee = factories.person("malee")
        assert actions.keep_sign_in_address(malee, address="one@example.org")

        assert not actions.keep_sign_in_address(hnin, address="ONE@example.org")


class TestSigningUp:
    @pytest.mark.parametrize(
        "path",
        ["/accounts/signup/", "/signup/", "/sign-up/", "/_allauth/app/v1/auth/signup"],
    )
    def test_is_possible_nowhere(self, path: str) -> None:
        sent = {"username": "spam", "password1": PASSWORD, "email": "spam@example.org"}

        assert Client().post(path, sent).status_code == 404
        assert not User.objects.filter(username="spam").exists()


class TestWhoHasToHaveASecondFactor:
    @pytest.fixture(autouse=True)
    def _as_in_production(self, settings: LazySettings) -> None:
        settings.SECOND_FACTOR_REQUIRED = True

    def test_is_led_to_set_one_before_anything_else(self, hnin: User) -> None:
        browser = browser_of(hnin)

        answer = browser.get(reverse("cases:cases"))

        assert answer.headers["Location"] == SAFETY
        assert "Your role needs one" in text_of(browser.get(SAFETY))
        assert browser.get(reverse("mfa_activate_totp")).status_code == 200

    def test_is_told_so_as_a_program_by_session_and_gets_no_token(self, hnin: User) -> None:
        sent = {"username": "hnin", "password": PASSWORD}

        session = browser_of(hnin).get("/api/v1/cases/")
        token = Client().post("/api/v1/auth/token/", sent, content_type="application/json")

        assert session.status_code == token.status_code == 403
        assert "second factor" in session.json()["detail"]
        assert session["Content-Type"] == token["Content-Type"] == "application/problem+json"

    def test_goes_on_once_she_has_one(self, hnin: User) -> None:
        with_app(hnin)

        assert browser_of(hnin).get(reverse("cases:cases")).status_code == 200

    def test_is_a_leader_an_officer_or_an_administrator_and_no_other(self, champa: Network) -> None:
        cast = {
            "officer": factories.officer("TH"),
            "administrator": factories.administrator(),
            "organiser": factories.organiser(champa),
            "contributor": factories.contributor(champa),
        }

        heard = {who: browser_of(one).get(PROFILE).status_code for who, one in cast.items()}

        assert heard == {
            "officer": 302, "administrator": 302, "organiser": 200, "contributor": 200
        }  # fmt: skip


class TestLife:
    def test_goes_from_invited_to_active_paused_and_left(self) -> None:
        may, admin = factories.person("may"), factories.administrator()
        may.set_unusable_password()
        may.save()
        lives = [User.objects.get(pk=may.pk).life.value]
        may.set_password(PASSWORD)
        may.save()
        lives.append(User.objects.get(pk=may.pk).life.value)

        people.pause_account(may, by=admin)
        lives.append(User.objects.get(pk=may.pk).life.value)
        people.reopen_account(may, by=admin)
        people.close_account(may, by=admin)
        lives.append(User.objects.get(pk=may.pk).life.value)

        assert lives == ["invited", "active", "paused", "left"]
