"""What a person chooses to get, and where."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from backend.errors import Invalid
from notifications.actions import preferences
from notifications.actions.preferences import LinkNotValid
from notifications.models import Address, AddressState, Cadence, Channel, Preference
from tests.factories import AddressFactory, person
from tests.notifications.stage import wants
from tests.records import refused

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
MAIL = Channel.EMAIL


class TestChoose:
    def test_keeps_one_choice_for_each_kind(self) -> None:
        malee = person("malee")

        _, is_new = preferences.choose("", channel=MAIL, cadence=Cadence.DAILY, by=malee)
        _, is_new_again = preferences.choose("", channel=MAIL, cadence=Cadence.OFF, by=malee)
        preferences.choose("case.logged", channel=MAIL, cadence=Cadence.NOW, by=malee)

        assert (is_new, is_new_again) == (True, False)
        assert set(Preference.objects.values_list("kind", "cadence")) == {
            ("", "off"),
            ("case.logged", "now"),
        }

    @pytest.mark.parametrize("kind", ["case.edited", "nothing.known"])
    def test_refuses_what_is_no_kind_of_alert(self, kind: str) -> None:
        malee = person("malee")

        with refused(Invalid):
            preferences.choose(kind, channel=MAIL, cadence=Cadence.NOW, by=malee)


class TestChooseAll:
    def test_takes_back_what_is_left_open(self) -> None:
        malee = person("malee")
        wants(malee, Cadence.OFF, kind="case.logged")

        preferences.choose_all(
            {"": Cadence.WEEKLY, "case.logged": None, "case.closed": Cadence.NOW},
            channel=MAIL,
            by=malee,
        )

        assert set(Preference.objects.values_list("kind", "cadence")) == {
            ("", "weekly"),
            ("case.closed", "now"),
        }


class TestAddAddress:
    def test_keeps_it_sealed_and_unused(self) -> None:
        address = preferences.add_address(
            " Malee@Example.org ", channel=MAIL, by=person("malee"), now=NOON
        )

        assert address.state == AddressState.PENDING
        assert b"alee" not in bytes(address.sealed)
        assert preferences.plain(address) == "malee@example.org"

    def test_of_the_same_gives_the_one_that_is_there(self) -> None:
        malee = person("malee")
        first = preferences.add_address("malee@example.org", channel=MAIL, by=malee, now=NOON)

        again = preferences.add_address("MALEE@example.org", channel=MAIL, by=malee, now=NOON)

        assert again.pk == first.pk

    def test_may_be_two_peoples_who_share_a_phone(self) -> None:
        for name in ("malee", "may"):
            preferences.add_address("one@example.org", channel=MAIL, by=person(name), now=NOON)

        assert Address.objects.count() == 2


class TestConfirm:
    def test_takes_it_into_use_in_place_of_the_one_before(self) -> None:
        malee = person("malee")
        before = AddressFactory.create(user=malee)
        new = AddressFactory.create(user=malee, plain="new@example.org", state="pending")

        preferences.confirm(preferences.confirmation_token(new), by=malee, now=NOON)

        before.refresh_from_db()
        new.refresh_from_db()
        assert (before.state, new.state, new.verified_at) == ("stopped", "active", NOON)

    def test_twice_is_as_good_as_once(self) -> None:
        new = AddressFactory.create(state="pending")
        token = preferences.confirmation_token(new)

        for _ in range(2):
            preferences.confirm(token, by=new.user, now=NOON)

        assert Address.objects.get().state == AddressState.ACTIVE

    def test_brings_a_bounced_address_back(self) -> None:
        new = AddressFactory.create(state="bounced")

        preferences.confirm(preferences.confirmation_token(new), by=new.user, now=NOON)

        assert Address.objects.get().state == AddressState.ACTIVE

    def test_is_refused_to_whoever_did_not_ask(self) -> None:
        """A stranger whose address was mistyped gets nowhere."""
        token = preferences.confirmation_token(AddressFactory.create(state="pending"))
        stranger = person("stranger")

        with refused(LinkNotValid):
            preferences.confirm(token, by=stranger, now=NOON)

    def test_is_refused_after_three_days(self) -> None:
        new = AddressFactory.create(state="pending")
        token = preferences.confirmation_token(new)

        too_late = timezone.now() + dt.timedelta(days=3, seconds=2)

        with time_machine.travel(too_late), refused(LinkNotValid):
            preferences.confirm(token, by=new.user, now=NOON)

    @pytest.mark.parametrize("token", ["", "x", "x:y:z"])
    def test_is_refused_where_the_link_was_altered(self, token: str) -> None:
        malee = person("malee")

        with refused(LinkNotValid):
            preferences.confirm(token, by=malee, now=NOON)

    def test_is_refused_where_the_address_is_gone(self) -> None:
        new = AddressFactory.create(state="pending")
        token = preferences.confirmation_token(new)
        preferences.remove_address(new, by=new.user)

        with refused(LinkNotValid):
            preferences.confirm(token, by=new.user, now=NOON)


class TestRemoveAddress:
    def test_forgets_ones_own_and_nobody_elses(self) -> None:
        kept = AddressFactory.create()

        preferences.remove_address(kept, by=person())
        assert Address.objects.exists()

        preferences.remove_address(kept, by=kept.user)
        assert not Address.objects.exists()


class TestUnsubscribe:
    def test_stops_all_mail_whatever_was_chosen(self) -> None:
        malee = person("malee")
        wants(malee, Cadence.NOW, kind="case.logged")

        preferences.unsubscribe(preferences.unsubscribe_token(malee, channel=MAIL))

        assert list(Preference.objects.values_list("kind", "cadence")) == [("", "off")]

    @pytest.mark.parametrize("token", ["", "x", "x:y:z"])
    def test_is_refused_where_the_link_was_altered(self, token: str) -> None:
        with refused(LinkNotValid):
            preferences.unsubscribe(token)

    def test_is_refused_where_the_person_is_gone(self) -> None:
        malee = person("malee")
        token = preferences.unsubscribe_token(malee, channel=MAIL)
        malee.delete()

        with refused(LinkNotValid):
            preferences.unsubscribe(token)

    def test_cannot_be_done_with_the_link_that_confirms(self) -> None:
        token = preferences.confirmation_token(AddressFactory.create())

        with refused(LinkNotValid):
            preferences.unsubscribe(token)
