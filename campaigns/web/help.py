"""Help, written for each role: what she does here, step by step."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.accounts.roles import Role
from campaigns.access import Visitor, roles_of
from campaigns.web.help_guides import GUIDES, VISITOR

MOST_TO_DO_FIRST = (
    Role.LEADER,
    Role.ORGANISER,
    Role.OFFICER,
    Role.ADMINISTRATOR,
    Role.CONTRIBUTOR,
)
"""Which guide to open for somebody with several roles."""


@login_not_required
@require_safe
def own_help(request: HttpRequest) -> HttpResponse:
    """Open the guide for what the reader is."""
    return _show(request, _guide_for(request.user))


@login_not_required
@require_safe
def help_for(request: HttpRequest, role: str) -> HttpResponse:
    """Open the guide for one role; anybody may read how others work."""
    if role not in GUIDES:
        raise Http404
    return _show(request, role)


def _show(request: HttpRequest, role: str) -> HttpResponse:
    # What only one role may open is no link for others: it would lead them to a refusal.
    leads_on = role == VISITOR or role in roles_of(request.user)
    shown = {"guide": GUIDES[role], "role": role, "guides": GUIDES, "leads_on": leads_on}
    return render(request, "campaigns/help.html", shown)


def _guide_for(reader: Visitor) -> str:
    held = roles_of(reader)
    return next((role for role in MOST_TO_DO_FIRST if role in held), VISITOR)
