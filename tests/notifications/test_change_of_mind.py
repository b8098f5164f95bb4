"""What changes between telling and sending: nothing goes out that is not wanted any more."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from cases.actions import milestones
from cases.models import LawReview
from notifications.actions import delivering, digests, following, preferences
from notifications.models import (
    Address,
    Cadence,
    Channel,
    Delivery,
    DeliveryState,
    Digest,
    Level,
    Notification,
    Subscription,
    Suppression,
    SuppressionReason,
)
from tests.factories import AddressFactory, DeliveryFactory, person
from tests.notifications.carrier import FakeCarrier
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, send_all, states, wants

Change = Callable[[Scene], object]


def unsubscribes(scene: Scene) -> None:
    token = preferences.unsubscribe_token(scene.malee, channel=Channel.EMAIL)
    preferences.unsubscribe(token)


def mutes_it(scene: Scene) -> None:
    follows(scene.malee, scene.review, level=Level.MUTED)


def mutes_the_country_she_was_told_for(scene: Scene) -> None:
    Subscription.objects.filter(user=scene.malee).update(level=Level.MUTED)


def pauses_the_country(scene: Scene) -> None:
    until = timezone.now() + dt.timedelta(days=7)
    Subscription.objects.filter(user=scene.malee).update(muted_until=until)


def loses_access(scene: Scene) -> None:
    LawReview.objects.filter(pk=scene.review.pk).update(is_public=False)
    scene.malee.assignments.all().delete()


def closes_her_account(scene: Scene) -> None:
    scene.malee.is_active = False
    scene.malee.save()


def removes_her_address(scene: Scene) -> None:
    preferences.remove_address(Address.objects.get(user=scene.malee), by=scene.malee)


def has_an_address_that_was_found_dead(scene: Scene) -> None:
    hers = Address.objects.get(user=scene.malee)
    Suppression.objects.create(
        channel=hers.channel,
        fingerprint=hers.fingerprint,
        reason=SuppressionReason.BOUNCED,
        created_at=timezone.now(),
    )


CHANGES = [
    unsubscribes, mutes_it, mutes_the_country_she_was_told_for, pauses_the_country, loses_access,
    closes_her_account, has_an_address_that_was_found_dead, removes_her_address,
]  # fmt: skip


@pytest.fixture
def told(scene: Scene) -> Scene:
    """Let malee, who follows the country, be told of its milestone."""
    follows(scene.malee, "TH")
    AddressFactory.create(user=scene.malee)
    happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
    pass_on()
    return scene


class TestBetweenTellingAndSending:
    @pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
    def test_nothing_goes_to_who(self, told: Scene, carrier: FakeCarrier, change: Change) -> None:
        change(told)

        send_all()

        assert carrier.taken == []
        assert states() == ["suppressed"]

    @pytest.mark.parametrize("change", CHANGES[:-1], ids=lambda change: change.__name__)
    def test_it_is_left_out_of_the_summary_of_who(
        self, told: Scene, carrier: FakeCarrier, change: Change
    ) -> None:
        """Nothing else is in it, so none goes out: a summary is never empty."""
        Delivery.objects.update(state=DeliveryState.HELD, period=Cadence.DAILY)
        digests.close_due(now=dt.datetime(2026, 11, 24, 5, tzinfo=dt.UTC))
        change(told)

        send_all()

        assert carrier.taken == []

    def test_nothing_is_left_of_who_was_erased(self, told: Scene, carrier: FakeCarrier) -> None:
        told.malee.assignments.all().delete()
        told.malee.delete()

        send_all()

        assert carrier.taken == []
        assert not Delivery.objects.exists()

    @pytest.mark.usefixtures("told")
    def test_it_goes_to_who_changed_nothing(self, carrier: FakeCarrier) -> None:
        send_all()

        assert len(carrier.taken) == 1


class TestAReminderWhoseCauseIsGone:
    @pytest.fixture
    def reminded(self, scene: Scene) -> Scene:
        follows(scene.malee, scene.review)
        AddressFactory.create(user=scene.malee)
        happened("milestone.due_soon", scene.milestone, due_on=scene.milestone.due_on.isoformat())
        pass_on()
        return scene

    def test_is_not_sent_when_the_date_moved(self, reminded: Scene, carrier: FakeCarrier) -> None:
        later = reminded.milestone.due_on + dt.timedelta(days=90)
        milestones.reschedule(reminded.milestone, by=reminded.karin, to=later, reason="Elections")

        send_all()

        assert states() == ["suppressed"]
        assert carrier.taken == []

    @pytest.mark.usefixtures("reminded")
    def test_is_sent_while_it_holds(self, carrier: FakeCarrier) -> None:
        send_all()

        assert len(carrier.taken) == 1


class TestWhatComesWhileASummaryIsMade:
    def test_is_in_it_or_in_the_next_and_never_lost_or_twice(self) -> None:
        """Each day some come before, and one after, the summary of that day."""
        malee = person("malee")
        AddressFactory.create(user=malee)
        for day in range(3):
            now = dt.datetime(2026, 11, 24 + day, 5, tzinfo=dt.UTC)
            for _ in range(3):
                self._keep(malee)
            digests.close_due(now=now)
            self._keep(malee)
            digests.close_due(now=now)

        kept = Delivery.objects.filter(notification__isnull=False)
        bundled = kept.filter(state=DeliveryState.BUNDLED)
        assert Digest.objects.count() == 3
        assert (bundled.count(), kept.count() - bundled.count()) == (11, 1)
        assert Delivery.objects.filter(digest__isnull=False).count() == 3

    def _keep(self, user: object) -> None:
        DeliveryFactory.create(
            notification__user=user, user=user, state=DeliveryState.HELD, period=Cadence.DAILY
        )

    def test_is_not_put_into_one_that_is_on_its_way(self) -> None:
        """Seen failing with ``on_its_way`` left out of ``_close``: it was bundled, unsent."""
        malee = person("malee")
        self._keep(malee)
        now = dt.datetime(2026, 11, 24, 5, tzinfo=dt.UTC)
        digests.close_due(now=now)
        self._keep(malee)

        digests.close_due(now=now)

        assert Delivery.objects.filter(state=DeliveryState.HELD).count() == 1


class TestASummary:
    def test_is_grouped_by_campaign(self, scene: Scene, carrier: FakeCarrier) -> None:
        scene.campaign.is_public, scene.campaign.title = True, "Section 33"
        scene.campaign.save()
        wants(scene.malee, Cadence.DAILY)
        follows(scene.malee, scene.review)
        follows(scene.malee, scene.case)
        AddressFactory.create(user=scene.malee)
        happened("case.logged", scene.case)
        happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
        pass_on()
        digests.close_due(now=dt.datetime(2026, 11, 24, 5, tzinfo=dt.UTC))

        delivering.deliver_due(now=timezone.now() + dt.timedelta(days=400))

        (letter,) = carrier.taken
        assert letter.lines[0] == "You have 2 updates in Saphan."
        assert letter.lines[1] == "Section 33:"
        assert "Public hearing" in letter.lines[2]
        assert letter.lines[3:] == ["You have an update in Saphan."]


class TestMuteThread:
    def test_ends_all_that_comes_of_one_case(self, scene: Scene) -> None:
        follows(scene.malee, scene.campaign)
        happened("case.logged", scene.case, by=scene.phyu)
        pass_on()
        notice = Notification.objects.get(user=scene.malee)

        following.mute_thread(notice, by=scene.malee)
        happened("case.reopened", scene.case, by=scene.phyu)
        pass_on()

        assert Notification.objects.filter(user=scene.malee).count() == 1
        assert notice.reason == f"campaign:{scene.campaign.pk}"

    def test_is_refused_where_it_is_about_herself(self, scene: Scene) -> None:
        given = scene.malee.assignments.get()
        happened("role.granted", given)
        pass_on()
        notice = Notification.objects.get(user=scene.malee)

        with pytest.raises(following.NothingToMute):
            following.mute_thread(notice, by=scene.malee)


class TestAPause:
    def test_ends_by_itself(self, scene: Scene) -> None:
        follows(scene.malee, scene.review, muted_until=timezone.now() + dt.timedelta(days=7))
        happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
        pass_on()
        assert not Notification.objects.exists()

        Subscription.objects.update(muted_until=timezone.now() - dt.timedelta(seconds=1))
        happened("milestone.reached", scene.milestone, reached_on="2026-11-23")
        pass_on()

        assert Notification.objects.count() == 1
