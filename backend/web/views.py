"""Signing out, the language of the pages, and what a phone shows without a line."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.views import defaults
from django.views.decorators.http import require_POST, require_safe

from backend.accounts import actions
from backend.accounts.models import User
from backend.unreachable import TRY_AGAIN_SECONDS, why_unreachable
from backend.web.forms import ChooseLanguage
from backend.web.pages import remember_language, way_back

UNAVAILABLE = 503


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):
    http_method_names = ["post", "options"]  # noqa: RUF012  # as Django declares it


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language with the person who signed in, or else with her browser."""
    form = ChooseLanguage(request.POST)
    answer = HttpResponseRedirect(way_back(request, form.data.get("next", "")))
    language = form.data.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return answer
    if isinstance(request.user, User):
        actions.set_language(request.user, language=language)
    remember_language(answer, language)
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """Say that something broke; while the database is away, that it comes back."""
    answer = defaults.server_error(request)
    if why_unreachable(sys.exception()):
        answer.status_code = UNAVAILABLE
        answer["Retry-After"] = str(TRY_AGAIN_SECONDS)
    return answer


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Give the script that shows the page below where there is no line; it keeps no other."""
    answer = render(request, "web/sw.js", content_type="text/javascript")
    patch_cache_control(answer, no_cache=True)
    return answer


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Say that there is no line; the same for everybody, since the phone keeps it."""
    wanted = request.GET.get("in", "")
    known = wanted if wanted in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(known):
        return render(request, "web/offline.html")
