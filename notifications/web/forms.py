"""Forms about alerts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from notifications.actions.webhooks import LONGEST_URL
from notifications.kinds import GROUPS, KINDS
from notifications.models import Cadence, Level, Scope

EVERY_KIND = "every"
_AS_USUAL = ""
LONGEST_ADDRESS = 254


class Follow(forms.Form):
    """What to follow and how much of it to hear; without a level, no longer."""

    scope_type = forms.TypedChoiceField(choices=Scope.choices, coerce=Scope)
    scope_id = forms.CharField(max_length=36)
    level = forms.TypedChoiceField(choices=Level.choices, coerce=Level, required=False)


class Pause(forms.Form):
    """For how many days to hear nothing of something; none ends that."""

    scope_type = forms.TypedChoiceField(choices=Scope.choices, coerce=Scope)
    scope_id = forms.CharField(max_length=36)
    days = forms.IntegerField(min_value=0, max_value=366)


class AddAddress(forms.Form):
    address = forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("We send a link there. Alerts follow once you have opened it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AddPhone(forms.Form):
    address = forms.CharField(
        label=_("Telephone number"),
        max_length=30,
        help_text=_("With the country: +66 81 234 5678. We send a number there to type in."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )


class TypeCode(forms.Form):
    code = forms.CharField(
        label=_("Number of six digits"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class AddDevice(forms.Form):
    """What a browser says when it was allowed to show alerts; filled in by push.js."""

    address = forms.CharField(max_length=4000, widget=forms.HiddenInput)
    label = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)


class AddWebhook(forms.Form):
    url = forms.URLField(
        label=_("Address"),
        max_length=LONGEST_URL,
        assume_scheme="https",
        help_text=_("Where the other program takes posts: https://example.org/saphan"),
    )
    campaign = forms.ModelChoiceField(
        label=_("Campaign"),
        queryset=Campaign.objects.none(),
        required=False,
        empty_label=_("all of the network"),
    )

    def __init__(self, *args: Any, campaigns: QuerySet[Campaign], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["campaign"]
        assert isinstance(chosen, forms.ModelChoiceField)  # noqa: S101  # said above
        chosen.queryset = campaigns


class ChooseCadences(forms.Form):
    """One choice for every kind of alert, and one of its own for each."""

    def __init__(self, *args: Any, chosen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[EVERY_KIND] = _cadence(_("Every kind of alert"), _("as is usual for each"))
        self.initial[EVERY_KIND] = chosen.get("", _AS_USUAL)
        for name, kind in KINDS.items():
            self.fields[name] = _cadence(kind.label, _("as for every kind"))
            self.initial[name] = chosen.get(name, _AS_USUAL)

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the kinds' fields under the names of what they are about."""
        return [
            (title, [self[name] for name in KINDS if name.startswith(f"{group}.")])
            for group, title in GROUPS.items()
        ]

    def cadences(self) -> dict[str, Cadence | None]:
        """Return what was chosen by kind, "" for every kind; ``None`` where nothing was."""
        return {
            "" if name == EVERY_KIND else name: Cadence(value) if value else None
            for name, value in self.cleaned_data.items()
        }


def _cadence(label: Any, otherwise: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[(_AS_USUAL, otherwise), *Cadence.choices], required=False
    )
