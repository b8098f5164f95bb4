"""What one follows and how often it comes by mail, over HTTP."""

from uuid import uuid4

import pytest

from notifications.models import Level, Preference, Subscription
from tests.factories import SubscriptionFactory
from tests.interface import listed, post, problem, program, read, wrong_fields
from tests.notifications.conftest import Scene

FOLLOW, CHOOSE = "subscriptions/", "preferences/"


class TestFollow:
    def test_answers_201_and_then_200(self, scene: Scene) -> None:
        wanted = {"scope_type": "case", "scope_id": str(scene.case.pk)}

        first = post(scene.malee, FOLLOW, **wanted)
        again = post(scene.malee, FOLLOW, **wanted, level="muted")

        assert (first.status_code, again.status_code) == (201, 200)
        assert first["Location"].endswith(f"/api/v1/subscriptions/{first.json()['id']}/")
        assert again.json() == first.json() | {"level": "muted"}
        shown = read(scene.malee, f"{FOLLOW}{first.json()['id']}/")
        assert shown.keys() == {"id", "scope_type", "scope_id", "level", "created_at"}

    def test_knows_nothing_that_one_may_not_see(self, scene: Scene) -> None:
        for wanted in (str(scene.case.pk), str(uuid4()), "no id"):
            answer = post(scene.luz, FOLLOW, scope_type="case", scope_id=wanted)
            assert problem(answer)["status"] == 404

    @pytest.mark.parametrize(
        ("given", "wrong"),
        [
            ({}, {"scope_type", "scope_id"}),
            ({"scope_type": "planet", "scope_id": "TH"}, {"scope_type"}),
            ({"scope_type": "country", "scope_id": "T" * 37}, {"scope_id"}),
            ({"scope_type": "country", "scope_id": "TH", "level": "loud"}, {"level"}),
        ],
    )
    def test_names_the_fields_it_cannot_take(
        self, scene: Scene, given: dict[str, str], wrong: set[str]
    ) -> None:
        assert wrong_fields(post(scene.malee, FOLLOW, **given)) == wrong


class TestASubscription:
    def test_changes_its_level(self, scene: Scene) -> None:
        kept = SubscriptionFactory.create(user=scene.malee)

        answer = program(scene.malee).patch(f"/api/v1/{FOLLOW}{kept.pk}/", {"level": "important"})

        assert (answer.status_code, answer.json()["level"]) == (200, "important")
        assert Subscription.objects.get().level == Level.IMPORTANT

    def test_ends(self, scene: Scene) -> None:
        kept = SubscriptionFactory.create(user=scene.malee)

        answer = program(scene.malee).delete(f"/api/v1/{FOLLOW}{kept.pk}/")

        assert answer.status_code == 204
        assert not Subscription.objects.exists()

    def test_is_nobody_elses(self, scene: Scene) -> None:
        path = f"/api/v1/{FOLLOW}{SubscriptionFactory.create(user=scene.malee).pk}/"
        hnin = program(scene.hnin)

        assert listed(scene.hnin, FOLLOW) == []
        assert hnin.get(path).status_code == 404
        assert hnin.patch(path, {"level": "muted"}).status_code == 404
        assert hnin.delete(path).status_code == 404
        assert Subscription.objects.get().level == Level.ALL

    @pytest.mark.parametrize("name", ["scope_type", "scope_id", "level"])
    def test_is_found_by(self, scene: Scene, name: str) -> None:
        kept = SubscriptionFactory.create(user=scene.malee)
        SubscriptionFactory.create(
            user=scene.malee, scope_type="case", scope_id=str(scene.case.pk), level="muted"
        )

        assert listed(scene.malee, FOLLOW, **{name: getattr(kept, name)}) == [str(kept.pk)]


class TestAPreference:
    def test_answers_201_and_then_200(self, scene: Scene) -> None:
        wanted = {"kind": "case.logged", "channel": "email"}

        first = post(scene.malee, CHOOSE, **wanted, cadence="daily")
        again = post(scene.malee, CHOOSE, **wanted, cadence="off")

        assert (first.status_code, again.status_code) == (201, 200)
        assert again.json() == first.json() | {"cadence": "off"}
        assert first.json().keys() == {"id", "kind", "channel", "cadence"}

    def test_may_be_about_every_kind(self, scene: Scene) -> None:
        post(scene.malee, CHOOSE, kind="", channel="email", cadence="weekly")

        (shown,) = read(scene.malee, CHOOSE)["results"]
        assert (shown["kind"], shown["cadence"]) == ("", "weekly")

    def test_is_nobody_elses(self, scene: Scene) -> None:
        post(scene.malee, CHOOSE, kind="", channel="email", cadence="weekly")
        path = f"/api/v1/{CHOOSE}{Preference.objects.get().pk}/"

        assert listed(scene.hnin, CHOOSE) == []
        assert program(scene.hnin).get(path).status_code == 404

    @pytest.mark.parametrize(
        ("given", "wrong"),
        [
            ({}, {"kind", "channel", "cadence"}),
            ({"kind": "nothing.known", "channel": "email", "cadence": "now"}, {"kind"}),
            ({"kind": "", "channel": "pigeon", "cadence": "hourly"}, {"channel", "cadence"}),
        ],
    )
    def test_names_the_fields_it_cannot_take(
        self, scene: Scene, given: dict[str, str], wrong: set[str]
    ) -> None:
        assert wrong_fields(post(scene.malee, CHOOSE, **given)) == wrong
