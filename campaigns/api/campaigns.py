"""Campaigns over HTTP."""

from typing import Any, ClassVar, Protocol
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.models import User
from backend.api import fields
from backend.api.etag import expected_version
from backend.api.filters import ResourceFilter
from backend.api.searching import in_each_language
from backend.api.serializers import In, VisibleRelated, VisibleRelatedList
from backend.api.verbs import verb, write
from backend.api.views import ReadViewSet
from campaigns.actions import campaigns
from campaigns.models import Campaign, Network
from campaigns.models.campaign import CampaignQuerySet


class Ending(Protocol):
    """Winning a campaign, or closing it."""

    def __call__(self, campaign: Campaign, /, *, by: User) -> Campaign: ...


class CampaignOut(serializers.ModelSerializer[Campaign]):
    titles = fields.Texts()
    summaries = fields.Texts()
    allies = fields.Ids()
    thematic_areas = fields.Ids()
    sources = fields.Sources()

    class Meta:
        model = Campaign
        fields = (
            "id", "slug", "title", "titles", "summary", "summaries", "country", "lead_network",
            "allies", "thematic_areas", "status", "is_public", "sources", "created_at",
            "updated_at", "version",
        )  # fmt: skip
        read_only_fields = fields


class OpenCampaignIn(In):
    id = fields.new_id()
    slug = fields.short_name()
    title = fields.Title()
    titles = fields.Translations(required=False)
    summary = fields.Text(required=False)
    lead_network = VisibleRelated(Network.objects.visible_to)
    allies = VisibleRelatedList(Network.objects.visible_to, required=False)
    is_public = serializers.BooleanField(required=False)


class EditCampaignIn(In):
    title = fields.Title(required=False)
    summary = fields.Text(required=False)
    is_public = serializers.BooleanField(required=False)


class CampaignFilter(ResourceFilter):
    network = django_filters.UUIDFilter(method="of_network", label="Leads it or is allied to it.")
    thematic_area = django_filters.UUIDFilter(field_name="thematic_areas")

    class Meta:
        model = Campaign
        fields: ClassVar = ["country", "lead_network", "status", "is_public"]

    def of_network(self, rows: CampaignQuerySet, _name: str, network: UUID) -> QuerySet[Campaign]:
        return rows.of_network(network)


class CampaignViewSet(ReadViewSet[Campaign]):
    """Common efforts of networks to change something for domestic workers."""

    queryset = Campaign.objects.none()
    serializer_class = CampaignOut
    filterset_class = CampaignFilter
    search_fields = (
        "title", *in_each_language("titles"), "summary", *in_each_language("summaries"),
    )  # fmt: skip
    ordering_fields = ("title", "country", "created_at", "updated_at")
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[Campaign]:
        return Campaign.objects.visible_to(self.person).with_parts()

    @write(takes=OpenCampaignIn, answers=CampaignOut, status=201)
    def create(self, _request: Request) -> Response:
        """Open a campaign; its country is its lead network's."""
        given = self.parse(OpenCampaignIn)
        slug = fields.slug_of(given, title=given["title"])
        new = campaigns.NewCampaign(slug=slug, **given)
        return self.answer_created(campaigns.open_campaign(new, by=self.person))

    @write(takes=EditCampaignIn, answers=CampaignOut)
    def partial_update(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Change a campaign's text, or whether it is public."""
        campaign, version = self.get_object(), expected_version(request)
        given = self.parse(EditCampaignIn)
        changed = campaigns.edit(campaign, by=self.person, version=version, **given)
        return self.answer_changed(changed)

    @verb("win", answers=CampaignOut)
    def win(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Record that what the campaign asked for came."""
        return self._end(campaigns.win)

    @verb("close", answers=CampaignOut)
    def close(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """End a campaign without having won it."""
        return self._end(campaigns.close)

    def _end(self, end: Ending) -> Response:
        campaign = self.get_object()
        self.parse(In)
        return self.answer_changed(end(campaign, by=self.person))
