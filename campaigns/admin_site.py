"""The administrators' site: open to holders of that role alone, whatever flags a user has."""

from collections.abc import Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission
from backend.web.door.fresh import require_fresh
from campaigns import access

OURS = {name.partition(".")[0] for name in settings.FIRST_PARTY_APPS}


class HouseAdminSite(admin.AdminSite):
    site_header = _("Saphan: the house")
    site_title = _("Saphan")
    index_title = _("What administrators keep")

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[admin.ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Take only pages of our own: those of packages ask for permissions that nobody has."""
        if admin_class and admin_class.__module__.partition(".")[0] in OURS:
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Let who changes something have shown a short while ago who she is."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def only_fresh(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if self.has_permission(request) and _changes(request):
                require_fresh(request)
            return inner(request, *args, **kwargs)

        return only_fresh

    def has_permission(self, request: HttpRequest) -> bool:
        return access.holds(request.user, Permission.HOUSE_MANAGE)

    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:  # noqa: ARG002
        """Send strangers through the one sign-in page, and nobody round in circles.

        Raises:
            PermissionDenied: she is signed in, and no administrator.
        """
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))


def _changes(request: HttpRequest) -> bool:
    """Say whether a page changes something, or is the form that will; so it is asked before."""
    route = request.resolver_match
    name = route.url_name if route else ""
    return request.method == "POST" or (name or "").endswith(("_add", "_change"))
