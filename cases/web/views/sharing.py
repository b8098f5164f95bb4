"""The pictures that go with the addresses of public pages. Of what is not public there is none."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from backend.web.sharing.picture import answer_with_picture
from campaigns.models import Campaign
from cases.models import LawReview
from cases.queries.progress import voice_of_campaign, voice_of_review
from cases.web.cards import card_of_campaign, card_of_review


@login_not_required
@require_safe
def campaign_card(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Draw the card of a campaign as a visitor may read it, whoever asks."""
    public = Campaign.objects.visible_to(AnonymousUser()).with_parts()
    campaign = get_object_or_404(public, slug=slug)
    voice = voice_of_campaign(campaign, on=timezone.localdate())
    with translation.override(language):
        return answer_with_picture(request, card_of_campaign(campaign, voice))


@login_not_required
@require_safe
def review_card(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Draw the card of a law review as a visitor may read it, whoever asks."""
    public = LawReview.objects.visible_to(AnonymousUser()).with_stage()
    review = get_object_or_404(public, slug=slug)
    voice = voice_of_review(review, on=timezone.localdate())
    with translation.override(language):
        return answer_with_picture(request, card_of_review(review, voice))
