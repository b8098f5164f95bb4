"""Gates of reviews over HTTP: until when something must be done."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.filters import PlainFilter
from backend.api.serializers import In, VisibleRelated
from backend.api.verbs import verb, write
from backend.api.views import ReadViewSet
from backend.working_days import working_days_until
from cases.actions import gates
from cases.models import Gate, GateKind, GateStatus, LawReview

LONGEST_NOTE = fields.LONGEST_NOTE


class GateOut(serializers.ModelSerializer[Gate]):
    country = serializers.CharField(source="law_review.country", read_only=True)
    working_days_left = serializers.SerializerMethodField()

    class Meta:
        model = Gate
        fields = (
            "id", "law_review", "country", "kind", "closes_on", "working_days_left", "status",
            "note", "source_url", "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_working_days_left(self, gate: Gate) -> int | None:
        """Return the working days left, public holidays left out; null where it is closed."""
        today = timezone.now().date()
        if gate.status != GateStatus.OPEN or gate.closes_on < today:
            return None
        return working_days_until(gate.closes_on, since=today, country=gate.law_review.country)


class SetGateIn(In):
    id = fields.new_id()
    law_review = VisibleRelated(LawReview.objects.visible_to)
    kind = serializers.ChoiceField(choices=GateKind.choices)
    closes_on = fields.Day()
    note = fields.Text(required=False, max_length=LONGEST_NOTE)
    source_url = fields.WebAddress(required=False)

    def validate_kind(self, kind: str) -> GateKind:
        return GateKind(kind)


class MoveGateIn(In):
    to = fields.Day()
    reason = fields.Text(max_length=LONGEST_NOTE, allow_blank=False)


class GateFilter(PlainFilter):
    country = django_filters.CharFilter(field_name="law_review__country")
    closes_before = django_filters.DateFilter(field_name="closes_on", lookup_expr="lte")
    closes_after = django_filters.DateFilter(field_name="closes_on", lookup_expr="gte")

    class Meta:
        model = Gate
        fields: ClassVar = ["law_review", "kind", "status"]


class GateViewSet(ReadViewSet[Gate]):
    """Gates on the roads of law reviews; who follows one is told once as its closing comes near."""

    queryset = Gate.objects.none()
    serializer_class = GateOut
    filterset_class = GateFilter
    search_fields = ("note", "law_review__title")
    ordering_fields = ("closes_on", "created_at", "updated_at")
    ordering = ("closes_on",)

    def get_queryset(self) -> QuerySet[Gate]:
        return Gate.objects.visible_to(self.person).with_place()

    @write(takes=SetGateIn, answers=GateOut, status=201)
    def create(self, _request: Request) -> Response:
        """Say when a gate of a review closes."""
        new = gates.NewGate(**self.parse(SetGateIn))
        return self.answer_created(gates.set_gate(new, by=self.person))

    @verb("move", takes=MoveGateIn, answers=GateOut)
    def move(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Give a gate another day, and say why."""
        gate, given = self.get_object(), self.parse(MoveGateIn)
        return self.answer_changed(gates.move(gate, by=self.person, **given))

    @verb("mark-passed", answers=GateOut)
    def mark_passed(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Record that the law came through."""
        gate = self.get_object()
        self.parse(In)
        return self.answer_changed(gates.mark_passed(gate, by=self.person))

    @verb("mark-shut", answers=GateOut)
    def mark_shut(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Record that it closed and the law did not come through."""
        gate = self.get_object()
        self.parse(In)
        return self.answer_changed(gates.mark_shut(gate, by=self.person))
