"""Signing in, the second factor, a code by mail, a forgotten password."""

from typing import Any, ClassVar

from allauth.account import views as account
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.base import views as second
from allauth.mfa.webauthn import views as passkeys
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backend.accounts import guesses
from backend.accounts.hashing import Busy
from backend.web.door import known
from backend.web.door.pages import DoorPage, Words
from backend.web.forms import SignIn
from backend.web.limits import SignInLimit, too_many
from backend.web.pages import INVALID


@method_decorator(login_not_required, name="dispatch")
@method_decorator(never_cache, name="dispatch")
class SignInPage(LoginView):
    """Handle and password; who has a second factor is asked for it next."""

    form_class = SignIn
    template_name = "web/sign_in.html"
    redirect_authenticated_user = True
    http_method_names = DoorPage.http_method_names

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Judge a password, unless too many were judged already."""
        limit = SignInLimit()
        if not limit.allow_request(request, self):  # type: ignore[arg-type]
            return too_many(request, seconds=int(limit.wait() or 0) + 1)
        handle = request.POST.get("username", "")
        self.place = guesses.take_place(handle, device=known.device_of(request, handle))
        if not self.place:
            return too_many(request, seconds=guesses.WITHIN_SECONDS)
        try:
            return super().post(request, *args, **kwargs)
        except Busy as busy:
            return too_many(request, seconds=busy.come_again_seconds)

    def form_valid(self, form: SignIn) -> HttpResponse:  # type: ignore[override]
        guesses.give_back(self.place)
        login = Login(user=form.get_user(), redirect_url=self.get_success_url())
        answer: HttpResponse = perform_password_login(self.request, {}, login)
        return answer

    def form_invalid(self, form: SignIn) -> HttpResponse:  # type: ignore[override]
        return self.render_to_response(self.get_context_data(form=form), status=INVALID)


class SecondFactor(DoorPage, second.AuthenticateView):
    """The code of an app, one of the paper, or a passkey."""

    template_name = "web/second_factor.html"
    heading = _("One more step")
    lead = _("Your account is kept by a second factor.")
    button = _("Sign in")
    labels: ClassVar[dict[str, Words]] = {
        "code": _("Code from your app, or one of your recovery codes")
    }

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        answer = super().form_invalid(form)
        answer.status_code = INVALID
        return answer


class SignInByPasskey(passkeys.LoginWebAuthnView):
    """Only a script comes here: it asks for what a passkey has to sign, and brings it signed."""

    http_method_names = DoorPage.http_method_names


class AskForCode(DoorPage, account.RequestLoginCodeView):
    heading = _("Sign in by a code")
    lead = _(
        "If you have confirmed an e-mail address for signing in, we send a code to it. "
        "It works for ten minutes."
    )
    button = _("Send me a code")


class EnterCode(DoorPage, account.ConfirmLoginCodeView):
    heading = _("Type the code")
    lead = _("If the address is one of ours, a code is on its way to it. It may take a minute.")
    button = _("Sign in")


class ForgottenPassword(DoorPage, account.PasswordResetView):
    heading = _("Forgot your password?")
    lead = _(
        "If you have confirmed an e-mail address for signing in, we send a code to it. "
        "Without one, the leader of your network can help you."
    )
    button = _("Send me a code")


class EnterResetCode(DoorPage, account.ConfirmPasswordResetCodeView):
    heading = _("Type the code")
    lead = _("If the address is one of ours, a code is on its way to it. It may take a minute.")


class NewPassword(DoorPage, account.CompletePasswordResetView):
    heading = _("Choose a new password")
    lead = _("You are signed out everywhere, and sign in with the new one.")
    button = _("Save it")


@login_not_required
@require_safe
def password_is_new(request: HttpRequest) -> HttpResponse:
    """Say that the new password works from now on."""
    return render(request, "web/password_is_new.html")


class Again(DoorPage, account.ReauthenticateView):
    """Show who you are, with the password."""

    template_name = "web/again.html"
    heading = _("Is it you?")
    lead = _("Show once more who you are. Then you come back to what you were doing.")


class AgainByCode(DoorPage, second.ReauthenticateView):
    template_name = "web/again.html"
    heading = _("Is it you?")
    lead = Again.lead
    labels: ClassVar[dict[str, Words]] = SecondFactor.labels


class AgainByPasskey(DoorPage, passkeys.ReauthenticateWebAuthnView):
    template_name = "web/again.html"
    heading = _("Is it you?")
    lead = Again.lead
    button = _("Use my passkey")
