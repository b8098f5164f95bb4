"""What people say and take on about a case together."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from backend.accounts.models import User
from backend.errors import Invalid
from cases.actions import cases, teamwork
from cases.models import AdvocacyCase, Comment, CommentReaders, Task, Visibility
from cases.queries.teamwork import my_tasks, readers_of, teamwork_on
from tests.cases.cast import ally_of
from tests.factories import (
    CaseFactory,
    CommentFactory,
    NetworkFactory,
    TaskFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
)
from tests.records import refused

TODAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
INSIDE, ALL = CommentReaders.NETWORK, CommentReaders.CASE


def shared(visibility: Visibility = Visibility.ALLIES_AND_ILO) -> AdvocacyCase:
    """Return a case that a contributor logged and nobody owns."""
    network = NetworkFactory.create()
    return CaseFactory.create(
        network=network, visibility=visibility, logged_by=contributor(network)
    )


def says(case: AdvocacyCase, by: User, **more: Any) -> Comment:
    given: dict[str, Any] = {"id": uuid4(), "text": "She was called", "readers": ALL}
    return teamwork.comment(case, teamwork.NewComment(**given | more), by=by)


def sees(person: User) -> list[UUID]:
    """Return which comments somebody finds who comes in anew."""
    visible = Comment.objects.visible_to(User.objects.get(pk=person.pk))
    return list(visible.values_list("pk", flat=True))


Somebody = Callable[[AdvocacyCase], User]
GUESTS: dict[str, Somebody] = {
    "the contributor who logged it": lambda case: case.logged_by,
    "the leader of an allied network": lambda case: leader(ally_of(case)),
    "the countrys officer": lambda case: officer(case.country),
}
STRANGERS: dict[str, Somebody] = {
    "another contributor": lambda case: contributor(case.network),
    "an organiser of an allied network": lambda case: organiser(ally_of(case)),
    "the leader of another network": lambda _: leader(NetworkFactory.create()),
    "another countrys officer": lambda _: officer("PH"),
    "an administrator": lambda _: administrator(),
}


class TestComment:
    def test_with_a_used_form_and_other_words_is_not_lost_in_silence(self) -> None:
        case, form = shared(), uuid4()
        by, malee = leader(case.network), organiser(case.network)
        says(case, by, id=form)

        with refused(teamwork.FormUsed):
            says(case, by, id=form, text="She was called again")
        with refused(teamwork.FormUsed):
            says(case, by, id=form, readers=INSIDE)
        with refused(teamwork.FormUsed):
            says(case, malee, id=form)

    def test_without_words_is_not_kept(self) -> None:
        with pytest.raises(IntegrityError, match="cases_comment_says_something"):
            CommentFactory.create(text="")

    def test_reaches_nobody_its_author_was_not_told_of(self) -> None:
        """The case was shared between her reading who reads along and her sending it."""
        case = shared(Visibility.ALLIES_AND_ILO)
        karin, ally = officer(case.country), leader(ally_of(case))

        comment = says(case, leader(case.network), shown=Visibility.ALLIES)

        assert sees(karin) == []
        assert sees(ally) == [comment.pk]

    def test_is_not_widened_by_what_a_form_claims(self) -> None:
        case = shared(Visibility.ILO)

        comment = says(case, leader(case.network), shown=Visibility.ALLIES_AND_ILO)

        assert comment.shared_with == Visibility.ILO


class TestReadersOf:
    def test_are_counted_for_each_circle_the_safest_first(self) -> None:
        case = shared(Visibility.ALLIES_AND_ILO)
        hnin = leader(case.network)
        organiser(case.network)
        officer(case.country)
        leader(ally_of(case))

        # Inside one organiser; with the contributor who logged it, the officer and the ally, four.
        assert list(readers_of(case, besides=hnin).items()) == [(INSIDE, 1), (ALL, 4)]

    def test_leave_a_guest_no_choice(self) -> None:
        case = shared()
        leader(case.network)

        assert readers_of(case, besides=officer(case.country)) == {ALL: None}


class TestTeamworkOn:
    def test_names_authors_to_their_own_network_alone(self) -> None:
        case = shared()
        ally = ally_of(case)
        hnin, rosa, karin = leader(case.network), leader(ally), officer(case.country)
        for by in (hnin, rosa, karin):
            says(case, by)

        def named_to(reader: User) -> set[User]:
            seen = teamwork_on(case, reader=reader, on=TODAY).comments
            return {one.comment.author for one in seen if one.is_named}

        assert named_to(organiser(case.network)) == named_to(case.logged_by) == {hnin}
        assert named_to(hnin) == {hnin}
        assert named_to(leader(ally)) == named_to(rosa) == {rosa}
        assert named_to(karin) == {karin}

    def test_says_which_comments_are_for_fewer_than_read_the_case_now(self) -> None:
        case = shared(Visibility.NETWORK)
        by = leader(case.network)
        says(case, by)
        cases.share(case, by=by, with_=Visibility.ILO)
        says(case, by)

        newest, oldest = teamwork_on(case, reader=by, on=TODAY).comments

        assert oldest.is_for_fewer_than_the_case
        assert not newest.is_for_fewer_than_the_case

    def test_shows_the_newest_and_says_whether_there_are_more(self) -> None:
        case = shared()
        by = leader(case.network)
        for _comment in range(10):
            CommentFactory.create(case=case)
        assert not teamwork_on(case, reader=by, on=TODAY).has_more

        newest = CommentFactory.create(case=case)

        seen = teamwork_on(case, reader=by, on=TODAY)
        assert seen.has_more
        assert len(seen.comments) == 10
        assert seen.comments[0].comment == newest


def gives(case: AdvocacyCase, by: User, **more: Any) -> Task:
    given: dict[str, Any] = {"id": uuid4(), "title": "Call the office", "owner": by}
    return teamwork.give_task(case, teamwork.NewTask(**given | more), by=by)


class TestGiveTask:
    @pytest.mark.parametrize("guest", (GUESTS | STRANGERS).values(), ids=GUESTS | STRANGERS)
    def test_gives_nothing_to(self, guest: Somebody) -> None:
        case = shared()
        by, owner = leader(case.network), guest(case)

        with refused(Invalid, match="She cannot work on cases"):
            gives(case, by, owner=owner)

    def test_gives_nothing_to_whose_account_is_closed(self) -> None:
        case = shared()
        by, gone = leader(case.network), organiser(case.network)
        User.objects.filter(pk=gone.pk).update(is_active=False)

        with refused(Invalid):
            gives(case, by, owner=gone)

    def test_with_a_used_form_and_another_task_is_refused(self) -> None:
        case, form = shared(), uuid4()
        by, another = leader(case.network), leader(case.network)
        gives(case, by, id=form)

        for other in ({"title": "Write to them"}, {"due_on": TODAY}):
            with refused(teamwork.FormUsed):
                gives(case, by, id=form, **other)
        with refused(teamwork.FormUsed):
            gives(case, another, id=form, owner=by)

    def test_without_words_is_not_kept(self) -> None:
        with pytest.raises(IntegrityError, match="cases_task_says_what"):
            TaskFactory.create(title="")


class TestFinishTask:
    def test_is_done_by_the_organiser_who_owns_the_case(self) -> None:
        case = shared()
        by = case.owner = organiser(case.network)
        case.save()
        task = TaskFactory.create(case=case, owner=leader(case.network))

        teamwork.finish_task(task, by=by, now=NOW)

        assert (task.done_at, task.done_by) == (NOW, by)

    @pytest.mark.parametrize("guest", (GUESTS | STRANGERS).values(), ids=GUESTS | STRANGERS)
    def test_is_refused_to(self, guest: Somebody) -> None:
        task = TaskFactory.create(case=shared())
        by = guest(task.case)

        with refused(PermissionDenied):
            teamwork.finish_task(task, by=by, now=NOW)


class TestMyTasks:
    def test_are_the_open_ones_the_most_urgent_first(self) -> None:
        case = shared()
        malee = organiser(case.network)
        days = [None, TODAY + dt.timedelta(9), TODAY - dt.timedelta(3), TODAY]
        some = {day: TaskFactory.create(case=case, owner=malee, due_on=day) for day in days}
        TaskFactory.create(case=case, owner=malee, done_at=NOW, done_by=malee)
        TaskFactory.create(case=case, owner=leader(case.network))

        found = my_tasks(malee, on=TODAY)

        assert [one.task for one in found] == [some[days[n]] for n in (2, 3, 1, 0)]
        assert [one.days_late for one in found] == [3, 0, 0, 0]
        assert [one.days_ahead for one in found] == [0, 0, 9, None]

    def test_are_not_shown_to_who_left_the_network(self) -> None:
        case = shared(Visibility.NETWORK)
        malee = organiser(case.network)
        TaskFactory.create(case=case, owner=malee)
        malee.assignments.all().delete()

        assert my_tasks(User.objects.get(pk=malee.pk), on=TODAY) == []

    def test_stay_with_an_owner_who_reads_the_case_as_an_ally_now(self) -> None:
        case = shared(Visibility.ALLIES)
        rosa = leader(ally_of(case))
        mine = TaskFactory.create(case=case, owner=rosa)
        TaskFactory.create(case=case)

        assert [one.task for one in my_tasks(rosa, on=TODAY)] == [mine]
        assert list(Task.objects.visible_to(rosa)) == [mine]
