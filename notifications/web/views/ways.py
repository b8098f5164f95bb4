"""The ways alerts reach her: e-mail, push, text, chat; adding one, and showing that it is hers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from backend.errors import DomainError
from backend.web.forms import Confirm
from backend.web.pages import FormPage, FormT, signed_in
from notifications.actions import calendars, confirming, preferences, proving
from notifications.channels import CARRIERS, switched_on
from notifications.channels.base import Proof
from notifications.channels.push import keys
from notifications.models import Address, AddressState, Channel
from notifications.web.forms import AddDevice, AddPhone, TypeCode


@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    """List every way, what of hers is on it, and how to add one."""
    user = signed_in(request)
    mine: dict[str, list[tuple[Address, str, bool]]] = {channel: [] for channel in Channel}
    for address in Address.objects.visible_to(user).order_by("-created_at", "id"):
        carrier = CARRIERS[Channel(address.channel)]
        written = address.label or carrier.masked(preferences.plain(address))
        waits = carrier.proof is Proof.CODE and address.state == AddressState.PENDING
        mine[address.channel].append((address, written, waits))
    shown = {
        "ways": [
            (channel, mine[channel], channel in switched_on())
            for channel in Channel
            if mine[channel] or channel in switched_on()
        ],
        "has_calendar": bool(calendars.token_of(user)),
    }
    return render(request, "notifications/ways.html", shown)


class AboutWays(FormPage[FormT]):
    def get_success_url(self) -> str:
        return reverse("notifications:ways")


class _OfChannel(AboutWays[FormT]):
    """A page about one channel that is switched on and shown in one way to be hers."""

    proof: Proof

    def admit(self) -> None:
        try:
            self.channel = Channel(self.kwargs["channel"])
        except ValueError as unknown:
            raise Http404 from unknown
        is_here = CARRIERS[self.channel].proof is self.proof
        if not is_here or self.channel not in switched_on():
            raise Http404


@require_safe
def add(_request: HttpRequest, channel: str) -> HttpResponse:
    """Lead to the page on which an address of this channel is added."""
    if channel not in switched_on():
        raise Http404
    pages = {
        Proof.LINK: "add-address",
        Proof.CODE: "add-phone",
        Proof.START: "start-chat",
        Proof.DEVICE: "add-device",
    }
    page = pages[CARRIERS[Channel(channel)].proof]
    named = [] if page == "add-address" else [channel]
    return HttpResponseRedirect(reverse(f"notifications:{page}", args=named))


class AddNumber(_OfChannel[AddPhone]):
    """A number is sent there, which she types in on the next page."""

    proof = Proof.CODE
    form_class = AddPhone
    heading = gettext_lazy("Get alerts by text message")
    lead = gettext_lazy(
        "A text says only that there is an update, and where. Phone companies can read it."
    )
    button = gettext_lazy("Send me the number")
    done = gettext_lazy("A text with a number of six digits is on its way.")

    def act(self, form: AddPhone) -> object:
        typed = form.cleaned_data["address"]
        now = timezone.now()
        self.address = confirming.ask(typed, channel=self.channel, by=self.user, now=now)
        return self.address

    def get_success_url(self) -> str:
        added = getattr(self, "address", None)
        if added is None:
            return super().get_success_url()
        return reverse("notifications:confirm-code", args=[added.pk])


class ConfirmCode(AboutWays[TypeCode]):
    form_class = TypeCode
    heading = gettext_lazy("Type the number we sent")
    lead = gettext_lazy("It is good for half an hour.")
    button = gettext_lazy("This is my phone")
    done = gettext_lazy("Alerts come there from now on.")

    def admit(self) -> None:
        mine = Address.objects.visible_to(self.user)
        self.address = get_object_or_404(mine, pk=self.kwargs["address_id"])

    def subject(self) -> str:
        carrier = CARRIERS[Channel(self.address.channel)]
        return carrier.masked(preferences.plain(self.address))

    def act(self, form: TypeCode) -> object:
        code = form.cleaned_data["code"]
        return proving.confirm_code(self.address, code=code, by=self.user, now=timezone.now())


class StartChat(_OfChannel[Confirm]):
    """She opens a chat with us by a link that only she was given."""

    proof = Proof.START
    form_class = Confirm
    template_name = "notifications/start_chat.html"
    button = gettext_lazy("Make my link")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        name = self.channel.label
        about = {
            "heading": _("Get alerts by %(channel)s") % {"channel": name},
            "lead": _("A message says only that there is an update, and where."),
            "channel": name,
        }
        return super().get_context_data(**more) | about

    def form_valid(self, form: Confirm) -> HttpResponse:
        try:
            link = proving.start_link(self.channel, by=self.user)
        except DomainError as refused:
            return self.refused(form, refused)
        return self.render_to_response(self.get_context_data(form=form, link=link))


class AddThisDevice(_OfChannel[AddDevice]):
    """Her browser asks her, then hands its subscription to this form."""

    proof = Proof.DEVICE
    form_class = AddDevice
    template_name = "notifications/add_device.html"
    heading = gettext_lazy("Get alerts on this device")
    lead = gettext_lazy(
        "Only “You have an update in Saphan” stands on the screen, also while it is locked."
    )
    done = gettext_lazy("This device shows alerts from now on.")

    @cached_property
    def key(self) -> str:
        return keys.public()

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(key=self.key, **more)

    def act(self, form: AddDevice) -> object:
        given = form.cleaned_data
        label = given["label"] or _("This device")
        now = timezone.now()
        return proving.add_device(given["address"], label=label, by=self.user, now=now)
