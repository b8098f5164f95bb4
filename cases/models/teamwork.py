"""Working on a case together: comments and tasks."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission, roles_with
from campaigns import access
from campaigns.models import Network
from cases.models.case import AdvocacyCase, Visibility, narrower, readable_by


class CommentReaders(models.TextChoices):
    """Two at most, so that nobody has to guess who reads along; the narrower is preset."""

    NETWORK = "network", _("my network")
    CASE = "case", _("everybody who may read this case")


def _within_network(user: access.Visitor) -> Q:
    """Return the filter for parts of cases of the networks whose cases ``user`` reads."""
    return Q(case__network__in=access.reach_of(user, Permission.CASE_READ).networks)


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep what was said within one's network, or to all who may read the case."""
        to_all = readable_by(user, case="case__", narrowed_by=["shared_with"])
        return self.filter(_within_network(user) | Q(to_all, readers=CommentReaders.CASE))

    def with_author(self) -> Self:
        return self.select_related("author", "network", "case")


CommentManager = models.Manager.from_queryset(CommentQuerySet)


class Comment(models.Model):
    """What one person said about a case. It is never widened to more readers afterwards.

    ``shared_with`` keeps with whom the case was shared when it was said: whoever is let in
    later does not find what was said before she could read along.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(AdvocacyCase, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("comment"))
    readers = models.CharField(
        _("who may read it"),
        max_length=16,
        choices=CommentReaders,
        default=CommentReaders.NETWORK,
    )
    shared_with = models.CharField(
        _("with whom the case was shared"),
        max_length=16,
        choices=Visibility,
        default=Visibility.NETWORK,
    )
    network = models.ForeignKey(
        Network,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="For which she spoke; empty for the ILO's officer. "
        "Readers of other networks read this and not who it was.",
    )
    created_at = models.DateTimeField()

    objects = CommentManager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes: ClassVar = [
            models.Index(fields=["case", "created_at", "id"], name="cases_comment_of_case"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_comment_readers_are_known",
                condition=Q(readers__in=CommentReaders.values),
            ),
            models.CheckConstraint(
                name="cases_comment_shared_with_is_known",
                condition=Q(shared_with__in=Visibility.values),
            ),
            models.CheckConstraint(name="cases_comment_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"comment on {self.case_id}"

    def audience(self) -> access.Audience:
        """Tell who may read this comment: the other direction of ``visible_to``."""
        if self.readers == CommentReaders.CASE:
            return self.case.audience_if(narrower(self.case.visibility, self.shared_with))
        return access.Audience(
            Q(role__in=roles_with(Permission.CASE_READ), network=self.case.network_id)
        )


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep the tasks of cases of one's network, and those given to oneself."""
        return self.filter(
            _within_network(user) | Q(readable_by(user, case="case__"), owner=user.pk)
        )

    def open(self) -> Self:
        return self.filter(done_at__isnull=True)

    def with_place(self) -> Self:
        return self.select_related("case", "owner")

    def soonest_first(self) -> Self:
        """Order by day; what has none comes last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "created_at", "id")


TaskManager = models.Manager.from_queryset(TaskQuerySet)


class Task(models.Model):
    """One thing somebody will do about a case by a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(AdvocacyCase, models.CASCADE, related_name="tasks")
    title = models.CharField(_("what is to be done"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="tasks", verbose_name=_("by whom")
    )
    due_on = models.DateField(_("by"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = TaskManager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        indexes: ClassVar = [
            models.Index(
                fields=["owner", "due_on"],
                name="cases_task_open_of_owner",
                condition=Q(done_at__isnull=True),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_task_done_says_by_whom",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(name="cases_task_says_what", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    def audience(self) -> access.Audience:
        """Tell who may see this task: the other direction of ``visible_to``."""
        readers = Q(role__in=roles_with(Permission.CASE_READ), network=self.case.network_id)
        mine = Q(user=self.owner_id) & self.case.audience().holders
        return access.Audience(readers | mine)
