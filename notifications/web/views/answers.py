"""For those who lead: did somebody see it? For administrators: why did she not get it?"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from backend.accounts.roles import Permission
from backend.web.pages import signed_in
from campaigns import access
from notifications.queries import answers
from notifications.queries.whynot import why_not
from notifications.web.forms_of_searches import AskWhyNot

MOST_SHOWN = 50


@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """Show of each alert that wants an answer how many it came to how far."""
    user = signed_in(request)
    if not answers.may_read(user):
        raise PermissionDenied
    asked = answers.asked_lately(user, now=timezone.now()).order_by("-id")[:MOST_SHOWN]
    more = {"standings": answers.standings(asked, reader=user)}
    return render(request, "notifications/answers.html", more)


@require_safe
def why_she_did_not(request: HttpRequest) -> HttpResponse:
    """Say in sentences what became of one event on its way to one person."""
    access.require(signed_in(request), Permission.HOUSE_MANAGE)
    form = AskWhyNot(request.GET or None)
    more: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        asked = form.asked()
        more |= {"sentences": why_not(asked["event"], person=asked["person"]), "asked": asked}
    return render(request, "notifications/why_not.html", more)
