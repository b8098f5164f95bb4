"""The e-mail address to which a code for signing in goes: confirmed by a code, or not used."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from backend.crypto import keyed_hash
from backend.errors import Invalid
from backend.web.forms import Confirm
from backend.web.pages import FormPage
from campaigns.actions import people

ASKED = "sign_in_address"
WORKS_SECONDS = 10 * 60
TRIES = 5
MAILS_AN_HOUR = 5


class TypeAddress(forms.Form):
    email = forms.EmailField(
        label=_("E-mail for signing in"),
        help_text=_("One that only you read. It stays apart from the addresses of your alerts."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class TypeCode(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "off"}),
    )


class AddAddress(FormPage[TypeAddress]):
    form_class = TypeAddress
    is_fresh_needed = True
    heading = _("E-mail for signing in")
    lead = _("With it you can come in by a code, and choose a new password if you forget yours.")
    button = _("Send me a code")
    done = _("A code is on its way. It works for ten minutes.")
    success_url = reverse_lazy("campaigns:confirm-address")

    def act(self, form: TypeAddress) -> object:
        """Send a code, and remember what would confirm it.

        Raises:
            Invalid: she asked for many already; a stranger's mailbox is not to be filled.
        """
        mine = (f"address:{self.user.pk}:{number}" for number in range(MAILS_AN_HOUR))
        if not any(cache.add(place, 1, 3600) for place in mine):
            raise Invalid(field="email", message=_("Many codes were sent already. Wait an hour."))
        adapter, email = get_adapter(), form.cleaned_data["email"]
        code = adapter.generate_login_code()
        self.request.session[ASKED] = {
            "email": email,
            "code": _kept(code),
            "until": time.time() + WORKS_SECONDS,
            "tries": 0,
        }
        adapter.send_mail("account/email/login_code", email, {"code": code})
        return None

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"back": reverse("campaigns:safety")}


class ConfirmAddress(FormPage[TypeCode]):
    form_class = TypeCode
    is_fresh_needed = True
    heading = _("Type the code")
    button = _("Confirm it")
    done = _("From now on you can come in by a code sent to this address.")
    success_url = reverse_lazy("campaigns:safety")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.asked: dict[str, Any] = request.session.get(ASKED) or {}
        is_open = self.asked.get("until", 0) > time.time() and self.asked["tries"] < TRIES
        if not is_open:
            return HttpResponseRedirect(reverse("campaigns:add-address"))
        return super().dispatch(request, *args, **kwargs)

    def subject(self) -> str:
        return str(self.asked["email"])

    def act(self, form: TypeCode) -> object:
        """Confirm the address by its code.

        Raises:
            Invalid: it is another code; after five of them a new one is needed.
        """
        self.request.session[ASKED] = self.asked | {"tries": self.asked["tries"] + 1}
        if not constant_time_compare(_kept(form.cleaned_data["code"]), self.asked["code"]):
            raise Invalid(field="code", message=_("This is not the code we sent."))
        people.confirm_sign_in_address(self.asked["email"], by=self.user)
        del self.request.session[ASKED]
        return None


class ForgetAddress(FormPage[Confirm]):
    form_class = Confirm
    is_fresh_needed = True
    heading = _("Stop signing in by e-mail?")
    lead = _("No code is sent to this address any more. Make sure you know your password.")
    button = _("Stop it")
    done = _("No code is sent any more.")
    success_url = reverse_lazy("campaigns:safety")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        people.forget_sign_in_address(by=self.user)
        return None


def _kept(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return keyed_hash(plain, purpose="address code")
