"""The record of events over HTTP: about what one may see, and naming nothing else."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.accounts.models import User
from backend.audit.models import Event
from cases.actions.cases import share
from cases.models import Visibility
from tests import factories
from tests.interface import listed, program, read, wrong_fields
from tests.notifications.conftest import Scene
from tests.notifications.stage import happened

PATH = "events/"


def changes_read_by(user: User) -> dict[str, str]:
    (shown,) = read(user, PATH)["results"]
    changes: dict[str, str] = shown["changes"]
    return changes


class TestAnEvent:
    def test_has_the_shape_of_the_contract_and_does_not_say_who(self, scene: Scene) -> None:
        event = happened("case.closed", scene.case, by=scene.hnin, to="won")

        (shown,) = read(scene.malee, PATH)["results"]

        assert shown == read(scene.malee, f"{PATH}{event.uid}/")
        assert shown.pop("happened_at").endswith("Z")
        assert shown == {
            "id": str(event.uid),
            "kind": "case.closed",
            "subject_type": "cases.advocacycase",
            "subject_id": str(scene.case.pk),
            "changes": {"to": "won"},
        }

    def test_is_read_by_those_who_may_see_what_it_is_about(self, scene: Scene) -> None:
        event = happened("case.logged", scene.case, by=scene.phyu)

        readers = [
            somebody.username
            for somebody in (scene.hnin, scene.malee, scene.phyu, scene.daw, scene.karin, scene.luz)
            if listed(somebody, PATH) == [str(event.uid)]
        ]

        assert readers == ["hnin", "malee", "phyu"]
        answer = program(scene.luz).get(f"/api/v1/{PATH}{event.uid}/")
        assert answer.status_code == 404

    def test_of_a_case_that_was_shared_later_is_not_for_those_it_was_shared_with(
        self, scene: Scene
    ) -> None:
        logged = happened("case.logged", scene.case, by=scene.phyu)
        happened("case.edited", scene.case, by=scene.hnin, fields=["summary"])
        shared = share(scene.case, by=scene.hnin, with_=Visibility.ILO)
        after = happened("case.closed", shared, by=scene.hnin, to="won")

        kinds = [row["kind"] for row in read(scene.karin, PATH)["results"]]

        assert kinds == ["case.closed", "case.shared", "case.logged"]
        assert listed(scene.karin, PATH, subject_id=str(scene.case.pk))[::2] == [
            str(after.uid),
            str(logged.uid),
        ]
        assert len(listed(scene.malee, PATH)) == 4

    def test_of_a_role_is_read_by_its_holder_alone(self, scene: Scene) -> None:
        held = scene.malee.assignments.get()
        event = happened("role.granted", held, by=scene.hnin, user=str(scene.malee.pk))

        assert listed(scene.malee, PATH) == [str(event.uid)]
        assert changes_read_by(scene.malee) == {"user": str(scene.malee.pk)}
        assert listed(scene.hnin, PATH) == []

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_can_only_be_read(self, scene: Scene, method: str) -> None:
        event = happened("review.concluded", scene.review)

        answer = getattr(program(scene.hnin), method)(f"/api/v1/{PATH}{event.uid}/")

        assert answer.status_code == 405


class TestWhatItNames:
    def test_of_people_is_for_the_network_alone(self, scene: Scene) -> None:
        scene.case.visibility = Visibility.ILO
        scene.case.save(update_fields=["visibility"])
        happened("case.assigned", scene.case, by=scene.hnin, to=str(scene.malee.pk))

        named = {"to": str(scene.malee.pk)}
        assert changes_read_by(scene.hnin) == changes_read_by(scene.malee) == named
        assert changes_read_by(scene.karin) == changes_read_by(scene.phyu) == {}

    def test_of_a_case_is_for_those_who_may_read_it(self, scene: Scene) -> None:
        support = factories.IloSupportFactory.create()
        happened(
            "support.linked",
            support,
            by=scene.karin,
            case=str(scene.case.pk),
            law_review=str(scene.review.pk),
        )

        law_review = {"law_review": str(scene.review.pk)}
        assert changes_read_by(scene.malee) == law_review | {"case": str(scene.case.pk)}
        assert changes_read_by(scene.luz) == law_review

    def test_of_an_ask_is_for_those_who_may_see_its_campaign(self, scene: Scene) -> None:
        ask = scene.review.asks.get()
        happened("review.ask_linked", scene.review, by=scene.hnin, ask=str(ask.pk))

        assert changes_read_by(scene.malee) == {"ask": str(ask.pk)}
        assert changes_read_by(scene.luz) == {}


class TestTheList:
    def test_is_newest_first_and_costs_the_same_however_long_it_is(self, scene: Scene) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as questions:
                read(scene.malee, PATH)
            return len(questions)

        self.grow(scene)
        some = asked()
        for _ in range(4):
            self.grow(scene)

        assert asked() == some
        newest = Event.objects.order_by("-id").values_list("uid", flat=True)
        assert listed(scene.malee, PATH) == [str(uid) for uid in newest]

    def grow(self, scene: Scene) -> None:
        case = factories.CaseFactory.create(campaign=scene.campaign)
        happened("case.assigned", case, by=scene.hnin, to=str(scene.malee.pk))
        happened("support.linked", factories.IloSupportFactory.create(), case=str(case.pk))
        happened("case.linked", case, law_review=str(scene.review.pk))

    @pytest.mark.parametrize(
        ("parameters", "found"),
        [
            ({"kind": "review.concluded"}, ["review.concluded"]),
            ({"subject_type": "cases.milestone"}, ["milestone.missed"]),
            ({"happened_after": "2999-01-01"}, []),
            ({"happened_before": "2999-01-01"}, ["milestone.missed", "review.concluded"]),
        ],
    )
    def test_can_be_narrowed(
        self, scene: Scene, parameters: dict[str, str], found: list[str]
    ) -> None:
        happened("review.concluded", scene.review)
        happened("milestone.missed", scene.milestone)

        rows = read(scene.malee, PATH, **parameters)["results"]

        assert [row["kind"] for row in rows] == found

    def test_can_be_narrowed_to_one_thing(self, scene: Scene) -> None:
        event = happened("review.concluded", scene.review)
        happened("milestone.missed", scene.milestone)

        assert listed(scene.malee, PATH, subject_id=str(scene.review.pk)) == [str(event.uid)]
        assert listed(scene.malee, PATH, subject_id=str(uuid4())) == []

    def test_refuses_a_thing_that_is_no_id(self, scene: Scene) -> None:
        answer = program(scene.malee).get(f"/api/v1/{PATH}", {"subject_id": "?"})

        assert wrong_fields(answer) == {"subject_id"}
