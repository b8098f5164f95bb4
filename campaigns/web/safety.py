"""How she signs in, and where she is signed in: what keeps her account hers."""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.internal import auth as ceremony
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.accounts import actions as accounts
from backend.accounts import factors
from backend.web.door.pages import DoorPage
from backend.web.forms import Confirm
from backend.web.pages import FormPage, signed_in
from campaigns.actions import people

SAFETY = reverse_lazy("campaigns:safety")


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Show what she has set, and where she is signed in."""
    user = signed_in(request)
    here = accounts.digest_of(request.session.session_key or "")
    own = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    more = {
        "app": next((one for one in own if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one for one in own if one.type == Authenticator.Type.WEBAUTHN],
        "codes": next((one for one in own if one.type == Authenticator.Type.RECOVERY_CODES), None),
        "address": EmailAddress.objects.filter(user=user).first(),
        "has_to_have_one": factors.has_to_have_one(user),
        "sessions": [
            {"session": one, "digest": accounts.digest_of(one.session_key), "here": here}
            for one in accounts.sessions_of(user, now=timezone.now())
        ],
    }
    return render(request, "campaigns/safety.html", more)


class Noted:
    """Mixed into a view of allauth that changes a second factor: what it does leaves an event."""

    verb: ClassVar[str]
    done: ClassVar[Any]

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Change it and write the event, in one transaction."""
        request: HttpRequest = self.request  # type: ignore[attr-defined]
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            people.note_factor(by=signed_in(request), what=self.verb)
        messages.success(request, str(self.done))
        return answer


class AddApp(Noted, DoorPage, totp.ActivateTOTPView):
    template_name = "campaigns/add_app.html"
    heading = _("Use an authenticator app")
    lead = _(
        "An app on your phone shows a new code every half minute, also without a line. "
        "Nobody gets in with your password alone."
    )
    button = _("Use it from now on")
    labels: ClassVar = {"code": _("The code the app shows now")}
    verb, done = "added", _("The app is your second factor from now on.")


class RemoveApp(Noted, DoorPage, totp.DeactivateTOTPView):
    template_name = "campaigns/change_factor.html"
    heading = _("Stop using the app?")
    lead = _("Its codes do not work any more.")
    button = _("Stop using it")
    success_url = SAFETY
    verb, done = "removed", _("The app is removed.")


class AddPasskey(Noted, DoorPage, passkeys.AddWebAuthnView):
    """A passkey that also signs in by itself: the phone asks who she is."""

    template_name = "campaigns/add_passkey.html"
    heading = _("Add a passkey")
    lead = _(
        "Your phone or key keeps it, behind your finger, face or PIN. It works on this site "
        "alone, so nobody can trick you into giving it to another."
    )
    button = _("Add the passkey")
    labels: ClassVar = {"name": _("What you call it")}
    verb, done = "added", _("The passkey is added.")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context = super().get_context_data(**more)
        options = ceremony.begin_registration(signed_in(self.request), passwordless=True)
        return context | {"js_data": {"creation_options": options}}


class RemovePasskey(Noted, DoorPage, passkeys.RemoveWebAuthnView):
    template_name = "campaigns/change_factor.html"
    heading = _("Remove this passkey?")
    lead = _("It opens nothing any more. Delete it on the phone as well.")
    button = _("Remove it")
    success_url = SAFETY
    form_class = Confirm
    verb, done = "removed", _("The passkey is removed.")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Refuse the last one to who has to have one, as allauth does for the app alone."""
        adapter = get_adapter()
        if adapter.can_delete_authenticator(self.get_object()):
            return super().form_valid(form)
        form.add_error(None, adapter.error_messages["cannot_delete_authenticator"])
        return self.form_invalid(form)


class NewCodes(Noted, DoorPage, codes.GenerateRecoveryCodesView):
    template_name = "campaigns/change_factor.html"
    heading = _("Make new recovery codes?")
    lead = _("The old ones stop working. The new ones are shown once: write them down on paper.")
    button = _("Make new codes")
    verb, done = "renewed", _("The old codes do not work any more.")


class ShowCodes(codes.ViewRecoveryCodesView):
    template_name = "campaigns/recovery_codes.html"
    http_method_names: ClassVar = ["get", "head", "options"]


class EndOtherSessions(FormPage[Confirm]):
    form_class = Confirm
    heading = _("Sign out everywhere else?")
    lead = _("Only this phone or computer stays signed in.")
    button = _("Sign out everywhere else")
    done = _("Everywhere else you are signed out.")
    success_url = SAFETY

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        people.end_other_sessions(by=self.user, besides=self.request.session.session_key or "")
        return None


class EndSession(FormPage[Confirm]):
    form_class = Confirm
    heading = _("Sign out there?")
    lead = _("Whoever holds that phone or computer sees nothing more.")
    button = _("Sign out there")
    done = _("There you are signed out.")
    success_url = SAFETY

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        people.end_session(by=self.user, digest=self.kwargs["digest"])
        return None


@require_safe
def overview(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Lead from where allauth sends people to where all of it is shown."""
    return HttpResponseRedirect(reverse("campaigns:safety"))
