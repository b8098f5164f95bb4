"""Stage templates over HTTP: their versions, stages and gates."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import Permission
from backend.api import fields
from backend.api.filters import PlainFilter
from backend.api.searching import in_each_language
from backend.api.serializers import In
from backend.api.verbs import verb
from backend.api.views import ReadViewSet
from campaigns import access
from cases.actions import templates
from cases.api.fields import StagedOut
from cases.models import StageTemplate, TemplateGate, TemplateStage


class TemplateStageOut(StagedOut):
    names = fields.Texts()
    next_stages = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text=_("What may come next; empty where it is the next one in order."),
    )
    sources = fields.Sources()

    class Meta:
        model = TemplateStage
        fields = (
            "position", "stage", "stage_code", "stage_name", "name", "names", "body", "needs",
            "next_stages", "expected_days_min", "expected_days_max", "expected_n",
            "expected_basis", "sources",
        )  # fmt: skip
        read_only_fields = fields


class TemplateGateOut(StagedOut):
    names = fields.Texts()
    sources = fields.Sources()

    class Meta:
        model = TemplateGate
        fields = (
            "stage", "stage_code", "stage_name", "kind", "name", "names", "to_do", "warn_days",
            "sources",
        )  # fmt: skip
        read_only_fields = fields


class StageTemplateOut(serializers.ModelSerializer[StageTemplate]):
    titles = fields.Texts()
    stages = TemplateStageOut(many=True, read_only=True)
    gates = TemplateGateOut(many=True, read_only=True)
    sources = fields.Sources()

    class Meta:
        model = StageTemplate
        fields = (
            "id", "country", "track", "version", "title", "titles", "is_draft", "stages", "gates",
            "sources",
        )  # fmt: skip
        read_only_fields = fields


class StageTemplateFilter(PlainFilter):
    class Meta:
        model = StageTemplate
        fields: ClassVar = ["country", "track", "version"]


class StageTemplateViewSet(ReadViewSet[StageTemplate]):
    """The stages that one kind of law passes in one country; drafts are for administrators."""

    queryset = StageTemplate.objects.none()
    serializer_class = StageTemplateOut
    filterset_class = StageTemplateFilter
    search_fields = ("title", *in_each_language("titles"))
    ordering_fields = ("title", "country", "track", "version")
    ordering = ("country", "track", "version")

    def get_queryset(self) -> QuerySet[StageTemplate]:
        rows = StageTemplate.objects.with_stages()
        return rows if access.holds(self.person, Permission.HOUSE_MANAGE) else rows.published()

    @verb("copy", answers=StageTemplateOut, status=201)
    def copy(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Make the next version as a draft, with all that is in this one."""
        template = self.get_object()
        self.parse(In)
        return self.answer_created(templates.copy(template, by=self.person))

    @verb("publish", answers=StageTemplateOut)
    def publish(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Let reviews follow a draft; from then on it does not change."""
        template = self.get_object()
        self.parse(In)
        return self.answer_changed(templates.publish(template, by=self.person))
