"""Where messages go: one to each address in use, on the channels that are switched on."""

import pytest

from notifications.channels import CARRIERS
from notifications.models import Channel, Delivery
from tests.factories import AddressFactory
from tests.notifications.carrier import FakeCarrier
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, told


class TestWhoHasSeveralAddresses:
    def test_gets_one_message_to_each_and_one_notice(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(CARRIERS, Channel.PUSH, FakeCarrier())
        hers = [
            AddressFactory.create(user=scene.malee, channel=channel, plain=plain)
            for channel, plain in (("email", "m@example.org"), ("push", "one"), ("push", "two"))
        ]
        follows(scene.malee, scene.review)

        happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
        pass_on()

        sent = Delivery.objects.values_list("address", "channel")
        assert sorted(sent) == sorted((one.pk, one.channel) for one in hers)
        assert told() == {"malee"}

    def test_gets_nothing_on_a_channel_that_is_switched_off(self, scene: Scene) -> None:
        AddressFactory.create(user=scene.malee, channel="whatsapp")
        follows(scene.malee, scene.review)

        happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
        pass_on()

        assert not Delivery.objects.exists()
