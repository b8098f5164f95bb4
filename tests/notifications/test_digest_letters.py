"""What a digest says."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.models import RoleAssignment
from notifications.models import Cadence, Delivery, Digest
from tests import factories
from tests.factories import AddressFactory
from tests.notifications.carrier import FakeCarrier
from tests.notifications.conftest import Scene
from tests.notifications.stage import (
    follows,
    happened,
    pass_on,
    send_all,
    states,
    the_mail,
    wants,
)

SUNDAY, MONDAY, TUESDAY = (dt.date(2026, 3, day) for day in (8, 9, 10))


class TestADigest:
    def bundle(self, scene: Scene, *, day: dt.date = MONDAY) -> Digest:
        """Return a daily digest for Malee of all that waits for her."""
        digest: Digest = factories.DigestFactory.create(user=scene.malee, local_date=day)
        held = Delivery.objects.filter(state="held")
        held.update(state="bundled", bundled_in=digest)
        factories.DeliveryFactory.create(notification=None, digest=digest, user=scene.malee)
        return digest

    @pytest.fixture
    def two_and_a_case(self, scene: Scene) -> None:
        AddressFactory.create(user=scene.malee)
        wants(scene.malee, Cadence.DAILY)
        follows(scene.malee, scene.network)
        follows(scene.malee, "TH")
        happened("milestone.missed", scene.milestone)
        happened("review.concluded", scene.review)
        happened("case.closed", scene.case, to="won")
        pass_on()

    @pytest.mark.usefixtures("two_and_a_case")
    def test_says_how_many_and_what_is_public(self, scene: Scene) -> None:
        self.bundle(scene)

        send_all()

        lines = the_mail().body.splitlines()[:4]
        assert lines == [
            "You have 3 updates in Saphan.",
            "Royal decree: “Public hearing” was missed.",
            "Royal decree was concluded.",
            "You have an update in Saphan.",
        ]
        assert "/inbox/" in the_mail().body

    @pytest.mark.usefixtures("two_and_a_case")
    def test_leaves_out_what_she_switched_off_or_may_not_see_meanwhile(self, scene: Scene) -> None:
        wants(scene.malee, Cadence.OFF, kind="review.concluded")
        RoleAssignment.objects.filter(user=scene.malee).update(ends_on=timezone.now().date())
        self.bundle(scene)

        send_all()

        assert the_mail().subject == "You have 1 update in Saphan."
        assert "concluded" not in the_mail().body

    @pytest.mark.usefixtures("two_and_a_case")
    def test_holds_a_kind_she_chose_though_all_others_are_off(self, scene: Scene) -> None:
        """Fails where a digest asks for the choice about every kind alone."""
        wants(scene.malee, Cadence.OFF)
        wants(scene.malee, Cadence.DAILY, kind="milestone.missed")
        self.bundle(scene)

        send_all()

        assert the_mail().subject == "You have 1 update in Saphan."

    @pytest.mark.usefixtures("two_and_a_case")
    def test_of_which_nothing_is_left_does_not_go_out(
        self, scene: Scene, carrier: FakeCarrier
    ) -> None:
        wants(scene.malee, Cadence.OFF)
        self.bundle(scene)

        send_all()

        assert carrier.taken == []
        assert states()[-1] == "suppressed"

    def test_costs_the_same_questions_however_much_is_in_it(self, scene: Scene) -> None:
        AddressFactory.create(user=scene.malee)
        wants(scene.malee, Cadence.DAILY)
        follows(scene.malee, scene.review)

        self.questions(scene, updates=1, day=SUNDAY)  # a process asks some things once
        of_three = self.questions(scene, updates=3, day=MONDAY)
        of_thirty = self.questions(scene, updates=30, day=TUESDAY)

        assert of_three == of_thirty
        assert mail.outbox[-1].subject == "You have 30 updates in Saphan."

    def questions(self, scene: Scene, *, updates: int, day: dt.date) -> int:
        """Return how many queries a digest of so many updates takes to send."""
        for _ in range(updates):
            happened("milestone.missed", scene.milestone)
        pass_on()
        self.bundle(scene, day=day)
        with CaptureQueriesContext(connection) as asked:
            send_all()
        return len(asked)
