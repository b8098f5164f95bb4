"""Versions of stage templates, and the reviews that follow them."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from backend.accounts.models import User
from backend.errors import Invalid, Stale
from cases.actions import linking, reviews, templates
from cases.actions.templates import NotADraft, NothingInIt
from cases.models import LawReview, StageTemplate, Track
from cases.queries.template_change import Difference, change_of, versions_above
from cases.stages import Stage
from tests.casts import NOT_THE_OFFICER_OF_THAILAND
from tests.factories import (
    LawReviewFactory,
    NetworkFactory,
    StageEventFactory,
    StageTemplateFactory,
    TemplateGateFactory,
    TemplateStageFactory,
    administrator,
    leader,
    officer,
)
from tests.records import kinds_of_events, refused


def with_stages(*stages: Stage, **more: Any) -> StageTemplate:
    template: StageTemplate = StageTemplateFactory.create(**more)
    for position, stage in enumerate(stages, start=1):
        TemplateStageFactory.create(template=template, position=position, stage=stage)
    return template


def what_is_in(template: StageTemplate) -> list[tuple[object, ...]]:
    left_out = {"id", "template_id"}
    return [
        tuple(value for name, value in row.items() if name not in left_out)
        for part in (template.stages, template.gates)
        for row in part.order_by("id").values()
    ]


class TestANewVersion:
    def test_begins_as_a_draft_with_all_that_is_in_the_old_one(self) -> None:
        old = with_stages(Stage.CONSULTATION, Stage.DRAFTING, version=1)
        TemplateGateFactory.create(template=old)
        before = what_is_in(old)

        draft = templates.copy(old, by=administrator())

        assert (draft.version, draft.is_draft) == (2, True)
        assert sorted(map(repr, what_is_in(draft))) == sorted(map(repr, before))
        assert what_is_in(old) == before

    def test_comes_after_the_newest(self) -> None:
        first = with_stages(Stage.CONSULTATION, version=1)
        with_stages(Stage.CONSULTATION, version=7)

        assert templates.copy(first, by=administrator()).version == 8

    def test_is_followed_by_no_review_until_it_is_published(self) -> None:
        somchai, old = administrator(), with_stages(Stage.CONSULTATION, version=1)
        draft = templates.copy(old, by=somchai)
        assert self.opened().template == old

        templates.publish(draft, by=somchai)

        assert self.opened().template == draft

    def opened(self) -> LawReview:
        slug = uuid4().hex
        track = Track.MINISTERIAL_REGULATION
        new = reviews.NewReview(id=uuid4(), slug=slug, title=slug, country="TH", track=track)
        return reviews.open_review(new, by=officer("TH"))

    def test_is_published_once_and_not_empty(self) -> None:
        somchai = administrator()
        empty, published = StageTemplateFactory.create(is_draft=True), with_stages(Stage.DRAFTING)

        with refused(NothingInIt):
            templates.publish(empty, by=somchai)
        with refused(NotADraft):
            templates.publish(published, by=somchai)

    @pytest.mark.parametrize("role", [lambda: officer("TH"), lambda: leader(_network())])
    def test_is_for_administrators_to_make(self, role: Callable[[], User]) -> None:
        draft, somebody = with_stages(Stage.CONSULTATION, is_draft=True), role()

        with refused(PermissionDenied):
            templates.copy(draft, by=somebody)
        with refused(PermissionDenied):
            templates.publish(draft, by=somebody)


def _network() -> Any:
    return NetworkFactory.create(country="TH")


class TestAReview:
    def test_stays_with_its_version_until_it_is_moved(self) -> None:
        old = with_stages(Stage.CONSULTATION, version=1)
        review = LawReviewFactory.create(template=old)
        newer = with_stages(Stage.CONSULTATION, version=2)
        review.refresh_from_db()
        assert review.template == old

        templates.move(review, by=officer("TH"), to=newer)

        review.refresh_from_db()
        assert (review.template, review.version) == (newer, 2)
        assert kinds_of_events() == ["review.template_moved"]

    @pytest.mark.parametrize(
        "other",
        [
            {"country": "PH"},
            {"track": Track.ACT},
            {"is_draft": True},
            {"version": 1},
        ],
    )
    def test_is_moved_to_no_draft_no_older_version_and_no_other_road(
        self, other: dict[str, Any]
    ) -> None:
        review = LawReviewFactory.create(template=with_stages(Stage.CONSULTATION, version=3))
        to = with_stages(Stage.CONSULTATION, **({"version": 9} | other))
        keeper = officer("TH")

        with refused(Invalid) as refusal:
            templates.move(review, by=keeper, to=to)

        assert refusal.value.field == "template"

    def test_moved_by_two_at_once_is_moved_once(self) -> None:
        review = LawReviewFactory.create(template=with_stages(Stage.CONSULTATION, version=1))
        read_before = LawReview.objects.get(pk=review.pk)
        second, third = (with_stages(Stage.CONSULTATION, version=n) for n in (2, 3))
        keeper = officer("TH")
        templates.move(review, by=keeper, to=second)

        with refused(Stale):
            templates.move(read_before, by=keeper, to=third)

    @pytest.mark.parametrize("somebody", NOT_THE_OFFICER_OF_THAILAND.values())
    def test_is_moved_by_its_officer_alone(self, somebody: Callable[[], User]) -> None:
        review, stranger = LawReviewFactory.create(), somebody()
        to = with_stages(Stage.CONSULTATION)

        with refused(PermissionDenied):
            templates.move(review, by=stranger, to=to)


class TestThePreview:
    def test_says_what_is_new_falls_out_and_changes_and_which_facts_are_stranded(self) -> None:
        old = with_stages(Stage.CONSULTATION, Stage.DRAFTING, Stage.PUBLISHED, version=1)
        new = with_stages(Stage.CONSULTATION, Stage.LEGAL_SCRUTINY, Stage.PUBLISHED, version=2)
        old.stages.filter(stage=Stage.PUBLISHED).update(expected_days_max=400)
        new.stages.filter(stage=Stage.PUBLISHED).update(expected_days_max=30)
        row = LawReviewFactory.create(template=old)
        StageEventFactory.create(law_review=row, stage=Stage.DRAFTING, on=dt.date(2024, 1, 1))
        StageEventFactory.create(law_review=row, stage=Stage.PUBLISHED, on=dt.date(2025, 1, 1))
        review = LawReview.objects.with_stage().get(pk=row.pk)

        change = change_of(review, to=new)

        assert {one.stage: one.difference for one in change.stages} == {
            "consultation": Difference.SAME,
            "legal_scrutiny": Difference.ADDED,
            "published": Difference.CHANGED,
            "drafting": Difference.REMOVED,
        }
        assert [(one.stage, one.facts) for one in change.stranded] == [("drafting", 1)]
        assert (change.days_before, change.days_after) == (400, 30)

    def test_offers_published_newer_versions_of_the_same_road(self) -> None:
        review = LawReviewFactory.create(template=with_stages(Stage.CONSULTATION, version=2))
        for n in (1, 3, 4):
            with_stages(Stage.CONSULTATION, version=n)
        with_stages(Stage.CONSULTATION, version=5, is_draft=True)
        with_stages(Stage.CONSULTATION, version=6, country="PH")

        assert [one.version for one in versions_above(review)] == [4, 3]


class TestTwoTracks:
    def test_are_joined_both_ways_and_once(self) -> None:
        decree, treaty = LawReviewFactory.create_batch(2)
        keeper = officer("TH")

        linking.link_alongside(decree, treaty, by=keeper)
        linking.link_alongside(treaty, decree, by=keeper)

        assert list(treaty.alongside.all()) == [decree]
        assert kinds_of_events() == ["review.track_linked"] * 2

    def test_are_of_one_country_and_not_one_and_the_same(self) -> None:
        decree, abroad = LawReviewFactory.create(), LawReviewFactory.create(country="PH")
        keeper = officer("TH")

        for other in (decree, abroad):
            with refused(Invalid):
                linking.link_alongside(decree, other, by=keeper)

    def test_are_not_joined_by_who_may_not_see_the_other(self) -> None:
        decree = LawReviewFactory.create()
        hidden = LawReviewFactory.create(country="PH", is_public=False)
        keeper = officer("TH")

        with refused(PermissionDenied):
            linking.link_alongside(decree, hidden, by=keeper)
