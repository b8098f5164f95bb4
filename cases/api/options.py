"""The rival answers to asks, over HTTP."""

from typing import ClassVar

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.filters import ResourceFilter
from backend.api.joins import JoinedFilter
from backend.api.searching import in_each_language
from backend.api.serializers import In, VisibleRelated
from backend.api.verbs import write
from backend.api.views import ReadViewSet
from campaigns.models import Ask, AskOption, Campaign
from cases.actions import options


class AskOptionOut(serializers.ModelSerializer[AskOption]):
    country = serializers.CharField(source="ask.campaign.country", read_only=True)
    titles = fields.Texts()
    texts = fields.Texts()
    sources = fields.Sources()

    class Meta:
        model = AskOption
        fields = (
            "id", "ask", "country", "slug", "position", "title", "titles", "text", "texts",
            "sources", "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = fields


class AddOptionIn(In):
    id = fields.new_id()
    ask = VisibleRelated(Ask.objects.visible_to)
    slug = fields.short_name()
    title = fields.Title()
    text = fields.Text(required=False)


class AskOptionFilter(ResourceFilter):
    ask = JoinedFilter("ask", Ask.objects.visible_to)
    campaign = JoinedFilter("ask__campaign", Campaign.objects.visible_to)
    country = django_filters.CharFilter(field_name="ask__campaign__country")

    class Meta:
        model = AskOption
        fields: ClassVar = ["slug"]


class AskOptionViewSet(ReadViewSet[AskOption]):
    """The ways in which an ask could be answered, to be compared branch by branch."""

    queryset = AskOption.objects.none()
    serializer_class = AskOptionOut
    filterset_class = AskOptionFilter
    search_fields = ("title", *in_each_language("titles"), "text", *in_each_language("texts"))
    ordering_fields = ("position", "title", "created_at", "updated_at")
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[AskOption]:
        return AskOption.objects.visible_to(self.person).select_related("ask__campaign")

    @write(takes=AddOptionIn, answers=AskOptionOut, status=201)
    def create(self, _request: Request) -> Response:
        """Add a way in which an ask could be answered."""
        given = self.parse(AddOptionIn)
        ask, slug = given.pop("ask"), fields.slug_of(given, title=given["title"])
        option = options.add(ask, options.NewOption(slug=slug, **given), by=self.person)
        return self.answer_created(option)
