"""Comments and tasks over HTTP: what people say and take on about cases."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.filters import FlagFilter, MomentFilter, PlainFilter
from backend.api.serializers import NOT_FOUND, In, VisibleRelated
from backend.api.verbs import verb, write
from cases.access import knows_author, knows_people, require_to_edit
from cases.actions import teamwork
from cases.api.recorded import RecordedViewSet
from cases.models import AdvocacyCase, Comment, CommentReaders, Task
from cases.queries.places import people_who_can_take


class CommentOut(serializers.ModelSerializer[Comment]):
    class Meta:
        model = Comment
        fields = ("id", "case", "network", "author", "text", "readers", "created_at")
        read_only_fields = fields
        extra_kwargs: ClassVar = {
            "network": {"help_text": _("For which its author spoke; null for the ILO officer.")},
            "author": {"allow_null": True, "help_text": _("Null outside her network.")},
        }

    def to_representation(self, instance: Comment) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if not knows_author(instance, by=self.context["request"].user):
            shown["author"] = None
        return shown


class CommentIn(In):
    id = fields.new_id()
    case = VisibleRelated(AdvocacyCase.objects.visible_to)
    text = fields.Text(max_length=fields.LONGEST_NOTE, allow_blank=False)
    readers = serializers.ChoiceField(
        choices=CommentReaders.choices,
        default=CommentReaders.NETWORK,
        help_text=_("Who reads it now; nobody who is let in later."),
    )

    def validate_readers(self, readers: str) -> CommentReaders:
        return CommentReaders(readers)


class CommentFilter(PlainFilter):
    created_after = MomentFilter(field_name="created_at", lookup_expr="gte")
    created_before = MomentFilter(field_name="created_at", lookup_expr="lte")

    class Meta:
        model = Comment
        fields: ClassVar = ["case", "readers"]


class CommentViewSet(RecordedViewSet[Comment]):
    """What people said about cases. Nothing said is changed, or shown to more people later."""

    queryset = Comment.objects.none()
    serializer_class = CommentOut
    filterset_class = CommentFilter
    ordering_fields = ("created_at",)
    ordering = ("created_at",)

    def get_queryset(self) -> QuerySet[Comment]:
        return Comment.objects.visible_to(self.person).select_related("case")

    def case_of(self, row: Comment) -> AdvocacyCase:
        return row.case

    @write(takes=CommentIn, answers=CommentOut, status=201)
    def create(self, _request: Request) -> Response:
        """Say something about a case. Sent twice with the same id, it is said once."""
        given = self.parse(CommentIn)
        case = given.pop("case")
        said = teamwork.comment(case, teamwork.NewComment(**given), by=self.person)
        return self.answer_created(said)


class TaskOut(serializers.ModelSerializer[Task]):
    class Meta:
        model = Task
        fields = (
            "id", "case", "title", "owner", "due_on", "created_by", "created_at", "done_at",
            "done_by",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs: ClassVar = {
            "created_by": {"allow_null": True, "help_text": _("Null outside the network.")},
            "done_by": {"help_text": _("Null outside the network, and while it is open.")},
        }

    def to_representation(self, instance: Task) -> dict[str, Any]:
        shown = super().to_representation(instance)
        # Outside the network nobody sees it but its owner, who knows herself.
        if not knows_people(instance.case, by=self.context["request"].user):
            shown |= {"created_by": None, "done_by": None}
        return shown


class GiveTaskIn(In):
    id = fields.new_id()
    case = VisibleRelated(AdvocacyCase.objects.visible_to)
    title = fields.Title()
    owner = serializers.UUIDField()
    due_on = fields.Day(required=False, allow_null=True)


class TaskFilter(PlainFilter):
    open = FlagFilter(field_name="done_at", lookup_expr="isnull")
    due_after = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")

    class Meta:
        model = Task
        fields: ClassVar = ["case", "owner"]


class TaskViewSet(RecordedViewSet[Task]):
    """What somebody will do about a case, by which day."""

    queryset = Task.objects.none()
    serializer_class = TaskOut
    filterset_class = TaskFilter
    search_fields = ("title",)
    ordering_fields = ("due_on", "created_at", "done_at")
    ordering = ("due_on", "created_at")

    def get_queryset(self) -> QuerySet[Task]:
        return Task.objects.visible_to(self.person).select_related("case")

    def case_of(self, row: Task) -> AdvocacyCase:
        return row.case

    @write(takes=GiveTaskIn, answers=TaskOut, status=201)
    def create(self, _request: Request) -> Response:
        """Give somebody of the case's network a task. Sent twice with one id, it is given once."""
        given = self.parse(GiveTaskIn)
        case = given.pop("case")
        # Before anybody is looked for: the answer would tell an outsider who is a member.
        require_to_edit(case, by=self.person)
        owner = people_who_can_take(case).filter(pk=given.pop("owner")).first()
        if owner is None:
            raise ValidationError({"owner": [NOT_FOUND]})
        new = teamwork.NewTask(owner=owner, **given)
        return self.answer_created(teamwork.give_task(case, new, by=self.person))

    @verb("done", answers=TaskOut)
    def done(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Mark a task done."""
        task = self.get_object()
        self.parse(In)
        return self.answer_changed(teamwork.finish_task(task, by=self.person, now=timezone.now()))
