"""Following, muting and unfollowing."""

from uuid import uuid4

import pytest
from django.http import Http404

from notifications.actions import following
from notifications.models import Level, Scope, Subscription
from tests.factories import person
from tests.notifications.conftest import Scene
from tests.records import refused


class TestFollow:
    def test_follows_what_one_may_see(self, scene: Scene) -> None:
        things = {
            Scope.CASE: scene.case,
            Scope.CAMPAIGN: scene.campaign,
            Scope.REVIEW: scene.review,
            Scope.NETWORK: scene.network,
        }

        for scope, thing in things.items():
            subscription, is_new = following.follow(scope, str(thing.pk), by=scene.malee)
            assert (is_new, subscription.level) == (True, Level.ALL)

        assert Subscription.objects.filter(user=scene.malee).count() == 4

    @pytest.mark.parametrize("spelt", ["th", "TH"])
    def test_follows_a_country_however_its_code_is_spelt(self, scene: Scene, spelt: str) -> None:
        subscription, _is_new = following.follow(Scope.COUNTRY, spelt, by=scene.karin)

        assert subscription.scope_id == "TH"

    def test_again_changes_the_level_and_adds_nothing(self, scene: Scene) -> None:
        first, _ = following.follow(Scope.CASE, str(scene.case.pk), by=scene.malee)

        again, is_new = following.follow(
            Scope.CASE, scene.case.pk.hex.upper(), by=scene.malee, level=Level.MUTED
        )

        assert (again.pk, again.level, is_new) == (first.pk, Level.MUTED, False)

    def test_finds_nothing_that_one_may_not_see(self, scene: Scene) -> None:
        for wanted in (str(scene.case.pk), str(uuid4()), "no id", ""):
            with refused(Http404):
                following.follow(Scope.CASE, wanted, by=scene.luz)

    @pytest.mark.parametrize("code", ["XX", "Thailand", ""])
    def test_finds_no_country_that_there_is_not(self, scene: Scene, code: str) -> None:
        with refused(Http404):
            following.follow(Scope.COUNTRY, code, by=scene.karin)

    def test_of_a_country_is_for_people_with_a_role(self) -> None:
        nobody = person()

        with refused(Http404):
            following.follow(Scope.COUNTRY, "TH", by=nobody)


class TestUnfollow:
    def test_ends_it_however_the_id_is_spelt(self, scene: Scene) -> None:
        following.follow(Scope.CASE, str(scene.case.pk), by=scene.malee)
        following.follow(Scope.COUNTRY, "TH", by=scene.malee)

        following.unfollow(Scope.CASE, scene.case.pk.hex.upper(), by=scene.malee)
        following.unfollow(Scope.COUNTRY, "th", by=scene.malee)

        assert not Subscription.objects.exists()

    def test_twice_is_as_good_as_once(self, scene: Scene) -> None:
        following.unfollow(Scope.CASE, str(scene.case.pk), by=scene.malee)
        following.unfollow(Scope.CASE, "no id", by=scene.malee)

        assert not Subscription.objects.exists()

    def test_ends_nobody_elses(self, scene: Scene) -> None:
        following.follow(Scope.CASE, str(scene.case.pk), by=scene.malee)

        following.unfollow(Scope.CASE, str(scene.case.pk), by=scene.hnin)

        assert Subscription.objects.get().user == scene.malee
