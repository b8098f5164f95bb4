"""The law and the standards over HTTP, to read: coded lists that are picked from."""

from typing import ClassVar

import django_filters
from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from backend.api import fields
from backend.api.filters import PlainFilter
from backend.api.joins import JoinedFilter
from backend.api.searching import in_each_language
from backend.api.views import ReadViewSet
from campaigns.models import Ask, Campaign
from cases.api.finding import found_in_law
from cases.citations import citation_key
from cases.models import Instrument, LawReview, Provision, Standard, StandardArticle


class InstrumentOut(serializers.ModelSerializer[Instrument]):
    titles = fields.Texts()
    provisions = fields.Ids()
    sources = fields.Sources()

    class Meta:
        model = Instrument
        fields = (
            "id", "akn_id", "country", "kind", "title", "titles", "about", "gazette",
            "provisions", "sources",
        )  # fmt: skip
        read_only_fields = fields


class InstrumentFilter(PlainFilter):
    law_review = JoinedFilter("reviews", LawReview.objects.visible_to)

    class Meta:
        model = Instrument
        fields: ClassVar = ["country", "kind", "akn_id"]


class InstrumentViewSet(ReadViewSet[Instrument]):
    """Laws, regulations and decrees."""

    queryset = Instrument.objects.none()
    serializer_class = InstrumentOut
    filterset_class = InstrumentFilter
    search_fields = ("title", *in_each_language("titles"), "about", "akn_id", "gazette")
    ordering_fields = ("title", "country", "akn_id")
    ordering = ("country", "title")

    def get_queryset(self) -> QuerySet[Instrument]:
        return Instrument.objects.prefetch_related("provisions")

    def search(self, queryset: QuerySet[Instrument], text: str) -> QuerySet[Instrument]:
        """Find by words, or by a citation of one of their provisions."""
        cited_by = "provisions__number"
        return found_in_law(queryset, text, fields=self.search_fields, cited_by=cited_by)


class ProvisionOut(serializers.ModelSerializer[Provision]):
    country = serializers.CharField(source="instrument.country", read_only=True)
    instrument_title = serializers.CharField(source="instrument.title", read_only=True)
    name = serializers.SerializerMethodField()
    titles = fields.Texts()
    aliases = serializers.ListField(child=serializers.CharField(), read_only=True)
    asks = fields.Ids()
    sources = fields.Sources()

    class Meta:
        model = Provision
        fields = (
            "id", "instrument", "instrument_title", "country", "kind", "number", "name", "title",
            "titles", "aliases", "asks", "sources",
        )  # fmt: skip
        read_only_fields = fields

    def get_name(self, provision: Provision) -> str:
        """Return how it is cited: "Section 33"."""
        return str(provision)


class ProvisionFilter(PlainFilter):
    country = django_filters.CharFilter(field_name="instrument__country")
    number = django_filters.CharFilter(method="of_number", label="33, or any spelling of it.")
    ask = JoinedFilter("asks", Ask.objects.visible_to)
    campaign = JoinedFilter("asks__campaign", Campaign.objects.visible_to)

    class Meta:
        model = Provision
        fields: ClassVar = ["instrument", "kind"]

    def of_number(self, rows: QuerySet[Provision], _name: str, text: str) -> QuerySet[Provision]:
        return rows.filter(number=citation_key(text) or text)


class ProvisionViewSet(ReadViewSet[Provision]):
    """Numbered parts of laws, such as Section 33, with the asks about them."""

    queryset = Provision.objects.none()
    serializer_class = ProvisionOut
    filterset_class = ProvisionFilter
    search_fields = (
        "title", *in_each_language("titles"), "number", "aliases", "instrument__title",
        *in_each_language("instrument__titles"),
    )  # fmt: skip
    ordering_fields = ("number", "title", "instrument__title")
    ordering = ("instrument__title", "number")

    def get_queryset(self) -> QuerySet[Provision]:
        asks = Prefetch("asks", Ask.objects.visible_to(self.person))
        return Provision.objects.select_related("instrument").prefetch_related(asks)

    def search(self, queryset: QuerySet[Provision], text: str) -> QuerySet[Provision]:
        """Find by words, or by a citation in whichever spelling."""
        return found_in_law(queryset, text, fields=self.search_fields, cited_by="number")


class ArticleOut(serializers.ModelSerializer[StandardArticle]):
    titles = fields.Texts()

    class Meta:
        model = StandardArticle
        fields = ("id", "kind", "code", "position", "title", "titles", "text")
        read_only_fields = fields


class StandardOut(serializers.ModelSerializer[Standard]):
    titles = fields.Texts()
    articles = ArticleOut(many=True, read_only=True)
    sources = fields.Sources()

    class Meta:
        model = Standard
        fields = (
            "id", "code", "kind", "number", "year", "title", "titles", "about", "url",
            "articles", "sources",
        )  # fmt: skip
        read_only_fields = fields


class StandardFilter(PlainFilter):
    class Meta:
        model = Standard
        fields: ClassVar = ["code", "kind", "number", "year"]


class StandardViewSet(ReadViewSet[Standard]):
    """International labour standards, with the articles, branches and guarantees to point at."""

    queryset = Standard.objects.none()
    serializer_class = StandardOut
    filterset_class = StandardFilter
    search_fields = ("code", "title", *in_each_language("titles"), "about")
    ordering_fields = ("code", "number", "year", "title")
    ordering = ("kind", "number")

    def get_queryset(self) -> QuerySet[Standard]:
        articles = StandardArticle.objects.order_by("kind", "position", "code", "id")
        return Standard.objects.prefetch_related(Prefetch("articles", articles))
