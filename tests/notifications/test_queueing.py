"""Which notices also go out as messages, and when."""

import pytest

from notifications.models import AddressState, Cadence, Delivery, Notification
from tests.factories import AddressFactory
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, states, wants

IMPORTANT, QUIET = "milestone.reached", "milestone.planned"


def tell(scene: Scene, kind: str = IMPORTANT) -> None:
    follows(scene.malee, scene.review)
    happened(kind, scene.milestone, reached_on="2026-11-22", planned_on="2026-11-22")
    pass_on()


class TestANotice:
    @pytest.mark.parametrize(
        ("kind", "period", "state"), [(IMPORTANT, "", "queued"), (QUIET, "daily", "held")]
    )
    def test_goes_out_as_its_kind_usually_does(
        self, scene: Scene, kind: str, period: str, state: str
    ) -> None:
        AddressFactory.create(user=scene.malee)

        tell(scene, kind)

        message = Delivery.objects.get()
        assert (message.period, message.state) == (period, state)
        assert message.user == scene.malee

    @pytest.mark.parametrize(
        ("cadence", "period", "state"),
        [
            (Cadence.NOW, "", "queued"),
            (Cadence.DAILY, "daily", "held"),
            (Cadence.WEEKLY, "weekly", "held"),
        ],
    )
    def test_goes_out_as_she_chose_for_every_kind(
        self, scene: Scene, cadence: Cadence, period: str, state: str
    ) -> None:
        AddressFactory.create(user=scene.malee)
        wants(scene.malee, cadence)

        tell(scene)

        message = Delivery.objects.get()
        assert (message.period, message.state) == (period, state)

    def test_goes_out_as_she_chose_for_this_kind_before_all_others(self, scene: Scene) -> None:
        AddressFactory.create(user=scene.malee)
        wants(scene.malee, Cadence.OFF)
        wants(scene.malee, Cadence.NOW, kind=QUIET)

        tell(scene, QUIET)

        assert states() == ["queued"]

    def test_stays_in_the_inbox_where_she_wants_no_mail(self, scene: Scene) -> None:
        AddressFactory.create(user=scene.malee)
        wants(scene.malee, Cadence.OFF)

        tell(scene)

        assert Notification.objects.count() == 1
        assert states() == []

    @pytest.mark.parametrize(
        "state", [AddressState.PENDING, AddressState.BOUNCED, AddressState.STOPPED]
    )
    def test_stays_in_the_inbox_without_an_address_in_use(
        self, scene: Scene, state: AddressState
    ) -> None:
        AddressFactory.create(user=scene.malee, state=state)

        tell(scene)

        assert Notification.objects.count() == 1
        assert states() == []
