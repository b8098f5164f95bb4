"""Webhooks: public news alone, signed so that a receiver's own library believes it."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings
from standardwebhooks.webhooks import Webhook as Receiver
from standardwebhooks.webhooks import WebhookVerificationError

from backend.audit.models import Dispatch, Event
from cases.models import LawReview
from notifications.actions import posting, webhooks
from notifications.clock import database_now
from notifications.models import Webhook, WebhookPost
from tests.factories import CampaignFactory, WebhookFactory
from tests.notifications.channels.provider import HANG_UP, Provider
from tests.notifications.conftest import Scene
from tests.notifications.stage import happened, pass_on


def reach(scene: Scene) -> Event:
    event = happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
    pass_on()
    return event


def post_all() -> None:
    while posting.post_due(now=database_now()):
        pass


def become_due() -> None:
    WebhookPost.objects.update(due_at=database_now())


def verified(asked: Any, secret: str) -> Any:
    headers = {name.lower(): value for name, value in asked.headers.items()}
    return Receiver(secret).verify(asked.content, headers)


def secrets_of(webhook: Webhook, *, later: dt.timedelta = dt.timedelta()) -> list[str]:
    webhook.refresh_from_db()
    return webhooks.secrets_of(webhook, now=timezone.now() + later)


class TestAPost:
    def test_is_believed_by_a_receiver_and_holds_codes_and_a_public_link(
        self, scene: Scene, server: Provider, webhook: Webhook
    ) -> None:
        event = reach(scene)

        post_all()

        (secret,) = secrets_of(webhook)
        assert verified(server.only, secret) == {
            "type": "milestone.reached",
            "timestamp": event.happened_at.isoformat(),
            "data": {
                "event": str(event.uid),
                "subject": "milestone",
                "id": str(scene.milestone.pk),
                "link": f"http://testserver/law-reviews/{scene.review.slug}/"
                f"#milestone-{scene.milestone.pk}",
            },
        }
        assert WebhookPost.objects.get().state == "accepted"

    def test_is_not_believed_once_a_letter_is_changed(
        self, scene: Scene, server: Provider, webhook: Webhook
    ) -> None:
        reach(scene)
        post_all()
        (secret,) = secrets_of(webhook)
        headers = {name.lower(): value for name, value in server.only.headers.items()}

        with pytest.raises(WebhookVerificationError):
            Receiver(secret).verify(server.only.content.replace(b"reached", b"reechad"), headers)

    @pytest.mark.usefixtures("webhook")
    def test_is_made_once_however_often_the_event_is_passed_on(
        self, scene: Scene, server: Provider
    ) -> None:
        reach(scene)
        Dispatch.objects.update(state="pending", done_at=None)
        pass_on()

        post_all()

        assert len(server.asked) == 1

    @pytest.mark.usefixtures("webhook")
    def test_tells_of_no_case_and_nothing_that_is_not_public(
        self, scene: Scene, server: Provider
    ) -> None:
        happened("case.logged", scene.case)
        LawReview.objects.update(is_public=False)
        reach(scene)
        post_all()

        assert not WebhookPost.objects.exists()
        assert server.asked == []

    @pytest.mark.usefixtures("webhook")
    def test_of_what_is_not_public_any_more_is_dropped(
        self, scene: Scene, server: Provider
    ) -> None:
        reach(scene)
        LawReview.objects.update(is_public=False)

        post_all()

        assert (WebhookPost.objects.get().state, server.asked) == ("dropped", [])

    def test_is_for_the_campaigns_of_the_network_alone(
        self, scene: Scene, server: Provider, webhook: Webhook
    ) -> None:
        other = CampaignFactory.create(lead_network=scene.network)
        WebhookFactory.create(url=f"{server.url}/else")
        WebhookFactory.create(network=scene.network, campaign=other, url=f"{server.url}/one")

        reach(scene)

        assert WebhookPost.objects.get().webhook == webhook


class TestAFailedPost:
    @pytest.mark.usefixtures("webhook")
    @pytest.mark.parametrize("status", [500, 404, 302, HANG_UP])
    def test_comes_again_ever_later_under_the_same_id(
        self, scene: Scene, server: Provider, status: int
    ) -> None:
        reach(scene)
        for _time in range(2):
            server.will(status, Location="http://127.0.0.1:1/")
        waits = []
        for _attempt in range(3):
            before = database_now()
            post_all()
            waits.append(round((WebhookPost.objects.get().due_at - before).total_seconds()))
            become_due()

        assert waits[:2] == [5, 30]
        assert len({one.headers["webhook-id"] for one in server.asked}) == 1
        assert WebhookPost.objects.get().state == "accepted"

    def test_switches_its_webhook_off_after_five_days_without_success(
        self, scene: Scene, server: Provider, webhook: Webhook
    ) -> None:
        reach(scene)
        server.will(500)
        post_all()
        Webhook.objects.update(failing_since=database_now() - posting.PATIENCE)
        server.will(500)
        become_due()

        post_all()

        webhook.refresh_from_db()
        assert (webhook.state, webhook.last_error) == ("failed", "HTTP 500")
        assert WebhookPost.objects.get().state == "dead"

    def test_of_a_receiver_that_is_gone_switches_it_off_at_once(
        self, scene: Scene, server: Provider, webhook: Webhook
    ) -> None:
        reach(scene)
        server.will(410)

        post_all()

        webhook.refresh_from_db()
        assert webhook.state == "failed"

    @pytest.mark.usefixtures("webhook")
    def test_whose_worker_died_is_sent_by_another(self, scene: Scene, server: Provider) -> None:
        reach(scene)
        past = database_now() - dt.timedelta(seconds=1)
        WebhookPost.objects.update(state="sending", lease_until=past, attempts=1)

        post_all()

        assert len(server.asked) == 1

    @pytest.mark.usefixtures("webhook")
    def test_into_the_house_is_not_sent(
        self, scene: Scene, server: Provider, settings: Settings
    ) -> None:
        reach(scene)
        settings.OUTGOING_ALLOWED_HOSTS = []

        post_all()

        assert (server.asked, WebhookPost.objects.get().state) == ([], "queued")


class TestTheSecret:
    def test_is_changed_without_losing_a_post(
        self, scene: Scene, server: Provider, webhook: Webhook
    ) -> None:
        (old,) = secrets_of(webhook)
        webhooks.rotate(webhook, by=scene.hnin, now=timezone.now())
        reach(scene)

        post_all()

        new, former = secrets_of(webhook)
        assert former == old
        assert verified(server.only, new) == verified(server.only, old)
        assert secrets_of(webhook, later=dt.timedelta(days=2, minutes=1)) == [new]

    def test_and_the_address_are_sealed(self, server: Provider, webhook: Webhook) -> None:
        kept = b"".join(map(bytes, (webhook.sealed, webhook.secret)))

        assert server.url.encode() not in kept
        assert b"whsec" not in kept
