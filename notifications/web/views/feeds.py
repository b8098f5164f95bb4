"""What programs fetch by themselves: a person's calendar, public news of a campaign or country."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from backend import countries
from backend.translated import in_language
from backend.web.reading import calendar_of
from campaigns.models import Campaign
from notifications import texts
from notifications.actions import calendars
from notifications.queries import public
from notifications.queries.dates import milestones_followed, tasks_of
from notifications.web import ical

_QUARTER_OF_AN_HOUR = 900


@login_not_required
@never_cache
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001
    """Give the dates of whoever the secret address belongs to."""
    owner = calendars.owner_of(token)
    if owner is None:
        raise Http404
    today = timezone.now().astimezone(owner.zone).date()
    with translation.override(owner.language):
        written = ical.written(
            milestones_followed(owner, on=today), tasks_of(owner), calendar=owner.calendar
        )
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="saphan.ics"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


class _Atom(Atom1Feed):
    """Names each entry by its own id, so that a reader knows it after every change of address."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xml:lang": translation.get_language() or "en"}


class _News(Feed[public.News, Any]):
    feed_type = _Atom
    description = ""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("lang", "")
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            return super().__call__(request, *args, **kwargs)

    def item_title(self, item: public.News) -> str:
        return item.text

    def item_description(self, item: public.News) -> str:
        return item.text

    def item_link(self, item: public.News) -> str:
        return item.link

    def item_guid(self, item: public.News) -> str:
        return f"urn:uuid:{item.uid}"

    def item_pubdate(self, item: public.News) -> Any:
        return item.happened_at

    item_updateddate = item_pubdate

    def item_author_name(self, _item: public.News) -> str:
        return "Saphan"

    author_name = "Saphan"


class CampaignNews(_News):
    """The news of one public campaign."""

    def get_object(self, _request: HttpRequest, slug: str) -> Campaign:
        public_ones = Campaign.objects.visible_to(AnonymousUser())
        return get_object_or_404(public_ones, slug=slug)

    def title(self, campaign: Campaign) -> str:
        return in_language(campaign)

    def link(self, campaign: Campaign) -> str:
        return texts.link(reverse("campaigns:campaign", args=[campaign.slug]))

    def feed_guid(self, campaign: Campaign) -> str:
        return f"urn:uuid:{campaign.pk}"

    def items(self, campaign: Campaign) -> list[public.News]:
        return public.of_campaign(campaign, calendar=calendar_of(AnonymousUser()))


class CountryNews(_News):
    """The public news of one country."""

    def get_object(self, _request: HttpRequest, country: str) -> str:
        if country not in countries.CODES:
            raise Http404
        return country

    def title(self, country: str) -> str:
        return _("News of %(country)s") % {"country": countries.name_of(country)}

    def link(self, country: str) -> str:
        return texts.link(f"{reverse('cases:reviews')}?country={country}")

    def feed_guid(self, country: str) -> str:
        return f"{settings.SITE_URL}/#country-{country}"

    def items(self, country: str) -> list[public.News]:
        return public.of_country(country, calendar=calendar_of(AnonymousUser()))


def _open_to_all(feed: _News) -> Any:
    """Let everybody fetch a feed, and keep it for a quarter of an hour."""

    @login_not_required
    @cache_control(public=True, max_age=_QUARTER_OF_AN_HOUR)
    @require_safe
    def answer(request: HttpRequest, **named: str) -> HttpResponse:
        return feed(request, **named)

    return answer


campaign_news = _open_to_all(CampaignNews())
country_news = _open_to_all(CountryNews())
