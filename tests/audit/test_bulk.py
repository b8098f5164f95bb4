"""The alarm that rings where one person reads much in a short while."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from pytest_django import Settings

from backend.accounts.models import User
from backend.audit import reads
from backend.audit.models import Event
from backend.sight import FieldClass
from cases.models import AdvocacyCase
from notifications.models import Notification
from tests.factories import CaseFactory, NetworkFactory, leader, organiser
from tests.notifications.stage import pass_on
from tests.records import kinds_of_events

MORNING = dt.datetime(2026, 11, 22, 9, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _three_and_one(settings: Settings) -> None:
    settings.READS_AN_HOUR, settings.SEALED_READS_AN_HOUR = 3, 1


@transaction.atomic
def read(*cases: AdvocacyCase, by: User, field_class: FieldClass = FieldClass.CASE_TEAM) -> None:
    shown = [reads.Reading(case, case.network_id, field_class) for case in cases]
    reads.record_each(by, shown)


class TestReadingMuch:
    def test_is_noticed_once_it_is_more_than_usual(self) -> None:
        network, malee = NetworkFactory.create(), organiser(NetworkFactory.create())
        cases = CaseFactory.create_batch(4, network=network)

        read(*cases[:3], by=malee)
        assert kinds_of_events() == []
        read(cases[3], by=malee)

        event = Event.objects.get()
        assert (event.kind, event.subject_id) == ("network.read_in_bulk", network.pk)
        assert (event.actor_id, event.changes) == (malee.pk, {"read": 4, "sealed": 0})

    def test_is_noticed_when_one_answer_shows_it_all(self) -> None:
        network = NetworkFactory.create()

        read(*CaseFactory.create_batch(4, network=network), by=organiser(network))

        assert kinds_of_events() == ["network.read_in_bulk"]

    def test_is_noticed_sooner_of_what_is_sealed(self) -> None:
        network = NetworkFactory.create()
        cases = CaseFactory.create_batch(2, network=network)

        read(*cases, by=organiser(network), field_class=FieldClass.SEALED)

        assert Event.objects.get().changes == {"read": 2, "sealed": 2}

    def test_is_not_the_same_thing_many_times(self) -> None:
        case = CaseFactory.create()
        malee = organiser(case.network)

        for _time in range(9):
            read(case, by=malee)

        assert kinds_of_events() == []

    def test_is_not_much_by_many_or_of_many_networks(self) -> None:
        network = NetworkFactory.create()
        cases = CaseFactory.create_batch(4, network=network)
        malee = organiser(network)

        read(*cases[:2], *CaseFactory.create_batch(3), by=malee)
        read(*cases[2:], by=organiser(network))

        assert kinds_of_events() == []

    def test_is_not_much_over_a_day(self) -> None:
        network = NetworkFactory.create()
        malee = organiser(network)

        with time_machine.travel(MORNING, tick=False) as clock:
            for case in CaseFactory.create_batch(6, network=network):
                read(case, by=malee)
                clock.shift(dt.timedelta(minutes=25))

        assert kinds_of_events() == []

    def test_is_told_once_an_hour(self) -> None:
        network = NetworkFactory.create()
        malee = organiser(network)

        with time_machine.travel(MORNING, tick=False) as clock:
            for case in CaseFactory.create_batch(6, network=network):
                read(case, by=malee)
            clock.shift(dt.timedelta(hours=1))
            read(*CaseFactory.create_batch(4, network=network), by=malee)

        assert kinds_of_events() == ["network.read_in_bulk"] * 2


class TestTheAlarm:
    def test_reaches_the_others_who_lead_the_network_and_follow_nothing(self) -> None:
        network = NetworkFactory.create()
        reading, other = leader(network, named="reading"), leader(network, named="other")
        leader(NetworkFactory.create(), named="elsewhere")
        organiser(network)

        read(*CaseFactory.create_batch(4, network=network), by=reading)
        pass_on()

        assert list(Notification.objects.values_list("user", flat=True)) == [other.pk]
