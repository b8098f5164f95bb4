"""What a person is and chooses herself: settings, roles, password."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from backend.accounts import actions as accounts
from backend.web.limits import SignInLimit
from backend.web.pages import FormPage, LimitedPage, remember_language
from campaigns.actions import people
from campaigns.queries import roles_held_by
from campaigns.web.forms import ChangePassword, ChooseSettings


class Profile(FormPage[ChooseSettings]):
    """How she reads, what she is called, and which roles she holds where."""

    form_class = ChooseSettings
    template_name = "campaigns/profile.html"
    heading = _("My profile")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.user}

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.user, name) for name in ChooseSettings.base_fields}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(roles=roles_held_by(self.user), **more)

    def act(self, form: ChooseSettings) -> object:
        return accounts.keep_settings(self.user, chosen=form.chosen())

    def form_valid(self, form: ChooseSettings) -> HttpResponse:
        # What is said of it is said in the language she chose just now.
        with translation.override(form.cleaned_data["language"]):
            answer = super().form_valid(form)
        remember_language(answer, self.user.language)
        return answer

    def get_success_url(self) -> str:
        return reverse("campaigns:profile")


class Password(LimitedPage[ChangePassword]):
    """Another password: whoever knew the old one is signed out."""

    form_class = ChangePassword
    limit = SignInLimit
    heading = _("Change my password")
    lead = _("Everywhere else you are signed out. This phone or computer stays signed in.")
    button = _("Change it")
    done = _("Your password is changed. Everywhere else you are signed out.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def act(self, form: ChangePassword) -> object:
        people.change_password(password=form.cleaned_data["new_password1"], by=self.user)
        update_session_auth_hash(self.request, self.user)
        return None

    def get_success_url(self) -> str:
        return reverse("campaigns:profile")
