"""What people do together about a case: say something, take something on."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.errors import DomainError, Invalid
from campaigns import access
from campaigns.models import Network
from cases.access import require_to_edit
from cases.models import (
    SHARED_WITH_ALLIES,
    AdvocacyCase,
    Comment,
    CommentReaders,
    Task,
    Visibility,
    narrower,
)
from cases.queries.places import people_who_can_take


class FormUsed(DomainError):
    """The id sent with the form names something else."""

    message = _("This form was already used. Please open a new one.")


class TaskNotOpen(DomainError):
    """It was done before."""

    message = _("This task is already done.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewComment:
    """What is said. ``id`` comes from the form, so a repeat adds nothing."""

    id: UUID
    text: str
    readers: CommentReaders = CommentReaders.NETWORK
    shown: Visibility | None = None
    """How the case was shared when she was told who reads it; ``None`` is: as it is now."""


@transaction.atomic
def comment(case: AdvocacyCase, new: NewComment, *, by: User) -> Comment:
    """Say something about a case; sending the form twice says it once.

    Within the network only its readers may write; to all, everybody who may read the case.
    Nobody reads it whom she was not told of, even if the case was shared further meanwhile.

    Raises:
        PermissionDenied: ``by`` may not read what she would write into.
        Invalid: an empty comment.
        FormUsed: the id names another comment.
    """
    _require_reader(case, readers=new.readers, by=by)
    text = new.text.strip()
    if not text:
        raise Invalid(field="text", message=_("Write something first."))
    said, is_new = Comment.objects.get_or_create(
        pk=new.id,
        defaults={
            "case": case,
            "author": by,
            "network": _network_of(by, case=case),
            "text": text,
            "readers": new.readers,
            "shared_with": narrower(case.visibility, new.shown or case.visibility),
            "created_at": timezone.now(),
        },
    )
    if (said.author_id, said.case_id, said.text, said.readers) != (
        by.pk, case.pk, text, new.readers,
    ):  # fmt: skip
        raise FormUsed
    if is_new:
        log.record("case.commented", said, by=by, changes={"case": str(case.pk)})
    return said


def _require_reader(case: AdvocacyCase, *, readers: CommentReaders, by: User) -> None:
    inside = case.network_id in access.reach_of(by, Permission.CASE_READ).networks
    if inside:
        return
    allowed = readers == CommentReaders.CASE
    if not allowed or not AdvocacyCase.objects.visible_to(by).filter(pk=case.pk).exists():
        raise PermissionDenied


def _network_of(by: User, *, case: AdvocacyCase) -> Network | None:
    """Return for which network somebody who reads the case speaks; ``None`` is the officer."""
    own = access.reach_of(by, Permission.CASE_LOG).networks
    if case.network_id in own:
        return case.network
    if case.visibility not in SHARED_WITH_ALLIES:
        return None
    allied = access.reach_of(by, Permission.CASE_READ_SHARED_WITH_ALLIES).networks
    joined = Q(led_campaigns=case.campaign_id) | Q(allied_campaigns=case.campaign_id)
    return Network.objects.filter(joined, pk__in=allied).order_by("name", "id").first()


@dataclass(frozen=True, kw_only=True, slots=True)
class NewTask:
    """One thing to be done, by whom, and by which day."""

    id: UUID
    title: str
    owner: User
    due_on: dt.date | None = None


@transaction.atomic
def give_task(case: AdvocacyCase, new: NewTask, *, by: User) -> Task:
    """Give somebody of the case's network something to do; sending it twice gives it once.

    Raises:
        PermissionDenied: ``by`` may not change the case.
        Invalid: nothing to do, or its owner has no part in the network.
        FormUsed: the id names another task.
    """
    require_to_edit(case, by=by)
    if not new.title.strip():
        raise Invalid(field="title", message=_("Write what is to be done."))
    if not people_who_can_take(case).filter(pk=new.owner.pk).exists():
        raise Invalid(field="owner", message=_("She cannot work on cases of this network."))
    said = {"case": case, "title": new.title.strip(), "owner": new.owner, "due_on": new.due_on}
    task, is_new = Task.objects.get_or_create(
        pk=new.id, defaults={**said, "created_by": by, "created_at": timezone.now()}
    )
    if task.created_by_id != by.pk or any(getattr(task, name) != said[name] for name in said):
        raise FormUsed
    if is_new:
        log.record("task.given", task, by=by, changes={"to": str(new.owner.pk)})
    return task


@transaction.atomic
def finish_task(task: Task, *, by: User, now: dt.datetime) -> Task:
    """Mark a task done: its owner may while she reads the case, and who may change the case.

    Raises:
        PermissionDenied: neither of both.
        TaskNotOpen: it was done before.
    """
    hers = Task.objects.visible_to(by).filter(pk=task.pk, owner=by)
    if not hers.exists():
        require_to_edit(task.case, by=by)
    done = Task.objects.filter(pk=task.pk, done_at__isnull=True).update(done_at=now, done_by=by)
    if not done:
        raise TaskNotOpen
    task.refresh_from_db(fields=["done_at", "done_by"])
    log.record("task.done", task, by=by)
    return task
