"""The URL root: the only module that knows every app."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views import defaults

from backend.api import errors, health
from backend.api.routing import router_of
from backend.web import views as pages
from campaigns.api.routes import RESOURCES as CAMPAIGNS
from campaigns.web import urls as campaigns
from cases.api.routes import RESOURCES as CASES
from cases.web import urls as cases
from cases.web.views.home import home
from notifications.api.metrics import in_readyz, metrics
from notifications.api.routes import RESOURCES as NOTIFICATIONS

router = router_of(CAMPAIGNS, CASES, NOTIFICATIONS)

urlpatterns = [
    path("", home, name="home"),
    path("", include("backend.web.urls")),
    path("", include("campaigns.web.safety_urls")),
    path("", include(([*campaigns.urlpatterns, *cases.campaign_patterns], "campaigns"))),
    path("", include("cases.web.urls")),
    path("", include("notifications.web.urls")),
    path("api/v1/", include("backend.api.urls")),
    path("api/v1/", include(router.urls)),
    re_path("^api/", errors.not_found),
    path("healthz", health.alive),
    path("readyz", health.ready, {"also": in_readyz}),
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
]


def _by_path(
    for_programs: Callable[..., Any], for_people: Callable[..., Any]
) -> Callable[..., Any]:
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = for_programs if request.path.startswith("/api/") else for_people
        response: HttpResponse = chosen(request, *args, **kwargs)
        return response

    return answer


handler400 = _by_path(errors.bad_request, defaults.bad_request)
handler403 = _by_path(errors.forbidden, defaults.permission_denied)
handler404 = _by_path(errors.not_found, defaults.page_not_found)
handler500 = _by_path(errors.failed, pages.failed)
