"""Rows for many people by one statement."""

from typing import Any

from django.db.models import Value

from backend.accounts.models import User
from notifications.insert import RandomUuid, insert_select
from notifications.models import Subscription
from tests.factories import UserFactory
from tests.notifications.stage import LONG_AGO

NOW = Value(LONG_AGO, output_field=Subscription._meta.get_field("created_at"))


def follow_thailand(**more: Any) -> int:
    return insert_select(
        Subscription,
        User.objects.filter(is_active=True).order_by("pk"),
        id=RandomUuid(),
        user="pk",
        scope_type=Value("country"),
        scope_id=Value("TH"),
        level=Value("all"),
        created_at=NOW,
        **more,
    )


class TestInsertSelect:
    def test_adds_one_row_for_each_row_of_the_source(self) -> None:
        UserFactory.create_batch(3)

        assert follow_thailand() == 3

        assert Subscription.objects.filter(scope_id="TH", created_at=LONG_AGO).count() == 3

    def test_leaves_alone_what_exists(self) -> None:
        UserFactory.create_batch(2)
        follow_thailand()
        before = set(Subscription.objects.values_list("pk", flat=True))
        UserFactory.create()

        assert follow_thailand() == 1

        assert before < set(Subscription.objects.values_list("pk", flat=True))


class TestRandomUuid:
    def test_is_a_new_one_of_version_4_for_each_row(self) -> None:
        UserFactory.create_batch(100)

        follow_thailand()

        made = set(Subscription.objects.values_list("pk", flat=True))
        assert len(made) == 100
        assert {(one.version, one.variant) for one in made} == {(4, "specified in RFC 4122")}
