"""Choosing where alerts come and how often; links in mails."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifications.actions import confirming, preferences
from notifications.kinds import KINDS
from notifications.models import Address, AddressState, Cadence, Channel, Preference
from tests.factories import AddressFactory, person
from tests.notifications.stage import the_mail, wants
from tests.web.browser import browser_of, text_of

ALERTS, ADD, CADENCES = "/alerts/", "/alerts/addresses/add/", "/alerts/cadence/"


class TestAnAddress:
    def test_is_added_by_a_link_that_is_mailed_there(self) -> None:
        malee = person("malee")
        browser = browser_of(malee)

        answer = browser.post(ADD, {"address": "malee@example.org"}, follow=True)
        assert "not confirmed yet" in text_of(answer)
        confirming.send_due(now=timezone.now())
        link = re.search(r"/alerts/confirm/[^/\s]+/", the_mail().body)
        assert link
        page = browser.get(link[0])
        assert "Is this your address?" in text_of(page)
        assert Address.objects.get().state == AddressState.PENDING

        answer = browser.post(link[0], follow=True)

        assert Address.objects.get().state == AddressState.ACTIVE
        assert "in use" in text_of(answer)

    def test_is_not_shown_in_full_to_who_looks_over_her_shoulder(self) -> None:
        kept = AddressFactory.create(plain="malee@example.org")

        text = text_of(browser_of(kept.user).get(ALERTS))

        assert "m…@example.org" in text
        assert "malee@" not in text

    def test_that_bounced_says_so(self) -> None:
        kept = AddressFactory.create(state="bounced")

        assert "nothing arrives there" in text_of(browser_of(kept.user).get(ALERTS))

    @pytest.mark.parametrize("typed", ["", "malee", "malee@", "a b@example.org"])
    def test_that_is_none_is_refused_beside_the_field(self, typed: str) -> None:
        answer = browser_of(person("malee")).post(ADD, {"address": typed})

        assert answer.status_code == 422
        assert not Address.objects.exists()

    def test_asked_for_again_at_once_is_refused_with_the_reason(self) -> None:
        browser = browser_of(person("malee"))
        browser.post(ADD, {"address": "malee@example.org"})

        answer = browser.post(ADD, {"address": "malee@example.org"})

        assert answer.status_code == 409
        assert "Wait a little" in text_of(answer)

    def test_is_removed_by_its_owner_alone(self) -> None:
        kept = AddressFactory.create()
        remove = reverse("notifications:remove-address", args=[kept.pk])

        assert browser_of(person()).post(remove).status_code == 404
        assert browser_of(kept.user).get(remove).status_code == 200
        assert Address.objects.exists()

        browser_of(kept.user).post(remove)
        assert not Address.objects.exists()


class TestTheLinkThatConfirms:
    @pytest.fixture
    def kept(self) -> Address:
        kept: Address = AddressFactory.create(state="pending")
        return kept

    def link(self, kept: Address) -> str:
        token = preferences.confirmation_token(kept)
        return reverse("notifications:confirm", args=[token])

    def test_leads_through_the_sign_in(self, kept: Address) -> None:
        answer = browser_of().get(self.link(kept))

        assert answer["Location"].startswith("/sign-in/?next=/alerts/confirm/")

    def test_of_somebody_else_takes_nothing_into_use(self, kept: Address) -> None:
        answer = browser_of(person()).post(self.link(kept))

        assert answer.status_code == 409
        assert Address.objects.get().state == AddressState.PENDING

    def test_that_was_altered_says_so(self, kept: Address) -> None:
        answer = browser_of(kept.user).post(f"{self.link(kept)[:-2]}x/")

        assert answer.status_code == 409
        assert "not valid any more" in text_of(answer)


class TestHowOften:
    def test_can_be_chosen_for_every_kind_and_for_each(self) -> None:
        malee = person("malee")
        wants(malee, Cadence.NOW, kind="case.closed")

        answer = browser_of(malee).post(
            CADENCES, {"every": "weekly", "case.logged": "off", "case.closed": ""}, follow=True
        )

        assert answer.redirect_chain == [(ALERTS, 302)]
        assert set(Preference.objects.values_list("kind", "cadence")) == {
            ("", "weekly"),
            ("case.logged", "off"),
        }

    def test_offers_every_kind_and_what_was_chosen(self) -> None:
        malee = person("malee")
        wants(malee, Cadence.WEEKLY, kind="milestone.reached")

        text = text_of(browser_of(malee).get(ALERTS))

        assert all(f'name="{kind}"' in text for kind in KINDS)
        assert text.count('<option value="weekly" selected>') == 1

    def test_refuses_what_is_no_choice(self) -> None:
        answer = browser_of(person("malee")).post(CADENCES, {"every": "hourly"})

        assert answer.status_code == 422
        assert not Preference.objects.exists()


class TestTheLinkThatStopsAllMail:
    def link(self, name: str = "malee") -> str:
        token = preferences.unsubscribe_token(person(name), channel=Channel.EMAIL)
        return reverse("notifications:unsubscribe", args=[token])

    def test_stops_it_with_one_click_of_a_mail_program(self) -> None:
        """RFC 8058: one POST, no cookie, no question."""
        program = Client(enforce_csrf_checks=True)

        answer = program.post(self.link(), {"List-Unsubscribe": "One-Click"})

        assert answer.status_code == 200
        assert list(Preference.objects.values_list("kind", "cadence")) == [("", "off")]
        assert mail.outbox == []

    def test_stops_it_with_the_button_and_without_signing_in(self) -> None:
        browser, link = Client(enforce_csrf_checks=True), self.link()
        assert "Stop all mail?" in text_of(browser.get(link))

        answer = browser.post(link)

        assert "No more mail will come" in text_of(answer)
        assert Preference.objects.get().cadence == Cadence.OFF

    def test_stops_nothing_by_being_looked_at(self) -> None:
        link = self.link()

        for look in (Client().get, Client().head):
            assert look(link).status_code == 200

        assert not Preference.objects.exists()

    @pytest.mark.parametrize("verb", ["get", "post"])
    def test_that_was_altered_is_not_found(self, verb: str) -> None:
        answer = getattr(Client(), verb)(f"{self.link()[:-2]}x/")

        assert answer.status_code == 404
        assert not Preference.objects.exists()
