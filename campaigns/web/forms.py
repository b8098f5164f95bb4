"""What is asked on pages about people: their settings, roles and invitations."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import PasswordChangeForm, UsernameField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.actions import OwnSettings
from backend.accounts.models import TextSize, User
from backend.accounts.roles import Role
from backend.calendars import Calendar

_WHAT_THEY_DO = [
    (Role.CONTRIBUTOR, _("contributor: logs cases, and sees only her own")),
    (Role.ORGANISER, _("organiser: sees all cases there, and changes those she works on")),
    (Role.LEADER, _("network leader: changes all cases, invites people and ends roles")),
]


class ChooseSettings(forms.Form):
    """How a person reads the pages."""

    display_name = forms.CharField(
        label=_("Name shown to others"),
        max_length=120,
        required=False,
        help_text=_("Left empty, others see your user name."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    calendar = forms.ChoiceField(
        label=_("Calendar"), choices=Calendar.choices, widget=forms.RadioSelect
    )
    text_size = forms.ChoiceField(
        label=_("Text size"), choices=TextSize.choices, widget=forms.RadioSelect
    )
    time_zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, person: User, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = dict(countries.time_zones_in(get_language() or "en"))
        offered.setdefault(person.time_zone, person.time_zone)
        zones: Any = self.fields["time_zone"]
        zones.choices = list(offered.items())

    def chosen(self) -> OwnSettings:
        return OwnSettings(**self.cleaned_data)


class ChangePassword(PasswordChangeForm):
    """Django's own check of the old password; what is typed anew is judged by the action."""

    field_order = ("username", "old_password", "new_password1", "new_password2")
    username = forms.CharField(  # so that a phone knows whose password it is to remember
        label=_("User name"),
        disabled=True,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    error_messages = {  # noqa: RUF012  # shaped as Django's own
        "password_mismatch": _("The two passwords are not the same."),
        "password_incorrect": _("This is not your password."),
    }

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["username"].initial = self.user.get_username()
        old, new, again = (self.fields[name] for name in self.field_order[1:])
        old.label, new.label, again.label = _ASKED
        new.help_text, again.help_text = _GOOD_PASSWORD, ""
        old.widget.attrs.pop("autofocus", None)


_ASKED = (_("Your password now"), _("New password"), _("New password once more"))
_GOOD_PASSWORD = _("At least 12 characters. Four words that only you put together are good.")


class ChooseRole(forms.Form):
    """One of the roles that are held in a network."""

    role = forms.TypedChoiceField(
        label=_("Role"), choices=_WHAT_THEY_DO, coerce=Role, widget=forms.RadioSelect
    )


class Join(forms.Form):
    """What a person says who has no account yet."""

    username = UsernameField(
        label=_("User name"),
        max_length=150,
        help_text=_(
            "You sign in with it. It need not be your real name. "
            "Letters, digits and . _ - without spaces."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username"}),
    )
    display_name = forms.CharField(
        label=_("Name shown to others"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1024,
        help_text=_GOOD_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password once more"),
        strip=False,
        max_length=1024,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", ChangePassword.error_messages["password_mismatch"])
        return said
