"""A campaign's page: it joins asks, cases, reviews and support, so it lives with the cases."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from backend.web.reading import calendar_of
from backend.web.sharing.language import in_language_of_link
from campaigns.models import Campaign
from cases.queries.overview import overview_of
from cases.web import charts
from cases.web.cards import card_of_campaign


@login_not_required
@require_safe
@in_language_of_link
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a campaign; public ones to everybody."""
    visible = Campaign.objects.visible_to(request.user).with_parts()
    found = get_object_or_404(visible, slug=slug)
    overview = overview_of(found, reader=request.user, on=timezone.localdate())
    plan = charts.of_plan(overview.plan, calendar=calendar_of(request.user))
    card = card_of_campaign(found, overview.voice) if overview.voice else None
    shown = {"campaign": found, "overview": overview, "plan": plan, "shared": card}
    return render(request, "cases/campaign.html", shown)
