"""A resource made for these tests: what every resource gets from ``backend.api``."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as ModelValidationError
from django.db.models import F, QuerySet
from django.db.models.functions import Length
from django.urls import include, path, re_path
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from backend.api import errors, health
from backend.api.etag import expected_version
from backend.api.filters import ResourceFilter
from backend.api.serializers import In, VisibleRelated, VisibleRelatedList, WholeNumber
from backend.api.views import ReadViewSet
from backend.errors import DomainError, Invalid, Stale
from campaigns.models import Network
from tests.factories import NetworkFactory


class NameTaken(DomainError):
    message = "This name is taken."


class NetworkOut(serializers.ModelSerializer[Network]):
    class Meta:
        model = Network
        fields = ("id", "slug", "name", "country", "parent", "created_at", "updated_at", "version")
        read_only_fields = fields


class NetworkFilter(ResourceFilter):
    class Meta:
        model = Network
        fields: ClassVar = ["country", "kind", "parent"]


class RenameIn(In):
    name = serializers.CharField(max_length=200)
    count = WholeNumber(required=False)
    about = serializers.JSONField(required=False)


class AddIn(RenameIn):
    parent = VisibleRelated(Network.objects.visible_to, required=False)  # type: ignore[assignment]
    others = VisibleRelatedList(Network.objects.visible_to, required=False)


REFUSALS: dict[str, Exception] = {
    "rule": NameTaken(),
    "stale": Stale(changed=frozenset({"name", "about"})),
    "invalid": Invalid(field="name", message="Not this one."),
    "model": ModelValidationError({"name": ["Too plain."]}),
    "nested": serializers.ValidationError({"sources": [{}, {"url": ["No address."]}]}),
    "forbidden": PermissionDenied(),
    "bug": RuntimeError("a bug"),
}


class NetworkViewSet(ReadViewSet[Network]):
    queryset = Network.objects.none()
    serializer_class = NetworkOut
    filterset_class = NetworkFilter
    search_fields = ("name", "slug")
    ordering_fields = ("name", "country", "parent__name", "name_length", "created_at")
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[Network]:
        return Network.objects.visible_to(self.person).annotate(name_length=Length("name"))

    def create(self, _request: Request) -> Response:
        given = self.parse(AddIn)
        added = NetworkFactory.create(name=given["name"], parent=given.get("parent"))
        return self.answer_created(added)

    def partial_update(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        network, version = self.get_object(), expected_version(request)
        given = self.parse(RenameIn)
        if version not in {None, network.version}:
            raise Stale(changed=frozenset({"name"}))
        Network.objects.filter(pk=network.pk).update(name=given["name"], version=F("version") + 1)
        return self.answer_changed(network)

    @action(detail=True, methods=["post"], url_path="rename-and/(?P<how>[a-z]+)")
    def rename_and(self, _request: Request, *_args: Any, **kwargs: Any) -> Response:
        network = self.get_object()
        Network.objects.filter(pk=network.pk).update(version=F("version") + 1)
        if kwargs["how"] in REFUSALS:
            raise REFUSALS[kwargs["how"]]
        return self.answer_changed(network)


router = SimpleRouter()
router.register("networks", NetworkViewSet, basename="network")

urlpatterns = [
    path("api/v1/", include("backend.api.urls")),
    path("api/v1/", include(router.urls)),
    re_path("^api/", errors.not_found),
    path("healthz", health.alive),
    path("readyz", health.ready),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.failed
