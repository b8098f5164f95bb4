"""The glossary and who ratified what, over HTTP, to read."""

from typing import ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from backend.api import fields
from backend.api.filters import PlainFilter
from backend.api.joins import JoinedFilter
from backend.api.searching import in_each_language
from backend.api.views import ReadViewSet
from cases.api.fields import anybody_may_see
from cases.models import GlossaryTerm, Ratification, Standard
from cases.queries.glossary import terms_saying


class GlossaryTermOut(serializers.ModelSerializer[GlossaryTerm]):
    names = fields.Texts()
    texts = fields.Texts()
    aliases = serializers.ListField(child=serializers.CharField(), read_only=True)
    drafts = serializers.ListField(child=serializers.CharField(), read_only=True)
    sources = fields.Sources()

    class Meta:
        model = GlossaryTerm
        fields = ("id", "code", "name", "names", "text", "texts", "aliases", "drafts", "sources")
        read_only_fields = fields


class GlossaryFilter(PlainFilter):
    class Meta:
        model = GlossaryTerm
        fields: ClassVar = ["code"]


class GlossaryViewSet(ReadViewSet[GlossaryTerm]):
    """Words of rights and of law in the languages of the house."""

    queryset = GlossaryTerm.objects.none()
    serializer_class = GlossaryTermOut
    filterset_class = GlossaryFilter
    search_fields = ("name", *in_each_language("names"), "text", "aliases")
    ordering_fields = ("name", "code")
    ordering = ("name",)

    def get_queryset(self) -> QuerySet[GlossaryTerm]:
        return GlossaryTerm.objects.all()

    def search(self, queryset: QuerySet[GlossaryTerm], text: str) -> QuerySet[GlossaryTerm]:
        """Find by any of its words, in whichever language and encoding."""
        return queryset.filter(pk__in=terms_saying(text).values("pk"))


class RatificationOut(serializers.ModelSerializer[Ratification]):
    code = serializers.CharField(source="standard.code", read_only=True)
    sources = fields.Sources()

    class Meta:
        model = Ratification
        fields = ("id", "standard", "code", "country", "on", "sources")
        read_only_fields = fields


class RatificationFilter(PlainFilter):
    standard = JoinedFilter("standard", anybody_may_see(Standard))

    class Meta:
        model = Ratification
        fields: ClassVar = ["country"]


class RatificationViewSet(ReadViewSet[Ratification]):
    """Countries that bound themselves to a Convention, as far as sources were seen."""

    queryset = Ratification.objects.none()
    serializer_class = RatificationOut
    filterset_class = RatificationFilter
    ordering_fields = ("on", "country")
    ordering = ("country", "on")

    def get_queryset(self) -> QuerySet[Ratification]:
        return Ratification.objects.select_related("standard")
