"""Networks, campaigns and the lists they are sorted by."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from campaigns.actions import networks
from campaigns.admin.house import HouseAdmin, ReferenceAdmin, administrator
from campaigns.models import Campaign, Network, ThematicArea

_SAID_OF_ITSELF = ("name", "about", "languages")
_WHEN_REGISTERED = ("slug", "kind", "country", "names", "parent")


@admin.register(Network)
class NetworkAdmin(ReferenceAdmin[Network]):
    """Networks. What a network says of itself can be mended; what it is, is said once."""

    fields = (*_WHEN_REGISTERED, *_SAID_OF_ITSELF)
    list_display = ("name", "kind", "country", "parent")
    list_filter = ("kind", "country")
    list_select_related = ("parent",)
    search_fields = ("name", "slug")
    ordering = ("name", "id")
    autocomplete_fields = ("parent",)

    def get_readonly_fields(self, _request: HttpRequest, obj: Network | None = None) -> Any:
        return _WHEN_REGISTERED if obj else ()

    def save_model(self, request: HttpRequest, obj: Network, form: Any, change: bool) -> None:  # noqa: FBT001
        by = administrator(request)
        if change:
            said = {name: form.cleaned_data[name] for name in _SAID_OF_ITSELF}
            kept = Network.objects.get(pk=obj.pk)
            networks.edit(kept, by=by, version=None, **said)
        else:
            networks.register(networks.NewNetwork(id=obj.pk, **form.cleaned_data), by=by)


@admin.register(Campaign)
class CampaignAdmin(HouseAdmin[Campaign]):
    """Campaigns are their networks' business: here they can be read."""

    fields = (
        "slug", "title", "titles", "summary", "country", "lead_network", "allies",
        "thematic_areas", "status", "is_public", "created_at", "updated_at",
    )  # fmt: skip
    list_display = ("title", "country", "lead_network", "status", "is_public")
    list_filter = ("status", "country", "is_public")
    search_fields = ("title", "slug")
    ordering = ("title", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Campaign]:
        return Campaign.objects.visible_to(request.user).select_related("lead_network")


@admin.register(ThematicArea)
class ThematicAreaAdmin(ReferenceAdmin[ThematicArea]):
    list_display = ("name", "scheme", "phase", "code", "group", "position")
    list_filter = ("scheme", "phase")
    search_fields = ("name", "code")
    ordering = ("scheme", "phase", "position", "id")
