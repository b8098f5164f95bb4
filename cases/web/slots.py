"""What cases add to the pages of others: those of a network, on its page."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from backend.accounts.models import User
from backend.web import slots
from cases.models import AdvocacyCase

_MOST = 5


def cases_of_network(request: HttpRequest, **about: Any) -> str:
    """Write the newest cases of a network that the reader may see; nothing where there are none."""
    if not isinstance(request.user, User):
        return ""
    seen = AdvocacyCase.objects.visible_to(request.user).filter(network=about["network"])
    found = list(seen.order_by("-updated_at", "-id")[: _MOST + 1])
    shown = {"cases": found[:_MOST], "is_more": len(found) > _MOST}
    return render_to_string("cases/_of_network.html", shown, request=request) if found else ""


slots.fill("cases_of_network", cases_of_network)
