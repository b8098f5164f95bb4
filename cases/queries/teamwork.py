"""What people said and took on about a case, as far as one reader may see it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from backend.accounts.models import User
from backend.accounts.roles import Permission
from campaigns.access import reach_of
from cases.access import knows_author, knows_people, may_edit, may_finish
from cases.models import AdvocacyCase, Comment, CommentReaders, Task, narrower
from cases.models.teamwork import CommentQuerySet

MOST_AT_FIRST = 10
MOST_OF_MINE = 10


@dataclass(frozen=True, slots=True)
class Said:
    """One comment as one reader may see it."""

    comment: Comment
    is_named: bool
    """She may learn who wrote it; otherwise only for which network."""

    @property
    def is_within_network(self) -> bool:
        return self.comment.readers == CommentReaders.NETWORK

    @property
    def is_for_fewer_than_the_case(self) -> bool:
        """The case was shared further since; who came later does not read this."""
        now = self.comment.case.visibility
        return narrower(now, self.comment.shared_with) != now


@dataclass(frozen=True, slots=True)
class Errand:
    """One task, seen on one day."""

    task: Task
    on: dt.date
    may_finish: bool

    @property
    def due_on(self) -> dt.date | None:
        """The day it is to be done by; ``None`` once it is done."""
        return None if self.task.done_at else self.task.due_on

    @property
    def days_late(self) -> int:
        """Days an open task is overdue; 0 where it is not."""
        return max((self.on - self.due_on).days, 0) if self.due_on else 0

    @property
    def days_ahead(self) -> int | None:
        return max((self.due_on - self.on).days, 0) if self.due_on else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Teamwork:
    """What is said and to be done about one case."""

    comments: list[Said]
    has_more: bool
    readers: dict[CommentReaders, int | None]
    """How many would read a comment of hers, for each choice she has; see ``readers_of``."""
    open_tasks: list[Errand]
    done_tasks: list[Errand]
    may_give: bool

    @property
    def has_tasks(self) -> bool:
        """There is a task to see, or she may give one."""
        return self.may_give or bool(self.open_tasks or self.done_tasks)


def teamwork_on(case: AdvocacyCase, *, reader: User, on: dt.date) -> Teamwork:
    """Gather the newest comments and all tasks of ``case`` that ``reader`` may see."""
    newest = comments_on(case, reader=reader).order_by("-created_at", "-id")
    found = said(newest[: MOST_AT_FIRST + 1], reader=reader)
    tasks = Task.objects.visible_to(reader).filter(case=case).with_place().soonest_first()
    errands = [Errand(task, on, _may_finish(task, reader)) for task in tasks]
    return Teamwork(
        comments=found[:MOST_AT_FIRST],
        has_more=len(found) > MOST_AT_FIRST,
        readers=readers_of(case, besides=reader),
        open_tasks=[one for one in errands if not one.task.done_at],
        done_tasks=[one for one in errands if one.task.done_at],
        may_give=may_edit(case, by=reader),
    )


def _may_finish(task: Task, reader: User) -> bool:
    return not task.done_at and may_finish(task, by=reader)


def comments_on(case: AdvocacyCase, *, reader: User) -> CommentQuerySet:
    return Comment.objects.visible_to(reader).filter(case=case).with_author()


def said(comments: Iterable[Comment], *, reader: User) -> list[Said]:
    """Return each comment as ``reader`` may see it, in the same order."""
    return [Said(comment, knows_author(comment, by=reader)) for comment in comments]


def readers_of(case: AdvocacyCase, *, besides: User) -> dict[CommentReaders, int | None]:
    """Count who would read a comment of hers, for each choice she has; the safest comes first.

    ``None`` for who reads along from outside: how many lead and organise a network is not hers to
    know.
    """
    inside = case.network_id in reach_of(besides, Permission.CASE_READ).networks
    if not inside:
        known = knows_people(case, by=besides)
        return {CommentReaders.CASE: _count(case, CommentReaders.CASE, besides) if known else None}
    return {readers: _count(case, readers, besides) for readers in CommentReaders}


def _count(case: AdvocacyCase, readers: CommentReaders, besides: User) -> int:
    comment = Comment(case=case, readers=readers, shared_with=case.visibility)
    return comment.audience().users().exclude(pk=besides.pk).count()


def my_tasks(user: User, *, on: dt.date) -> list[Errand]:
    """Return what ``user`` took on and has not done, the most urgent first."""
    mine = Task.objects.visible_to(user).open().filter(owner=user).with_place()
    return [Errand(task, on, may_finish=True) for task in mine.soonest_first()[:MOST_OF_MINE]]
