"""Who is told that somebody was invited into a network, or joined it."""

import pytest
from django.utils import timezone

from backend.accounts.roles import Role
from campaigns.actions import invitations
from notifications import texts
from notifications.models import Notification, Subscription
from tests.factories import leader, person
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, pass_on, told

NOW = timezone.now()


@pytest.fixture
def token(scene: Scene) -> str:
    return invitations.invite(Role.ORGANISER, to=scene.network, by=scene.hnin, now=NOW).token


class TestAnInvitation:
    def test_is_told_to_the_other_leaders_who_follow_the_network(self, scene: Scene) -> None:
        somchai = leader(scene.network, "somchai")
        for one in (scene.hnin, somchai, scene.malee, scene.phyu, scene.karin):
            follows(one, scene.network)

        invitations.invite(Role.ORGANISER, to=scene.network, by=scene.hnin, now=NOW)
        pass_on()

        assert told() == {"somchai"}


class TestSomebodyWhoJoins:
    def test_is_told_of_to_whoever_invited_her_and_follows_the_network(
        self, scene: Scene, token: str
    ) -> None:
        for one in (scene.malee, scene.phyu, scene.karin):
            follows(one, scene.network)
        may = person("may")

        invitations.accept(token, by=may, now=NOW)
        pass_on()

        assert told("member.joined") == {"hnin"}
        assert told("role.granted") == {"may"}
        assert Subscription.objects.filter(user=may, scope_id=str(scene.network.pk)).exists()

    def test_is_named_inside_the_house_and_never_outside(self, scene: Scene, token: str) -> None:
        invitations.accept(token, by=person("may"), now=NOW)
        pass_on()
        notices = list(Notification.objects.filter(user=scene.hnin).with_event())

        (inside,) = texts.worded(notices, user=scene.hnin)
        (outside,) = texts.outside(notices, user=scene.hnin)

        assert inside.text == "may joined Champa as organiser."
        assert "may" not in outside.text.split()
        assert "Champa" not in outside.text

    def test_is_named_no_more_to_a_leader_of_yesterday(self, scene: Scene, token: str) -> None:
        invitations.accept(token, by=person("may"), now=NOW)
        pass_on()
        scene.hnin.assignments.update(ends_on=NOW.date())
        notices = list(Notification.objects.filter(user=scene.hnin).with_event())

        (inside,) = texts.worded(notices, user=type(scene.hnin).objects.get(pk=scene.hnin.pk))

        assert "may joined" not in inside.text
