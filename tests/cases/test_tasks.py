"""Taking on tasks about a case."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from backend.accounts.models import User
from backend.errors import Invalid
from cases.actions import teamwork
from cases.actions.teamwork import NewTask
from cases.models import AdvocacyCase, Task, Visibility
from tests.cases.cast import OUTSIDE, READING_ALONG, Cast, who_owns
from tests.factories import (
    CaseFactory,
    TaskFactory,
    leader,
    organiser,
)
from tests.records import nothing_written, refused, the_only_event

Case = AdvocacyCase


def a_case(visibility: Visibility = Visibility.ALLIES_AND_ILO) -> Case:
    return CaseFactory.create(visibility=visibility)


def to_do(owner: User, title: str = "Call the provincial office", **more: Any) -> NewTask:
    least: dict[str, Any] = {"id": uuid4()}
    return NewTask(owner=owner, title=title, **least | more)


class TestATask:
    @pytest.mark.parametrize(
        "cast", [lambda case: leader(case.network), who_owns], ids=["the leader", "the owner"]
    )
    def test_is_given_with_one_event_by(self, cast: Cast) -> None:
        case, friday = a_case(), dt.date(2026, 3, 13)
        by, may = cast(case), organiser(case.network)

        teamwork.give_task(case, to_do(may, due_on=friday), by=by)

        task = Task.objects.get()
        assert (task.owner, task.created_by, task.due_on, task.done_at) == (may, by, friday, None)
        assert (the_only_event().kind, the_only_event().changes) == (
            "task.given",
            {"to": str(may.pk)},
        )

    @pytest.mark.parametrize(
        "cast",
        [lambda case: organiser(case.network), *READING_ALONG.values(), *OUTSIDE.values()],
        ids=["an organiser who does not own it", *READING_ALONG, *OUTSIDE],
    )
    def test_is_not_given_by(self, cast: Cast) -> None:
        case = a_case()
        somebody, may = cast(case), organiser(case.network)

        with refused(PermissionDenied):
            teamwork.give_task(case, to_do(may), by=somebody)

    @pytest.mark.parametrize("cast", [*OUTSIDE.values()], ids=OUTSIDE)
    def test_is_not_given_to(self, cast: Cast) -> None:
        case = a_case()
        champa, somebody = leader(case.network), cast(case)

        with refused(Invalid, match="cannot work"):
            teamwork.give_task(case, to_do(somebody), by=champa)

    def test_without_a_word_is_refused(self) -> None:
        case = a_case()
        champa = leader(case.network)

        with refused(Invalid, match="what is to be done"):
            teamwork.give_task(case, to_do(champa, " "), by=champa)

    def test_sent_twice_is_given_once(self) -> None:
        case = a_case()
        champa = leader(case.network)
        form = to_do(champa)
        first = teamwork.give_task(case, form, by=champa)

        with nothing_written():
            assert teamwork.give_task(case, form, by=champa) == first

    def test_under_the_id_of_another_is_refused(self) -> None:
        before, case = TaskFactory.create(), a_case()
        champa = leader(case.network)

        with refused(teamwork.FormUsed):
            teamwork.give_task(case, to_do(champa, id=before.pk), by=champa)


class TestFinishing:
    @pytest.mark.parametrize("who", ["her whose it is", "the leader"])
    def test_is_recorded_with_one_event(self, who: str) -> None:
        case, now = a_case(), timezone.now()
        may = organiser(case.network)
        task = TaskFactory.create(case=case, owner=may)
        by = may if who == "her whose it is" else leader(case.network)

        teamwork.finish_task(task, by=by, now=now)

        assert (task.done_at, task.done_by) == (now, by)
        assert (the_only_event().kind, the_only_event().subject_id) == ("task.done", task.pk)

    def test_twice_is_refused(self) -> None:
        case = a_case()
        may = organiser(case.network)
        task = TaskFactory.create(case=case, owner=may)
        teamwork.finish_task(Task.objects.get(), by=may, now=timezone.now())

        with refused(teamwork.TaskNotOpen):
            teamwork.finish_task(task, by=may, now=timezone.now())

    def test_by_who_left_is_refused(self) -> None:
        case = a_case()
        may = organiser(case.network)
        task = TaskFactory.create(case=case, owner=may)
        may.assignments.all().delete()

        with refused(PermissionDenied):
            teamwork.finish_task(task, by=User.objects.get(pk=may.pk), now=timezone.now())

    def test_of_somebody_elses_task_is_refused(self) -> None:
        case = a_case()
        task, may = TaskFactory.create(case=case), organiser(case.network)

        with refused(PermissionDenied):
            teamwork.finish_task(task, by=may, now=timezone.now())
