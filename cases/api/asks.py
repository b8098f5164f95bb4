"""Asks over HTTP, with the provisions they are about."""

from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.etag import expected_version
from backend.api.filters import ResourceFilter
from backend.api.joins import JoinedFilter, joined
from backend.api.searching import in_each_language
from backend.api.serializers import In, VisibleRelated, VisibleRelatedList
from backend.api.verbs import write
from backend.api.views import ReadViewSet
from campaigns.actions.campaigns import NewAsk
from campaigns.models import Ask, Campaign, CampaignStatus
from cases.actions import asks
from cases.api.fields import anybody_may_see
from cases.api.finding import found
from cases.models import AdvocacyCase, LawReview, Provision


class AskOut(serializers.ModelSerializer[Ask]):
    country = serializers.CharField(source="campaign.country", read_only=True)
    titles = fields.Texts()
    texts = fields.Texts()
    provisions = fields.Ids()
    sources = fields.Sources()

    class Meta:
        model = Ask
        fields = (
            "id", "campaign", "country", "slug", "title", "titles", "text", "texts",
            "addressed_to", "provisions", "sources", "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = fields


class AddAskIn(In):
    id = fields.new_id()
    slug = fields.short_name()
    campaign = VisibleRelated(Campaign.objects.visible_to)
    title = fields.Title()
    text = fields.Text(required=False)
    addressed_to = fields.Line(required=False)
    provisions = VisibleRelatedList(anybody_may_see(Provision), required=False)


class EditAskIn(In):
    title = fields.Title(required=False)
    text = fields.Text(required=False)
    addressed_to = fields.Line(required=False)
    provisions = VisibleRelatedList(anybody_may_see(Provision), required=False)


class AskFilter(ResourceFilter):
    country = django_filters.CharFilter(field_name="campaign__country")
    network = django_filters.UUIDFilter(method="of_network", label="Leads it or is allied to it.")
    status = django_filters.ChoiceFilter(
        field_name="campaign__status", choices=CampaignStatus.choices
    )
    provision = JoinedFilter("provisions", anybody_may_see(Provision))
    law_review = JoinedFilter("reviews", LawReview.objects.visible_to)
    case = JoinedFilter("cases", AdvocacyCase.objects.visible_to)

    class Meta:
        model = Ask
        fields: ClassVar = ["campaign"]

    def of_network(self, rows: QuerySet[Ask], _name: str, network: UUID) -> QuerySet[Ask]:
        return joined(rows, "campaign", Campaign.objects.of_network(network))


class AskViewSet(ReadViewSet[Ask]):
    """What campaigns demand, and of whom."""

    queryset = Ask.objects.none()
    serializer_class = AskOut
    filterset_class = AskFilter
    search_fields = (
        "title", *in_each_language("titles"), "text", *in_each_language("texts"), "addressed_to",
    )  # fmt: skip
    ordering_fields = ("title", "created_at", "updated_at")
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[Ask]:
        seen = Ask.objects.visible_to(self.person)
        return seen.select_related("campaign").prefetch_related("provisions")

    def search(self, queryset: QuerySet[Ask], text: str) -> QuerySet[Ask]:
        """Find by words, or by a citation of a provision they are about."""
        return found(queryset, text, fields=self.search_fields, cited_by="provisions__number")

    @write(takes=AddAskIn, answers=AskOut, status=201)
    def create(self, _request: Request) -> Response:
        """Add a demand to a campaign."""
        given = self.parse(AddAskIn)
        about = given.pop("provisions", [])
        slug = fields.slug_of(given, title=given["title"])
        ask = asks.add(NewAsk(slug=slug, **given), by=self.person, provisions=about)
        return self.answer_created(ask)

    @write(takes=EditAskIn, answers=AskOut)
    def partial_update(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Reword a demand."""
        ask, version = self.get_object(), expected_version(request)
        given = self.parse(EditAskIn)
        return self.answer_changed(asks.edit(ask, by=self.person, version=version, **given))
