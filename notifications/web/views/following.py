"""Following and unfollowing, from any page."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from backend.web.pages import signed_in, way_back
from notifications.actions import following
from notifications.web.forms import Follow, Pause


@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Follow something at a level, or with no level stop; then return to where she was."""
    form = Follow(request.POST)
    if not form.is_valid():
        raise BadRequest
    scope, key, level = (form.cleaned_data[name] for name in ("scope_type", "scope_id", "level"))
    if level:
        following.follow(scope, key, by=signed_in(request), level=level)
        messages.success(request, gettext("You follow this. What happens comes to your inbox."))
    else:
        following.unfollow(scope, key, by=signed_in(request))
        messages.success(request, gettext("You do not follow this any more."))
    return HttpResponseRedirect(way_back(request, request.POST.get("next", "")))


@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    """Hear nothing of what she follows for some days, or hear of it again."""
    form = Pause(request.POST)
    if not form.is_valid():
        raise BadRequest
    scope, key, days = (form.cleaned_data[name] for name in ("scope_type", "scope_id", "days"))
    until = timezone.now() + dt.timedelta(days) if days else None
    following.pause(scope, key, by=signed_in(request), until=until)
    quiet, loud = gettext("You hear nothing of it for a while."), gettext("You hear of it again.")
    messages.success(request, quiet if days else loud)
    return HttpResponseRedirect(way_back(request, request.POST.get("next", "")))
