"""What she follows, where alerts reach her, and how often."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.web.pages import FormPage, signed_in
from campaigns import access
from notifications.actions import preferences
from notifications.channels import switched_on
from notifications.models import Address, Channel, Level, Preference, SavedSearch
from notifications.queries import answers
from notifications.queries.followed import countries_at_work, followed_by
from notifications.queries.summary import summary_for
from notifications.web.forms import AddAddress, ChooseCadences

MOST_SHOWN = 200


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Show all choices about alerts on one page."""
    user, now = signed_in(request), timezone.now()
    addresses = Address.objects.visible_to(user).order_by("-created_at", "id")
    more = {
        "followed": followed_by(user, most=MOST_SHOWN, now=now),
        "levels": Level.choices,
        "countries": countries_at_work(user),
        "addresses": [(one, _masked(preferences.plain(one))) for one in addresses],
        "add_address": AddAddress(),
        "cadences": ChooseCadences(chosen=_chosen_by(user, Channel.EMAIL)),
        "channels": _other_channels(user),
        "summary": summary_for(user, now=now),
        "searches": SavedSearch.objects.visible_to(user).order_by("name", "id"),
        "leads": answers.may_read(user),
        "keeps_house": access.holds(user, Permission.HOUSE_MANAGE),
    }
    return render(request, "notifications/settings.html", more)


def _masked(address: str) -> str:
    """Write an address so that its owner knows it, and who looks over her shoulder does not."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}…{at}{domain}"


def _other_channels(user: User) -> list[Channel]:
    """Return the channels besides mail on which she can be reached, for a page of their own."""
    usable = Address.objects.visible_to(user).usable().filter(channel__in=switched_on())
    others = usable.exclude(channel=Channel.EMAIL).order_by("channel")
    return [Channel(channel) for channel in others.values_list("channel", flat=True).distinct()]


def _chosen_by(user: User, channel: Channel) -> dict[str, str]:
    chosen = Preference.objects.visible_to(user).filter(channel=channel)
    return dict(chosen.values_list("kind", "cadence"))


class Cadences(FormPage[ChooseCadences]):
    """How often each kind of alert goes out on one channel; on mail where none is named."""

    form_class = ChooseCadences
    template_name = "notifications/cadences.html"
    heading = _("How often it comes")
    done = _("Your choice is kept.")

    def admit(self) -> None:
        named = self.request.GET.get("channel", Channel.EMAIL)
        if named not in switched_on():
            raise Http404
        self.channel = Channel(named)

    def subject(self) -> str:
        return str(self.channel.label)

    def get_form_kwargs(self) -> dict[str, Any]:
        chosen = _chosen_by(self.user, self.channel)
        return super().get_form_kwargs() | {"chosen": chosen}

    def act(self, form: ChooseCadences) -> object:
        preferences.choose_all(form.cadences(), channel=self.channel, by=self.user)
        return None

    def get_success_url(self) -> str:
        return reverse("notifications:settings")
