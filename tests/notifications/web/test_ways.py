"""The pages on which a person adds ways to be reached, and a network its webhooks."""

import json
import re

from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from notifications.actions import calendars, confirming
from notifications.models import Address, AddressState, Channel, Delivery, Webhook
from tests.factories import AddressFactory, person
from tests.notifications.channels.conftest import server
from tests.notifications.channels.provider import Provider
from tests.notifications.channels.test_proving import sent_number
from tests.notifications.channels.test_push import Browser
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, send_all
from tests.web.browser import browser_of, text_of

__all__ = ["server"]
WAYS = "/alerts/ways/"


class TestAPhone:
    def test_is_added_and_shown_to_be_hers(self, server: Provider) -> None:
        browser = browser_of(person("malee"))

        asked = browser.post(f"{WAYS}phone/sms/", {"address": "+66 81 234 5678"})
        confirming.send_due(now=timezone.now())
        wrong = browser.post(asked["Location"], {"code": "1"})
        right = browser.post(asked["Location"], {"code": sent_number(server)}, follow=True)

        assert wrong.status_code == 409
        assert "That is another number" in text_of(wrong)
        assert "+66…78" in text_of(right)
        assert Address.objects.get().state == AddressState.ACTIVE

    def test_that_is_none_is_refused_beside_the_field(self) -> None:
        answer = browser_of(person("malee")).post(f"{WAYS}phone/sms/", {"address": "12"})

        assert answer.status_code == 409
        assert "There is no such address." in text_of(answer)


class TestAChat:
    def test_begins_by_a_link_of_her_own(self) -> None:
        answer = browser_of(person("malee")).post(f"{WAYS}chat/telegram/")

        assert re.search(r"https://t\.me/saphan_bot\?start=[\w-]{32}", answer.content.decode())

    def test_is_not_offered_where_it_is_off(self, settings: Settings) -> None:
        settings.TELEGRAM_TOKEN = ""
        browser = browser_of(person("malee"))

        assert browser.get(f"{WAYS}chat/telegram/").status_code == 404
        assert browser.get(f"{WAYS}phone/telegram/").status_code == 404
        assert "Telegram" not in text_of(browser.get(WAYS))


class TestADevice:
    def test_is_added_by_what_its_browser_says(self, server: Provider) -> None:
        given = json.dumps(Browser(f"{server.url}/push").subscription)

        added = browser_of(person("malee")).post(
            f"{WAYS}device/push/", {"address": given, "label": "Firefox · Android"}, follow=True
        )

        assert "Firefox · Android" in text_of(added)

    def test_that_is_gone_holds_up_no_other(self, scene: Scene, server: Provider) -> None:
        """The dead one stands in the middle of the batch."""
        for n in range(3):
            address = Browser(f"{server.url}/push/{n}").address
            AddressFactory.create(user=scene.malee, channel=Channel.PUSH, plain=address)
        follows(scene.malee, scene.review)
        happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
        pass_on()
        for status in (201, 410, 201):
            server.will(status)

        send_all()

        states = Delivery.objects.order_by("due_at", "id").values_list("state", "address__state")
        assert sorted(states) == [("accepted", "active")] * 2 + [("dead", "bounced")]


class TestTheCalendar:
    def test_is_made_and_closed(self) -> None:
        malee = person("malee")
        browser = browser_of(malee)

        made = browser.post("/alerts/calendar/", follow=True)
        assert f"/calendar/{calendars.token_of(malee)}.ics" in made.content.decode()

        browser.post("/alerts/calendar/end/")
        assert calendars.token_of(malee) == ""


class TestAWebhook:
    def test_is_added_with_its_secret_turned_and_removed(
        self, scene: Scene, server: Provider
    ) -> None:
        browser = browser_of(scene.hnin)
        network = reverse("notifications:webhooks", args=[scene.network.slug])

        added = browser.post(network, {"url": f"{server.url}/news"}, follow=True)
        page = reverse("notifications:webhook", args=[Webhook.objects.get().pk])
        turned = browser.post(f"{page}secret/", follow=True)
        stopped = browser.post(f"{page}stop/", follow=True)

        assert added.content.decode().count("whsec_") == 1
        assert turned.content.decode().count("whsec_") == 2
        assert "Start again" in text_of(stopped)
        browser.post(f"{page}start/")
        browser.post(f"{page}remove/")
        assert not Webhook.objects.exists()

    def test_into_the_house_is_refused_beside_the_field(self, scene: Scene) -> None:
        network = reverse("notifications:webhooks", args=[scene.network.slug])

        answer = browser_of(scene.hnin).post(network, {"url": "https://10.0.0.1/"})

        assert answer.status_code == 409
        assert "open to the internet" in text_of(answer)
