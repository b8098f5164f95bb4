"""Saying something about a case, and who reads it."""

from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from backend.errors import Invalid
from cases.actions import cases, teamwork
from cases.actions.teamwork import NewComment
from cases.models import AdvocacyCase, Comment, CommentReaders, Visibility, narrower
from cases.models.case import SHARED_WITH_ALLIES, SHARED_WITH_ILO
from tests.cases.cast import INSIDE, OUTSIDE, READING_ALONG, Cast, ally_of
from tests.factories import (
    CaseFactory,
    leader,
    officer,
    organiser,
)
from tests.records import nothing_written, refused, the_only_event

Case = AdvocacyCase
NETWORK, TO_ALL = CommentReaders.NETWORK, CommentReaders.CASE


def a_case(visibility: Visibility = Visibility.ALLIES_AND_ILO) -> Case:
    return CaseFactory.create(visibility=visibility)


def said(text: str = "Her employer agreed to talk", **more: Any) -> NewComment:
    least: dict[str, Any] = {"id": uuid4()}
    return NewComment(text=text, **least | more)


class TestAComment:
    @pytest.mark.parametrize("cast", INSIDE.values(), ids=INSIDE)
    @pytest.mark.parametrize("readers", CommentReaders)
    def test_is_made_inside_the_network_to_whom_she_likes(
        self, cast: Cast, readers: CommentReaders
    ) -> None:
        case = a_case()
        by = cast(case)

        teamwork.comment(case, said(" Well done ", readers=readers), by=by)

        comment = Comment.objects.get()
        assert (comment.author, comment.network, comment.text, comment.readers) == (
            by,
            case.network,
            "Well done",
            readers,
        )

    def test_leaves_one_event_without_its_words(self) -> None:
        case = a_case()

        comment = teamwork.comment(case, said("Hurt"), by=leader(case.network))

        event = the_only_event()
        assert (event.kind, event.subject_id) == ("case.commented", comment.pk)
        assert event.changes == {"case": str(case.pk)}

    @pytest.mark.parametrize("cast", READING_ALONG.values(), ids=READING_ALONG)
    def test_is_made_by_who_reads_along_to_all_alone(self, cast: Cast) -> None:
        case = a_case()
        by = cast(case)

        with refused(PermissionDenied):
            teamwork.comment(case, said(readers=NETWORK), by=by)
        teamwork.comment(case, said(readers=TO_ALL), by=by)

        assert Comment.objects.get().author == by

    @pytest.mark.parametrize("cast", OUTSIDE.values(), ids=OUTSIDE)
    @pytest.mark.parametrize("readers", CommentReaders)
    def test_is_refused_to(self, cast: Cast, readers: CommentReaders) -> None:
        case = a_case()
        somebody = cast(case)

        with refused(PermissionDenied):
            teamwork.comment(case, said(readers=readers), by=somebody)

    def test_on_a_case_not_shared_is_refused_to_those_it_could_be_shared_with(self) -> None:
        case = a_case(Visibility.NETWORK)

        for somebody in (leader(ally_of(case)), officer("TH")):
            with refused(PermissionDenied):
                teamwork.comment(case, said(readers=TO_ALL), by=somebody)

    @pytest.mark.parametrize("text", ["", " \n "])
    def test_that_says_nothing_is_refused(self, text: str) -> None:
        case = a_case()
        champa = leader(case.network)

        with refused(Invalid, match="Write something"):
            teamwork.comment(case, said(text), by=champa)

    def test_sent_twice_is_said_once(self) -> None:
        case = a_case()
        champa, form = leader(case.network), said()
        first = teamwork.comment(case, form, by=champa)

        with nothing_written():
            assert teamwork.comment(case, form, by=champa) == first

    def test_under_the_id_of_another_is_refused(self) -> None:
        case = a_case()
        champa, form = leader(case.network), said()
        teamwork.comment(case, form, by=organiser(case.network))

        with refused(teamwork.FormUsed):
            teamwork.comment(case, form, by=champa)

    @pytest.mark.parametrize(
        ("cast", "speaks_for"),
        [
            (lambda case: leader(case.network), "its network"),
            (lambda case: leader(ally_of(case)), "an ally"),
            (lambda case: officer(case.country), "nobody's network"),
        ],
        ids=["a leader", "an allied leader", "the officer"],
    )
    def test_says_for_which_network_she_spoke(self, cast: Cast, speaks_for: str) -> None:
        case = a_case()

        comment = teamwork.comment(case, said(readers=TO_ALL), by=cast(case))

        meant = {
            "its network": case.network,
            "an ally": case.campaign.allies.first(),
            "nobody's network": None,
        }
        assert comment.network == meant[speaks_for]


class TestACommentIsRead:
    def test_inside_the_network_whoever_it_was_for(self) -> None:
        case = a_case()
        for readers in CommentReaders:
            teamwork.comment(case, said(readers=readers), by=leader(case.network))

        assert Comment.objects.visible_to(organiser(case.network)).count() == 2

    @pytest.mark.parametrize("cast", READING_ALONG.values(), ids=READING_ALONG)
    def test_outside_only_if_it_was_for_all(self, cast: Cast) -> None:
        case = a_case()
        teamwork.comment(case, said("for us"), by=leader(case.network))
        teamwork.comment(case, said("for all", readers=TO_ALL), by=leader(case.network))

        found = Comment.objects.visible_to(cast(case))

        assert [comment.text for comment in found] == ["for all"]

    @pytest.mark.parametrize("cast", OUTSIDE.values(), ids=OUTSIDE)
    def test_never_by(self, cast: Cast) -> None:
        case = a_case()
        teamwork.comment(case, said(readers=TO_ALL), by=leader(case.network))

        assert not Comment.objects.visible_to(cast(case)).exists()

    def test_by_nobody_who_was_let_in_after_it_was_said(self) -> None:
        case = a_case(Visibility.NETWORK)
        champa, anong = leader(case.network), officer("TH")
        teamwork.comment(case, said(readers=TO_ALL), by=champa)

        cases.share(case, by=champa, with_=Visibility.ALLIES_AND_ILO)

        assert not Comment.objects.visible_to(anong).exists()
        assert not Comment.objects.visible_to(leader(ally_of(case))).exists()

    def test_by_nobody_she_was_not_told_of(self) -> None:
        case = a_case(Visibility.ALLIES_AND_ILO)
        form = said(readers=TO_ALL, shown=Visibility.NETWORK)

        teamwork.comment(case, form, by=leader(case.network))

        assert not Comment.objects.visible_to(officer("TH")).exists()

    def test_no_more_once_the_case_is_narrowed(self) -> None:
        case = a_case(Visibility.ALLIES_AND_ILO)
        champa, anong = leader(case.network), officer("TH")
        teamwork.comment(case, said(readers=TO_ALL), by=champa)

        cases.share(case, by=champa, with_=Visibility.ALLIES)

        assert not Comment.objects.visible_to(anong).exists()


@pytest.mark.parametrize(("one", "other"), list(product(Visibility, Visibility)))
class TestTheNarrowerOfTwo:
    def test_lets_in_whom_both_let_in(self, one: Visibility, other: Visibility) -> None:
        both = narrower(one, other)

        for circle in (SHARED_WITH_ALLIES, SHARED_WITH_ILO):
            assert (both in circle) == (one in circle and other in circle)
