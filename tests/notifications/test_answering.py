"""Did somebody see it? If nobody says so, it goes further."""

import datetime as dt

import pytest

from backend.accounts.models import User
from backend.audit.models import Event
from cases.models import AdvocacyCase, MilestoneStatus, Risk
from notifications.actions import answering, fanout
from notifications.actions.answering import NoAnswerWanted
from notifications.models import (
    Cadence,
    Channel,
    Delivery,
    Escalation,
    Notification,
    Preference,
    Step,
)
from notifications.queries import answers
from tests.factories import AddressFactory, NotificationFactory, leader
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, told, wants
from tests.records import refused

NOON = dt.datetime(2026, 11, 24, 5, tzinfo=dt.UTC)
QUARTER, HOUR = dt.timedelta(minutes=15), dt.timedelta(hours=1)


@pytest.fixture
def danger(scene: Scene) -> Event:
    """Tell malee, who follows the case, that somebody in it is in danger."""
    AdvocacyCase.objects.filter(pk=scene.case.pk).update(risk=Risk.DANGER)
    follows(scene.malee, scene.case)
    event = happened("case.endangered", scene.case, by=scene.phyu)
    fanout.fan_out(event.pk, now=NOON)
    return event


def hers(event: Event, user: User) -> Notification:
    notice: Notification = Notification.objects.with_event().get(event=event, user=user)
    return notice


def steps() -> dict[int, str]:
    return dict(Escalation.objects.order_by("step").values_list("step", "state"))


class TestAnAlertThatWantsAnAnswer:
    def test_is_told_further_after_a_quarter_and_after_an_hour(self, danger: Event) -> None:
        planned = Escalation.objects.filter(event=danger).order_by("step")

        assert list(planned.values_list("step", "due_at")) == [
            (Step.OTHER_CHANNELS, NOON + QUARTER),
            (Step.LEADS, NOON + HOUR),
        ]
        assert answering.escalate_due(now=NOON + QUARTER - dt.timedelta(seconds=1)) == 0

    def test_reaches_its_follower_though_she_muted_the_case(self, scene: Scene) -> None:
        follows(scene.malee, scene.case, level="muted")

        happened("case.endangered", scene.case, by=scene.phyu)
        pass_on()

        assert "malee" in told("case.endangered")

    def test_does_not_wait_for_a_summary_whatever_she_chose(self, scene: Scene) -> None:
        AddressFactory.create(user=scene.malee)
        wants(scene.malee, Cadence.DAILY)
        follows(scene.malee, scene.case)

        happened("case.endangered", scene.case, by=scene.phyu)
        pass_on()

        assert Delivery.objects.get().state == "queued"


class TestTheFirstStep:
    def test_goes_to_every_address_it_did_not_go_to(self, scene: Scene, danger: Event) -> None:
        AddressFactory.create(user=scene.malee)  # confirmed since

        answering.escalate_due(now=NOON + QUARTER)
        answering.escalate_due(now=NOON + QUARTER)

        (message,) = Delivery.objects.all()
        assert (message.notification, message.state) == (hers(danger, scene.malee), "queued")

    @pytest.mark.parametrize("kind", ["", "case.endangered"])
    @pytest.mark.usefixtures("danger")
    def test_goes_nowhere_she_switched_off(self, scene: Scene, kind: str) -> None:
        AddressFactory.create(user=scene.malee)
        wants(scene.malee, Cadence.OFF, kind=kind)

        answering.escalate_due(now=NOON + QUARTER)

        assert not Delivery.objects.exists()

    @pytest.mark.usefixtures("danger")
    def test_goes_where_she_wants_this_kind_though_no_other(self, scene: Scene) -> None:
        AddressFactory.create(user=scene.malee)
        wants(scene.malee, Cadence.OFF)
        Preference.objects.create(
            user=scene.malee, kind="case.endangered", channel=Channel.EMAIL, cadence=Cadence.NOW
        )

        answering.escalate_due(now=NOON + QUARTER)

        assert Delivery.objects.count() == 1


class TestTheSecondStep:
    def test_tells_those_who_lead_once_and_nobody_else(self, danger: Event) -> None:
        for _ in range(2):
            answering.escalate_due(now=NOON + HOUR)
            pass_on()

        assert told("alert.unanswered") == {"hnin"}
        assert Event.objects.get(kind="alert.unanswered").changes["event"] == str(danger.uid)

    @pytest.mark.usefixtures("danger")
    def test_tells_nobody_who_led_until_last_year(self, scene: Scene) -> None:
        other = leader(scene.campaign.lead_network, "nilar")
        other.assignments.update(ends_on=dt.date(2026, 1, 1))

        answering.escalate_due(now=NOON + HOUR)
        pass_on()

        assert "nilar" not in told("alert.unanswered")

    def test_is_not_followed_by_a_third(self, danger: Event) -> None:
        answering.escalate_due(now=NOON + HOUR)
        pass_on()

        again = Escalation.objects.exclude(event=danger)

        assert list(again.values_list("step", flat=True)) == [Step.OTHER_CHANNELS]


class TestAcknowledge:
    def test_ends_it_for_everybody(self, scene: Scene, danger: Event) -> None:
        answering.acknowledge(hers(danger, scene.malee), by=scene.malee, now=NOON)

        assert steps() == {Step.OTHER_CHANNELS: "stopped", Step.LEADS: "stopped"}
        assert answering.escalate_due(now=NOON + HOUR) == 0
        assert hers(danger, scene.malee).read_at == NOON

    def test_of_the_alert_that_nobody_answered_ends_both(self, scene: Scene, danger: Event) -> None:
        answering.escalate_due(now=NOON + HOUR)
        pass_on()
        unanswered = Event.objects.get(kind="alert.unanswered")

        answering.acknowledge(hers(unanswered, scene.hnin), by=scene.hnin, now=NOON + HOUR)

        assert answering.is_answered(danger)
        assert not Escalation.objects.filter(state="waiting").exists()

    def test_twice_keeps_the_first_moment(self, scene: Scene, danger: Event) -> None:
        notice = hers(danger, scene.malee)

        for moment in (NOON, NOON + HOUR):
            answering.acknowledge(notice, by=scene.malee, now=moment)

        assert hers(danger, scene.malee).acked_at == NOON

    def test_of_somebody_elses_notice_changes_nothing(self, scene: Scene, danger: Event) -> None:
        answering.acknowledge(hers(danger, scene.malee), by=scene.hnin, now=NOON)

        assert hers(danger, scene.malee).acked_at is None
        assert "waiting" in steps().values()

    def test_is_refused_where_no_answer_is_wanted(self) -> None:
        notice = NotificationFactory.create(event__kind="case.logged")

        with refused(NoAnswerWanted):
            answering.acknowledge(notice, by=notice.user, now=NOON)


class TestACauseThatIsGone:
    @pytest.mark.usefixtures("danger")
    def test_ends_the_asking(self, scene: Scene) -> None:
        AdvocacyCase.objects.filter(pk=scene.case.pk).update(risk=Risk.NONE)

        assert answering.escalate_due(now=NOON + HOUR) == 0
        assert set(steps().values()) == {"stopped"}
        assert not Event.objects.filter(kind="alert.unanswered").exists()

    def test_may_be_a_hearing_that_was_held(self, scene: Scene) -> None:
        milestone = scene.milestone
        follows(scene.malee, scene.review)
        due_on = milestone.due_on.isoformat()
        event = happened("consultation.closing", milestone, due_on=due_on)
        fanout.fan_out(event.pk, now=NOON)
        milestone.status, milestone.reached_on = MilestoneStatus.REACHED, milestone.due_on
        milestone.marked_by = scene.karin
        milestone.save()

        assert answering.escalate_due(now=NOON + HOUR) == 0


class TestThePageForThoseWhoLead:
    def test_counts_how_far_each_came(self, scene: Scene, danger: Event) -> None:
        answering.acknowledge(hers(danger, scene.malee), by=scene.malee, now=NOON)

        asked = answers.asked_lately(scene.hnin, now=NOON + HOUR)
        (one,) = answers.standings(asked, reader=scene.hnin)

        assert (one.told, one.reached, one.seen, one.answered, one.by) == (1, 1, 1, 1, "malee")

    @pytest.mark.parametrize("name", ["malee", "phyu", "karin", "luz"])
    def test_shows_a_case_to_nobody_else(self, scene: Scene, danger: Event, name: str) -> None:
        asked = answers.asked_lately(getattr(scene, name), now=NOON + HOUR)

        assert danger not in asked
