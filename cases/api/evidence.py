"""Files of cases over HTTP: sent in as multipart, listed, opened as cleaned copies, withdrawn."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.filters import FlagFilter, MomentFilter, PlainFilter
from backend.api.parsers import JsonParser
from backend.api.serializers import In, VisibleRelated
from backend.api.verbs import verb, write
from backend.api.views import ReadViewSet
from backend.files import kinds
from backend.web.sealed_files import SentFile, answer_with_file
from cases.access import knows_people
from cases.actions import evidence, evidence_opening
from cases.models import AdvocacyCase, Evidence


class EvidenceOut(serializers.ModelSerializer[Evidence]):
    class Meta:
        model = Evidence
        fields = (
            "id", "case", "kind", "format", "copy_format", "fingerprint", "size", "copy_size",
            "scan", "added_by", "added_at", "withdrawn_at",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs: ClassVar = {
            "added_by": {"allow_null": True, "help_text": _("Null outside the network.")},
        }

    def to_representation(self, instance: Evidence) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if not knows_people(instance.case, by=self.context["request"].user):
            shown["added_by"] = None
        return shown


class EvidenceIn(In):
    id = fields.new_id()
    case = VisibleRelated(AdvocacyCase.objects.visible_to)
    file = serializers.FileField(
        allow_empty_file=True,
        help_text=_(
            "JPEG, PNG, WebP, PDF, M4A, MP3, Ogg, WAV, AMR or plain text. Its name is not kept."
        ),
    )


class EvidenceFilter(PlainFilter):
    withdrawn = FlagFilter(field_name="withdrawn_at", lookup_expr="isnull", exclude=True)
    added_after = MomentFilter(field_name="added_at", lookup_expr="gte")
    added_before = MomentFilter(field_name="added_at", lookup_expr="lte")

    class Meta:
        model = Evidence
        fields: ClassVar = ["case", "kind", "scan"]


class EvidenceViewSet(ReadViewSet[Evidence]):
    """Files that speak for a case. Who opens one is written down."""

    queryset = Evidence.objects.none()
    serializer_class = EvidenceOut
    filterset_class = EvidenceFilter
    ordering_fields = ("added_at",)
    ordering = ("added_at",)
    parser_classes = (MultiPartParser, JsonParser)

    def get_queryset(self) -> QuerySet[Evidence]:
        return Evidence.objects.visible_to(self.person).select_related("case")

    @write(takes=EvidenceIn, answers=EvidenceOut, status=201)
    def create(self, _request: Request) -> Response:
        """Send in a file as multipart/form-data. Sent twice with the same id, it is kept once."""
        given = self.parse(EvidenceIn)
        new = evidence.NewEvidence(id=given["id"], content=given["file"].read())
        kept = evidence.add(given["case"], new, by=self.person, now=timezone.now())
        return self.answer_created(kept)

    @extend_schema(
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}, filters=False
    )
    @action(detail=True, methods=["get"], url_path="file", pagination_class=None)
    def file(self, request: Request, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Open the cleaned copy, without hidden data; that it was opened is written down."""
        found = self.get_object()
        content = evidence_opening.open_copy(found, by=self.person, now=timezone.now())
        kind = kinds.BY_CODE[found.copy_format]
        return answer_with_file(request._request, SentFile(content, kind, f"{found.pk}"))

    @verb("withdraw", answers=EvidenceOut)
    def withdraw(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Have the file destroyed, for everybody."""
        found = self.get_object()
        self.parse(In)
        return self.answer_changed(evidence.withdraw(found, by=self.person, now=timezone.now()))
