"""Who may have news posted, and where to."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from backend.errors import Invalid
from notifications.actions import webhooks
from notifications.actions.webhooks import NothingToReplay, TooManyWebhooks
from notifications.clock import database_now
from notifications.models import Webhook, WebhookPost
from tests.factories import CampaignFactory, WebhookFactory
from tests.notifications.channels.provider import Provider
from tests.notifications.channels.test_webhooks import post_all, reach
from tests.notifications.conftest import Scene
from tests.records import refused


class TestAPerson:
    def test_who_may_not_change_the_campaigns_may_do_nothing(
        self, scene: Scene, webhook: Webhook
    ) -> None:
        post = WebhookPost(webhook=webhook)
        now = timezone.now()
        for somebody in (scene.malee, scene.luz, scene.karin):
            assert not Webhook.objects.visible_to(somebody).exists()
            with refused(PermissionDenied):
                webhooks.add(
                    "https://a.example/", network=scene.network, campaign=None, by=somebody, now=now
                )
            with refused(PermissionDenied):
                webhooks.rotate(webhook, by=somebody, now=now)
            with refused(PermissionDenied):
                webhooks.stop(webhook, by=somebody)
            with refused(PermissionDenied):
                webhooks.remove(webhook, by=somebody)
            with refused(PermissionDenied):
                webhooks.replay(post, by=somebody, now=now)

    @pytest.mark.parametrize("url", ["http://8.8.8.8/", "https://10.0.0.1/", "ftp://8.8.8.8/"])
    def test_cannot_have_us_post_into_a_private_network(self, scene: Scene, url: str) -> None:
        with refused(Invalid) as raised:
            webhooks.add(
                url, network=scene.network, campaign=None, by=scene.hnin, now=timezone.now()
            )
        assert raised.value.field == "url"

    def test_stops_starts_and_replays(
        self, scene: Scene, server: Provider, webhook: Webhook
    ) -> None:
        reach(scene)
        webhooks.stop(webhook, by=scene.hnin)
        post_all()
        assert server.asked == []

        webhooks.start(webhook, by=scene.hnin)
        post = WebhookPost.objects.get()
        webhooks.replay(post, by=scene.hnin, now=database_now())
        with refused(NothingToReplay):
            webhooks.replay(post, by=scene.hnin, now=database_now())
        post_all()
        webhooks.replay(post, by=scene.hnin, now=database_now())
        post_all()

        assert len({one.headers["webhook-id"] for one in server.asked}) == 1
        assert len(server.asked) == 2

    def test_has_ten_for_a_network(self, scene: Scene, server: Provider) -> None:
        WebhookFactory.create_batch(10, network=scene.network)

        with refused(TooManyWebhooks):
            webhooks.add(
                server.url, network=scene.network, campaign=None, by=scene.hnin, now=timezone.now()
            )

    def test_may_choose_one_campaign_of_the_network(self, scene: Scene, server: Provider) -> None:
        theirs = CampaignFactory.create()

        with refused(Invalid) as raised:
            webhooks.add(
                server.url,
                network=scene.network,
                campaign=theirs,
                by=scene.hnin,
                now=timezone.now(),
            )
        assert raised.value.field == "campaign"
