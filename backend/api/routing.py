"""One router for the resources of all apps, and the list of them at its root."""

from collections.abc import Mapping
from typing import Any

from rest_framework.routers import APIRootView, DefaultRouter

from backend.api.views import Interface


class Resources(Interface, APIRootView):
    """The address of each resource, for people who are signed in."""


class Router(DefaultRouter):
    include_format_suffixes = False
    root_view_name = "api"
    APIRootView = Resources


def router_of(*apps: Mapping[str, type[Any]]) -> Router:
    """Return the router of these apps' resources, by the first part of their paths."""
    router = Router()
    for resources in apps:
        for path, viewset in resources.items():
            router.register(path, viewset, basename=path)
    return router
