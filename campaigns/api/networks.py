"""Networks over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.db.models import Prefetch, Q, QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.etag import expected_version
from backend.api.filters import ResourceFilter
from backend.api.joins import JoinedFilter
from backend.api.searching import in_each_language
from backend.api.serializers import In, VisibleRelated
from backend.api.verbs import write
from backend.api.views import ReadViewSet
from campaigns.actions import networks
from campaigns.models import Campaign, Network, NetworkKind


class NetworkOut(serializers.ModelSerializer[Network]):
    names = fields.Texts()
    parent = serializers.SerializerMethodField()  # type: ignore[assignment]
    languages = serializers.ListField(child=serializers.CharField(), read_only=True)
    sources = fields.Sources()

    class Meta:
        model = Network
        fields = (
            "id", "slug", "name", "names", "kind", "country", "parent", "languages", "about",
            "sources", "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = fields

    def get_parent(self, network: Network) -> UUID | None:
        """Return the federation, where the reader may see it."""
        return network.parent.pk if network.parent else None


class RegisterIn(In):
    id = fields.new_id()
    slug = fields.short_name()
    name = fields.Title()
    names = fields.Translations(required=False)
    kind = serializers.ChoiceField(choices=NetworkKind.choices)
    country = fields.Country()
    languages = fields.Languages(required=False)
    parent = VisibleRelated(  # type: ignore[assignment]
        Network.objects.visible_to, required=False, allow_null=True
    )
    about = fields.Text(required=False)


class EditNetworkIn(In):
    name = fields.Title(required=False)
    about = fields.Text(required=False)
    languages = fields.Languages(required=False)


class NetworkFilter(ResourceFilter):
    parent = JoinedFilter("parent", Network.objects.visible_to)
    campaign = django_filters.UUIDFilter(method="of_campaign", label="Leads it or is allied to it.")

    class Meta:
        model = Network
        fields: ClassVar = ["country", "kind"]

    def of_campaign(self, rows: QuerySet[Network], _name: str, campaign: UUID) -> QuerySet[Network]:
        seen = Campaign.objects.visible_to(self.request.user).filter(pk=campaign)
        takes_part = Q(led_campaigns__in=seen) | Q(allied_campaigns__in=seen)
        return rows.filter(pk__in=Network.objects.filter(takes_part).values("pk"))


class NetworkViewSet(ReadViewSet[Network]):
    """Organisations of workers and those who stand with them."""

    queryset = Network.objects.none()
    serializer_class = NetworkOut
    filterset_class = NetworkFilter
    search_fields = ("name", *in_each_language("names"), "slug")
    ordering_fields = ("name", "country", "created_at", "updated_at")
    ordering = ("name",)

    def get_queryset(self) -> QuerySet[Network]:
        seen = Network.objects.visible_to(self.person)
        return seen.prefetch_related(Prefetch("parent", Network.objects.visible_to(self.person)))

    @write(takes=RegisterIn, answers=NetworkOut, status=201)
    def create(self, _request: Request) -> Response:
        """Register a network."""
        given = self.parse(RegisterIn)
        slug = fields.slug_of(given, title=given["name"])
        network = networks.register(networks.NewNetwork(slug=slug, **given), by=self.person)
        return self.answer_created(network)

    @write(takes=EditNetworkIn, answers=NetworkOut)
    def partial_update(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Change what a network says of itself."""
        network, version = self.get_object(), expected_version(request)
        given = self.parse(EditNetworkIn)
        changed = networks.edit(network, by=self.person, version=version, **given)
        return self.answer_changed(changed)
