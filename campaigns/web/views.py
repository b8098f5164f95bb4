"""Lists of campaigns, and networks."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from backend.web.pager import page_of
from backend.web.pages import signed_in
from campaigns.models import Network
from campaigns.queries import campaigns_for, card_of, networks_for


@login_not_required
@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    """List the campaigns the reader may see; public ones are for everybody."""
    page = page_of(campaigns_for(request.user), by="title", after=request.GET.get("after", ""))
    return render(request, "campaigns/campaigns.html", {"page": page})


@require_safe
def network_list(request: HttpRequest) -> HttpResponse:
    """List one's own networks and those one meets in campaigns."""
    page = page_of(networks_for(signed_in(request)), by="name", after=request.GET.get("after", ""))
    return render(request, "campaigns/networks.html", {"page": page})


@require_safe
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a network: what it does, and what the reader is and may do there."""
    user = signed_in(request)
    found = get_object_or_404(Network.objects.visible_to(user), slug=slug)
    card = card_of(found, reader=user)
    return render(request, "campaigns/network.html", {"network": found, "card": card})
