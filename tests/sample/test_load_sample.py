"""Loading the sample: all of it, once, and never over what people did."""

import datetime as dt
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import IntegrityError, models
from pytest_django import Settings

from backend.accounts.models import User
from backend.audit.models import Event
from backend.sample import SAMPLE_PASSWORD
from backend.sample.loading.files import read
from backend.sample.loading.rows import id_of
from campaigns.models import Network
from cases.models import AdvocacyCase, CaseNumber, KeyFigure, LawReview, Milestone, StageEvent
from notifications.actions import preferences
from notifications.models import Address, Notification, Subscription

HOUSE = ("accounts", "audit", "campaigns", "cases", "notifications")
PEOPLE = (
    "leader.th",
    "organiser.th",
    "contributor.th",
    "officer.th",
    "leader.ph",
    "officer.ph",
    "admin",
)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table of ours, joins included."""
    tables: list[type[models.Model]] = [
        model
        for app in HOUSE
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values()) for model in tables
    }


class TestLoadSample:
    def test_is_refused_with_one_line_where_this_is_no_sample(self, settings: Settings) -> None:
        settings.SAMPLE = False

        with pytest.raises(CommandError, match="only where SAMPLE=1") as refusal:
            call_command("load_sample")

        assert "\n" not in str(refusal.value)
        assert not User.objects.exists()

    def test_says_how_much_it_added(self) -> None:
        first, second = StringIO(), StringIO()

        call_command("load_sample", stdout=first)
        call_command("load_sample", stdout=second)

        assert "7 accounts.User\n" in first.getvalue()
        assert second.getvalue() == "The sample is complete: 0 rows were added.\n"

    def test_that_fails_leaves_nothing_behind(self) -> None:
        in_the_way = KeyFigure(
            pk=id_of(KeyFigure, "unprotected-people"),
            code="another",
            label="Another",
            value=Decimal(1),
            unit="people",
            sources=[],
        )
        in_the_way.save()

        with pytest.raises(IntegrityError):
            call_command("load_sample")

        assert not User.objects.exists()
        assert not StageEvent.objects.exists()


@pytest.mark.usefixtures("sample")
class TestLoadedSample:
    def test_loaded_twice_changes_nothing(self) -> None:
        before = everything()

        call_command("load_sample", verbosity=0)

        assert everything() == before

    def test_loaded_again_leaves_what_people_changed_meanwhile(self) -> None:
        Network.objects.filter(slug="ndwt").update(name="Renamed", version=2)
        Milestone.objects.filter(title__startswith="SSO replies").update(title="Retitled")
        Address.objects.filter(user__username="leader.th").update(state="stopped")
        Subscription.objects.filter(user__username="organiser.th").delete()
        User.objects.filter(username="officer.th").update(password="hers")
        before = everything()

        call_command("load_sample", verbosity=0)

        assert everything() == before

    def test_loaded_again_adds_what_is_missing(self) -> None:
        before = everything()
        KeyFigure._default_manager.filter(code="unprotected-people").delete()

        call_command("load_sample", verbosity=0)

        assert everything() == before

    def test_records_no_event_and_tells_nobody(self) -> None:
        assert not Event.objects.exists()
        assert not Notification.objects.exists()

    def test_adds_every_dated_fact_of_the_files(self) -> None:
        for said in read().said["law_reviews"]:
            facts = StageEvent.objects.filter(law_review__slug=said["slug"])

            assert [fact.on for fact in facts.order_by("recorded_at")] == [
                event["date"] for event in said["events"]
            ]

    def test_lets_numbers_of_cases_go_on_after_its_own(self) -> None:
        given_out = dict(CaseNumber._default_manager.values_list("country", "last"))

        assert given_out == {
            country: AdvocacyCase.objects.filter(country=country).count()
            for country in ("TH", "PH")
        }

    def test_keeps_each_move_of_a_date_and_awaits_the_last(self) -> None:
        summary = Milestone.objects.get(title__startswith="Summary of the public hearing")

        moves = [(move.moved_from, move.moved_to) for move in summary.revisions.order_by("id")]

        assert moves == [
            (dt.date(2026, 6, 30), dt.date(2026, 8, 31)),
            (dt.date(2026, 8, 31), dt.date(2027, 1, 29)),
        ]
        assert summary.planned_on == dt.date(2026, 6, 30)
        assert summary.due_on == dt.date(2027, 1, 29)


@pytest.mark.usefixtures("sample")
class TestPeopleOfTheSample:
    @pytest.mark.parametrize("username", PEOPLE)
    def test_sign_in_with_the_password_everybody_knows(self, username: str) -> None:
        person = authenticate(username=username, password=SAMPLE_PASSWORD)

        assert person == User.objects.get(username=username)

    def test_are_no_others(self) -> None:
        assert {user.username for user in User.objects.all()} == set(PEOPLE)

    def test_get_mail_where_they_have_an_address(self) -> None:
        for user in User.objects.exclude(email=""):
            address = Address.objects.visible_to(user).usable().get()

            assert preferences.plain(address) == user.email

        assert not Address.objects.filter(user__email="").exists()

    def test_follow_the_cases_they_own_and_the_reviews_they_keep(self) -> None:
        for case in AdvocacyCase.objects.exclude(owner=None):
            assert Subscription.objects.filter(user=case.owner, scope_id=str(case.pk)).exists()
        for review in LawReview.objects.exclude(officer=None):
            assert Subscription.objects.filter(
                user=review.officer, scope_id=str(review.pk)
            ).exists()
