"""Programmes and key figures over HTTP, to read."""

from typing import ClassVar

import django_filters
from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from backend.api import fields
from backend.api.filters import PlainFilter
from backend.api.searching import in_each_language
from backend.api.views import ReadViewSet
from cases.models import (
    KeyFigure,
    Programme,
    ProgrammeCountry,
    ProgrammePart,
    ResourceLine,
)


class PartOut(serializers.ModelSerializer[ProgrammePart]):
    names = fields.Texts()
    sources = fields.Sources()

    class Meta:
        model = ProgrammePart
        fields = ("id", "kind", "code", "position", "name", "names", "about", "sources")
        read_only_fields = fields


class PartnerCountryOut(serializers.ModelSerializer[ProgrammeCountry]):
    sources = fields.Sources()

    class Meta:
        model = ProgrammeCountry
        fields = ("country", "role", "known_on", "known_precision", "sources")
        read_only_fields = fields


class ResourceOut(serializers.ModelSerializer[ResourceLine]):
    sources = fields.Sources()

    class Meta:
        model = ResourceLine
        fields = (
            "country", "kind", "amount", "currency", "as_of", "as_of_precision", "sources",
        )  # fmt: skip
        read_only_fields = fields


class ProgrammeOut(serializers.ModelSerializer[Programme]):
    names = fields.Texts()
    parts = PartOut(many=True, read_only=True)
    countries = PartnerCountryOut(many=True, read_only=True)
    resources = ResourceOut(many=True, read_only=True)
    sources = fields.Sources()

    class Meta:
        model = Programme
        fields = (
            "id", "code", "name", "names", "phase", "about", "lead", "status", "starts_on",
            "starts_precision", "ends_on", "ends_precision", "url", "project_code", "parts",
            "countries", "resources", "sources",
        )  # fmt: skip
        read_only_fields = fields


class ProgrammeFilter(PlainFilter):
    country = django_filters.CharFilter(method="in_country", label="Has a part in it.")

    class Meta:
        model = Programme
        fields: ClassVar = ["code", "status"]

    def in_country(self, rows: QuerySet[Programme], _name: str, code: str) -> QuerySet[Programme]:
        return rows.filter(pk__in=ProgrammeCountry.objects.filter(country=code).values("programme"))


class ProgrammeViewSet(ReadViewSet[Programme]):
    """Programmes that pay for or carry support, with their parts and countries."""

    queryset = Programme.objects.none()
    serializer_class = ProgrammeOut
    filterset_class = ProgrammeFilter
    search_fields = ("name", *in_each_language("names"), "code", "about")
    ordering_fields = ("name", "code", "starts_on", "ends_on")
    ordering = ("name",)

    def get_queryset(self) -> QuerySet[Programme]:
        return Programme.objects.prefetch_related(
            Prefetch("parts", ProgrammePart.objects.order_by("kind", "position", "id")),
            Prefetch("countries", ProgrammeCountry.objects.order_by("country", "role", "id")),
            Prefetch("resources", ResourceLine.objects.order_by("as_of", "id")),
        )


class KeyFigureOut(serializers.ModelSerializer[KeyFigure]):
    labels = fields.Texts()
    sources = fields.Sources()

    class Meta:
        model = KeyFigure
        fields = (
            "id", "code", "country", "label", "labels", "value", "unit", "qualifier", "as_of",
            "as_of_precision", "series", "vintage", "sources",
        )  # fmt: skip
        read_only_fields = fields


class KeyFigureFilter(PlainFilter):
    class Meta:
        model = KeyFigure
        fields: ClassVar = ["country", "code", "unit", "series"]


class KeyFigureViewSet(ReadViewSet[KeyFigure]):
    """Published numbers, never without their date and source."""

    queryset = KeyFigure.objects.none()
    serializer_class = KeyFigureOut
    filterset_class = KeyFigureFilter
    search_fields = ("label", *in_each_language("labels"), "code")
    ordering_fields = ("code", "as_of")
    ordering = ("code",)

    def get_queryset(self) -> QuerySet[KeyFigure]:
        return KeyFigure.objects.order_by("id")
