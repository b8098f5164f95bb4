"""Where alerts reach her: adding, confirming and removing an address; stopping all mail."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from backend.web.forms import Confirm
from backend.web.pages import FormPage, FormT
from notifications.actions import confirming, preferences
from notifications.models import Address, Channel
from notifications.web.forms import AddAddress


class AboutAddresses(FormPage[FormT]):
    def get_success_url(self) -> str:
        return reverse("notifications:settings")


class Add(AboutAddresses[AddAddress]):
    form_class = AddAddress
    heading = _("Get alerts by e-mail")
    button = _("Send me the link")
    done = _("A mail with a link is on its way. Open the link to get alerts there.")

    def act(self, form: AddAddress) -> object:
        address = form.cleaned_data["address"]
        return confirming.ask(address, channel=Channel.EMAIL, by=self.user, now=timezone.now())


class Remove(AboutAddresses[Confirm]):
    form_class = Confirm
    heading = _("Remove this address")
    lead = _("It is forgotten here. Alerts still come to your inbox.")
    button = _("Remove it")
    done = _("The address is forgotten.")

    def admit(self) -> None:
        mine = Address.objects.visible_to(self.user)
        self.address = get_object_or_404(mine, pk=self.kwargs["address_id"])

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        preferences.remove_address(self.address, by=self.user)
        return None


class ConfirmAddress(AboutAddresses[Confirm]):
    """Mail programs open links by themselves, so only the button confirms."""

    form_class = Confirm
    heading = _("Is this your address?")
    lead = _("Then alerts about what you follow come there from now on.")
    button = _("Yes, send them there")
    done = _("Alerts come to this address from now on.")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return preferences.confirm(self.kwargs["token"], by=self.user, now=timezone.now())


@csrf_exempt  # a mail program presses the button for her and has no cookie (RFC 8058)
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop all mail with one click and no sign-in; looking at the page stops nothing."""
    try:
        preferences.read_unsubscribe_token(token)
        if request.method == "POST":
            preferences.unsubscribe(token)
    except preferences.LinkNotValid as wrong:
        raise Http404 from wrong
    return render(request, "notifications/unsubscribe.html", {"is_done": request.method == "POST"})
