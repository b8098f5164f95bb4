"""Thematic areas over HTTP, to read."""

from typing import ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from backend.api import fields
from backend.api.filters import PlainFilter
from backend.api.searching import in_each_language
from backend.api.views import ReadViewSet
from campaigns.models import ThematicArea


class ThematicAreaOut(serializers.ModelSerializer[ThematicArea]):
    names = fields.Texts()
    sources = fields.Sources()

    class Meta:
        model = ThematicArea
        fields = ("id", "scheme", "code", "phase", "group", "position", "name", "names", "sources")
        read_only_fields = fields


class ThematicAreaFilter(PlainFilter):
    class Meta:
        model = ThematicArea
        fields: ClassVar = ["scheme", "code", "phase"]


class ThematicAreaViewSet(ReadViewSet[ThematicArea]):
    """Themes of published lists, such as the Global Flagship Programme's sixteen."""

    queryset = ThematicArea.objects.none()
    serializer_class = ThematicAreaOut
    filterset_class = ThematicAreaFilter
    search_fields = ("name", *in_each_language("names"), "group")
    ordering_fields = ("scheme", "phase", "position", "name")
    ordering = ("scheme", "phase", "position")

    def get_queryset(self) -> QuerySet[ThematicArea]:
        return ThematicArea.objects.order_by("id")
